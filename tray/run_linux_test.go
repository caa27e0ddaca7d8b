package tray

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
	"istratray/app/inbox"
	"istratray/app/words"
)

// running is a Tray whose Run is on.
type running struct {
	*Tray
	book    *words.Desktop
	intents chan Intent
	tokens  chan string
	missed  chan struct{}
	back    chan struct{}
	now     atomic.Int64 // what the tray takes for the time
}

// run starts a Tray, and ends it with the test.
func run(t testing.TB, patience time.Duration) *running {
	t.Helper()
	r := &running{book: new(words.Desktop), intents: make(chan Intent, 8), tokens: make(chan string, 32),
		missed: make(chan struct{}, 8), back: make(chan struct{}, 8)}
	r.Tray = New(Options{
		Words:     r.book,
		OnIntent:  func(i Intent, token string) { r.intents <- i; r.tokens <- token },
		OnMissing: func() { r.missed <- struct{}{} },
		OnBack:    func() { r.back <- struct{}{} },
	})
	r.patience, r.retry, r.clock = patience, 5*time.Millisecond, func() time.Time { return time.Unix(r.now.Load(), 0) }
	r.now.Store(noon.Unix())
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- r.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := await(t, done, "Run's end"); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	return r
}

const long = time.Minute // a patience that no test waits for

func TestItem(t *testing.T) {
	b := bustest.Start(t)
	w := newWatcher(t, b, true)
	w.appear()
	tr := run(t, long)
	host := w.item()
	for name, want := range map[string]any{
		"Id": "istratray", "Title": "Istra Tray", "Status": "Active", "Category": "Communications", "ItemIsMenu": false,
	} {
		if got := host.get(name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}

	if owner, want := w.owner(fmt.Sprintf("org.kde.StatusNotifierItem-%d-1", os.Getpid())),
		host.obj.Destination(); owner != want {
		t.Errorf("the item's name belongs to %q, want %q", owner, want)
	}

	tr.Show(snapshot(inbox.Online, 2, 1))
	host.changed("NewToolTip")
	if got, want := host.tooltip(), "2 voicemails, 1 missed call"; got != want ||
		host.get("IconAccessibleDesc") != want {
		t.Errorf("tooltip %q, want %q", got, want)
	}
	var sizes []int32
	for _, p := range host.get("IconPixmap").([][]any) {
		sizes = append(sizes, p[0].(int32))
		if n := len(p[2].([]byte)); n != int(p[0].(int32)*p[1].(int32)*4) {
			t.Errorf("%d × %d has %d bytes", p[0], p[1], n)
		}
	}
	if want := []int32{16, 22, 24, 32, 44, 48, 64}; !slices.Equal(sizes, want) {
		t.Errorf("icon sizes %v, want %v", sizes, want)
	}
}

func TestAnotherLanguageIsShownAtOnce(t *testing.T) {
	tr, host := hostWithMenu(t, busy())
	quit := host.find("Quit")
	tr.book.Use("fr")
	tr.Refresh()
	host.changed("NewToolTip")
	if got, want := host.tooltip(), "2 messages vocaux, 1 appel manqué"; got != want {
		t.Errorf("tooltip %q, want %q", got, want)
	}
	host.changed("ItemsPropertiesUpdated")
	if got := host.find("Quitter"); got.id != quit.id {
		t.Errorf("line %d has become line %d: an open menu would close", quit.id, got.id)
	}
}

func TestClickOnTheIconOpensTheWindow(t *testing.T) {
	b := bustest.Start(t)
	w := newWatcher(t, b, true)
	w.appear()
	tr := run(t, long)
	host := w.item()
	for _, method := range []string{"Activate", "SecondaryActivate", "ContextMenu"} {
		if err := host.obj.Call(itemInterface+"."+method, 0, int32(5), int32(7)).Err; err != nil {
			t.Error(method, err)
		}
		if got := await(t, tr.intents, "an intent"); got != (Open{}) {
			t.Errorf("%s: got %#v", method, got)
		}
	}
}

// A host gives its token just before the click, and doesn't wait for an answer. It is good for that click.
func TestTheTokenComesWithTheClick(t *testing.T) {
	b := bustest.Start(t)
	w := newWatcher(t, b, true)
	w.appear()
	tr := run(t, long)
	host := w.item()
	for n := range 20 { // in either order they would be carried out
		host.obj.Go(itemInterface+".ProvideXdgActivationToken", dbus.FlagNoReplyExpected, nil, fmt.Sprint("token ", n))
		host.obj.Go(itemInterface+".Activate", dbus.FlagNoReplyExpected, nil, int32(5), int32(7))
		await(t, tr.intents, "an intent")
		if got, want := await(t, tr.tokens, "a token"), fmt.Sprint("token ", n); got != want {
			t.Fatalf("click %d came with %q", n, got)
		}
	}
	host.obj.Go(itemInterface+".Activate", dbus.FlagNoReplyExpected, nil, int32(5), int32(7))
	await(t, tr.intents, "an intent")
	if got := await(t, tr.tokens, "a token"); got != "" {
		t.Errorf("%q came twice", got)
	}
}

func TestEqualOutputIsNotSentAgain(t *testing.T) {
	b := bustest.Start(t)
	w := newWatcher(t, b, true)
	w.appear()
	tr := run(t, long)
	host := w.item()
	tr.Show(snapshot(inbox.Online, 1, 0))
	host.changed("NewToolTip")

	same := snapshot(inbox.Online, 1, 0)
	same.Seq, same.Updated = 7, time.Now()
	tr.Show(same)
	tr.Show(snapshot(inbox.Online, 11, 0))
	want := []string{"NewIcon", "NewToolTip"}
	seen := host.changed("NewToolTip")
	seen = slices.DeleteFunc(seen, func(s string) bool { return s == "ItemsPropertiesUpdated" || s == "LayoutUpdated" })
	if !slices.Equal(seen, want) {
		t.Errorf("got %v, want %v", seen, want)
	}

	tr.Show(snapshot(inbox.Online, 12, 0)) // still 9+
	if seen := host.changed("NewToolTip"); slices.Contains(seen, "NewIcon") {
		t.Errorf("the same icon was sent again: %v", seen)
	}
}

func TestTrayThatComesLate(t *testing.T) {
	b := bustest.Start(t)
	tr := run(t, long)
	tr.Show(snapshot(inbox.Online, 3, 0))
	w := newWatcher(t, b, true)
	w.appear()
	host := w.item()
	for host.tooltip() != "3 voicemails" { // it may have been registered just before
		host.changed("NewToolTip")
	}
	select {
	case <-tr.missed:
		t.Error("missing, though it came in time")
	default:
	}
}

func TestTrayThatRestarts(t *testing.T) {
	b := bustest.Start(t)
	w := newWatcher(t, b, true)
	tr := run(t, long)
	for n := range 3 {
		w.appear()
		host := w.item()
		tr.Show(snapshot(inbox.Online, n+1, 0))
		host.changed("NewToolTip")
		w.vanish()
	}
}

func TestNoTrayIsSaidOnce(t *testing.T) {
	for _, tt := range []struct {
		name    string
		desktop func(*testing.T, *bustest.Bus)
	}{
		{"no watcher", func(*testing.T, *bustest.Bus) {}},
		{"a watcher without a panel", func(t *testing.T, b *bustest.Bus) { newWatcher(t, b, false).appear() }},
		{"a watcher that hangs", func(t *testing.T, b *bustest.Bus) {
			w := newWatcher(t, b, true)
			w.hang = make(chan struct{})
			t.Cleanup(func() { close(w.hang) })
			w.appear()
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := bustest.Start(t)
			tt.desktop(t, b)
			tr := run(t, 50*time.Millisecond)
			await(t, tr.missed, "OnMissing")
			tr.Show(snapshot(inbox.Online, 1, 0))
			b.Stop() // the end of the bus is no second reason to say it
			b.Run()
			w := newWatcher(t, b, true)
			w.appear()
			showUntil(t, tr, w)
			await(t, tr.back, "OnBack")
			w.vanish()
			w.appear()
			w.item()
			if len(tr.missed) > 0 || len(tr.back) > 0 {
				t.Error("OnMissing or OnBack was called twice")
			}
		})
	}
}

// showUntil shows something new until w has the item: what is shown before the end of a bus was
// noticed goes there.
func showUntil(t testing.TB, tr *running, w *fakeWatcher) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for n := range 1000 {
		select {
		case <-w.items:
			return
		case <-tick.C:
			tr.Show(snapshot(inbox.Online, n, 0))
		}
	}
	t.Fatal("the item did not come back")
}

