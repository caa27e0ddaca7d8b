package seat

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
)

// hand notes what the desktop does with our player.
type hand struct{ done chan string }

func (h hand) Pause()                { h.done <- "pause" }
func (h hand) Resume()               { h.done <- "resume" }
func (h hand) Stop()                 { h.done <- "stop" }
func (h hand) Seek(at time.Duration) { h.done <- fmt.Sprint("seek ", at.Round(time.Second)) }
func (h hand) SetSpeed(x float64)    { h.done <- fmt.Sprint("speed ", x) }
func (h hand) SetVolume(x float64)   { h.done <- fmt.Sprint("volume ", x) }

func (h hand) did(t *testing.T, want string) {
	t.Helper()
	select {
	case got := <-h.done:
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	case <-time.After(10 * time.Second):
		t.Fatalf("nobody did %s", want)
	}
}

func showing(t *testing.T) (*MediaPlayer, hand) {
	t.Helper()
	h := hand{make(chan string, 10)}
	m := NewMediaPlayer(h, func() { h.done <- "raise" }, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { m.Run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
	return m, h
}

// looker is another program that watches our player.
type looker struct {
	t       *testing.T
	conn    *dbus.Conn
	signals chan *dbus.Signal
}

func look(t *testing.T, b *bustest.Bus) *looker {
	t.Helper()
	l := &looker{t, b.Connect(), make(chan *dbus.Signal, 50)}
	l.conn.Signal(l.signals)
	for _, match := range [][]dbus.MatchOption{{dbus.WithMatchObjectPath(mprisPath)},
		{dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, mprisOwn)}} {
		if err := l.conn.AddMatchSignal(match...); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// next is the next signal of a name.
func (l *looker) next(name string) *dbus.Signal {
	l.t.Helper()
	limit := time.After(10 * time.Second)
	for {
		select {
		case s := <-l.signals:
			if s.Name == name {
				return s
			}
		case <-limit:
			l.t.Fatalf("no %s came", name)
		}
	}
}

func (l *looker) property(name string) any {
	l.t.Helper()
	v, err := l.conn.Object(mprisOwn, mprisPath).GetProperty(mprisPlayer + "." + name)
	if err != nil {
		l.t.Fatal(err)
	}
	return v.Value()
}

func (l *looker) does(method string, args ...any) {
	l.t.Helper()
	if err := l.conn.Object(mprisOwn, mprisPath).Call(method, 0, args...).Err; err != nil {
		l.t.Fatal(err)
	}
}

const owned = "org.freedesktop.DBus.NameOwnerChanged"

func TestOurPlayerIsThereWhileItHasAMessage(t *testing.T) {
	b := bustest.Start(t)
	l := look(t, b)
	m, h := showing(t)
	m.Show(Media{})
	playing := Media{ID: "12/ä", Title: "Voicemail", Artist: "Anna", Playing: true, Length: time.Minute,
		Speed: 1, Volume: 0.5}
	m.Show(playing)
	l.next(owned)
	data, _ := l.property("Metadata").(map[string]dbus.Variant)
	if l.property("PlaybackStatus") != "Playing" || data["xesam:title"].Value() != "Voicemail" ||
		data["mpris:length"].Value() != int64(60e6) || l.property("Volume") != 0.5 {
		t.Errorf("%v %v", l.property("PlaybackStatus"), data)
	}
	for method, want := range map[string]string{"Pause": "pause", "PlayPause": "pause",
		"Play": "resume", "Stop": "stop"} {
		l.does(mprisPlayer + "." + method)
		h.did(t, want)
	}
	l.does(mprisRoot + ".Raise")
	h.did(t, "raise")
	l.does(properties+".Set", mprisPlayer, "Volume", dbus.MakeVariant(7.0))
	h.did(t, "volume 1")
	l.does(properties+".Set", mprisPlayer, "Rate", dbus.MakeVariant(0.1))
	h.did(t, "speed 0.5")

	playing.Playing, playing.Position = false, 20*time.Second
	m.Show(playing)
	changed, _ := l.next(properties + ".PropertiesChanged").Body[1].(map[string]dbus.Variant)
	if len(changed) != 1 || changed["PlaybackStatus"].Value() != "Paused" {
		t.Errorf("changed: %v", changed)
	}
	if at := l.next(mprisPlayer + ".Seeked").Body[0]; at != int64(20e6) {
		t.Errorf("seeked to %v", at)
	}
	if l.property("Position") != int64(20e6) {
		t.Errorf("at %v", l.property("Position"))
	}
	l.does(mprisPlayer+".Seek", int64(10e6))
	h.did(t, "seek 30s")
	l.does(mprisPlayer+".Seek", int64(-100e6))
	h.did(t, "seek 0s")
	l.does(mprisPlayer+".SetPosition", trackOf("another"), int64(1))
	l.does(mprisPlayer+".SetPosition", trackOf("12/ä"), int64(5e6))
	h.did(t, "seek 5s")
	l.does(mprisPlayer + ".PlayPause")
	h.did(t, "resume")

	playing.Artist = ""
	m.Show(playing)
	changed, _ = l.next(properties + ".PropertiesChanged").Body[1].(map[string]dbus.Variant)
	if data, _ := changed["Metadata"].Value().(map[string]dbus.Variant); data == nil ||
		data["xesam:artist"].Value() != nil {
		t.Errorf("the locked screen shows %v", changed)
	}
	m.Show(Media{})
	if s := l.next(owned); s.Body[2] != "" {
		t.Errorf("it stays: %v", s.Body)
	}
}

func TestOurPlayerIsNotPausedByItself(t *testing.T) {
	b := bustest.Start(t)
	l := look(t, b)
	m, h := showing(t)
	m.Show(Media{ID: "1", Playing: true, Speed: 1})
	l.next(owned)
	music := appear(t, b, "music", "Playing")
	quiet, _ := hushing(t, true, time.Hour)
	quiet.Sounding(true)
	music.called(t, "Pause")
	if len(h.done) > 0 {
		t.Errorf("ours was told: %s", <-h.done)
	}
}

func TestNoBusForOurPlayer(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
	m, _ := showing(t)
	for range 3 {
		m.Show(Media{ID: "1", Playing: true, Speed: 1})
	}
	m.Show(Media{})
}
