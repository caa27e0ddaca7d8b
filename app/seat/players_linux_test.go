package seat

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
)

// otherOne is someone else's player on the bus.
type otherOne struct {
	conn   *dbus.Conn
	calls  chan string
	mu     sync.Mutex
	status string // guarded by mu
}

func appear(t *testing.T, b *bustest.Bus, name, status string) *otherOne {
	t.Helper()
	o := &otherOne{conn: b.Connect(), calls: make(chan string, 10), status: status}
	export := func(methods map[string]any, iface string) {
		if err := o.conn.ExportMethodTable(methods, mprisPath, iface); err != nil {
			t.Fatal(err)
		}
	}
	export(map[string]any{
		"Play":  func() *dbus.Error { o.set("Playing"); o.calls <- "Play"; return nil },
		"Pause": func() *dbus.Error { o.set("Paused"); o.calls <- "Pause"; return nil },
	}, mprisPlayer)
	export(map[string]any{"Get": func(_, property string) (dbus.Variant, *dbus.Error) {
		o.mu.Lock()
		defer o.mu.Unlock()
		return dbus.MakeVariant(o.status), nil
	}}, "org.freedesktop.DBus.Properties")
	if _, err := o.conn.RequestName(mprisPrefix+name, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *otherOne) set(status string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.status = status
}

func (o *otherOne) called(t *testing.T, want string) {
	t.Helper()
	select {
	case got := <-o.calls:
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	case <-time.After(10 * time.Second):
		t.Fatalf("nobody called %s", want)
	}
}

func hushing(t *testing.T, wanted bool, settle time.Duration) (h *Hush, end func()) {
	h = NewHush(func(context.Context) bool { return wanted }, slog.New(slog.DiscardHandler))
	h.settle = settle
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { h.Run(ctx) })
	end = func() { cancel(); running.Wait() }
	t.Cleanup(end)
	return h, end
}

func TestOthersThatPlayWaitAndGoOn(t *testing.T) {
	b := bustest.Start(t)
	music, film, stopped := appear(t, b, "music", "Playing"), appear(t, b, "film.instance7", "Playing"),
		appear(t, b, "radio", "Stopped")
	paused := appear(t, b, "paused", "Paused")
	proxy := appear(t, b, "playerctld", "Playing")
	h, end := hushing(t, true, 20*time.Millisecond)
	h.Sounding(true)
	music.called(t, "Pause")
	film.called(t, "Pause")
	film.set("Stopped") // by its user, in the meantime
	h.Sounding(false)
	music.called(t, "Play")
	h.Sounding(true)
	music.called(t, "Pause")
	end() // with ours
	music.called(t, "Play")
	for _, o := range []*otherOne{film, stopped, paused, proxy} {
		if len(o.calls) > 0 {
			t.Errorf("called: %s", <-o.calls)
		}
	}
}

func TestTheNextMessageFollowsInSilence(t *testing.T) {
	b := bustest.Start(t)
	music := appear(t, b, "music", "Playing")
	h, end := hushing(t, true, time.Hour)
	h.Sounding(true)
	music.called(t, "Pause")
	h.Sounding(false)
	h.Sounding(true)
	end()
	music.called(t, "Play")
	if len(music.calls) > 0 {
		t.Errorf("called: %s", <-music.calls)
	}
}

func TestOthersAreLeftAloneWhereThatIsWanted(t *testing.T) {
	b := bustest.Start(t)
	music := appear(t, b, "music", "Playing")
	h, end := hushing(t, false, time.Hour)
	h.Sounding(true)
	end()
	if len(music.calls) > 0 {
		t.Errorf("called: %s", <-music.calls)
	}
}