// Others give way to the icon: they are let go when it is offered, and at once where it can't be.
func TestTheIconIsOfferedOrNot(t *testing.T) {
	t.Run("to a tray", func(t *testing.T) {
		w := newWatcher(t, bustest.Start(t), true)
		w.appear()
		await(t, run(t, long).Offered(), "the icon's offer")
		w.item()
	})
	t.Run("on a bus without a tray", func(t *testing.T) {
		bustest.Start(t)
		await(t, run(t, long).Offered(), "the icon's offer")
	})
	t.Run("without a bus", func(t *testing.T) {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
		await(t, run(t, long).Offered(), "word that there is no tray")
	})
}

func TestNoBus(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
	tr := run(t, long)
	await(t, tr.missed, "OnMissing")

	b := bustest.Start(t)
	w := newWatcher(t, b, true)
	w.appear()
	showUntil(t, tr, w)
}

// From a snapshot to the signal that makes panels read the new icon.
func BenchmarkShow(b *testing.B) {
	dbusDaemon := bustest.Start(b)
	w := newWatcher(b, dbusDaemon, true)
	w.appear()
	tr := run(b, long)
	host := w.item()
	for n := 0; b.Loop(); n++ {
		tr.Show(snapshot(inbox.Online, 1+n%9, 0))
		host.changed("NewIcon")
	}
}

// One refusal is not the last word, whatever the reason was.
func TestTrayThatRefusesAtFirst(t *testing.T) {
	b := bustest.Start(t)
	w := newWatcher(t, b, true)
	w.deny.Store(3)
	w.appear()
	run(t, long)
	w.item()
}

// A bus that comes back at the same address is found without anything new to show.
func TestBusThatComesBack(t *testing.T) {
	b := bustest.Start(t)
	w := newWatcher(t, b, true)
	w.appear()
	run(t, long)
	w.item()
	b.Stop()
	b.Run()
	w = newWatcher(t, b, true)
	w.appear()
	w.item()
}
