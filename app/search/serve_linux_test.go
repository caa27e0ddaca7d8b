package search

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
	"istratray/app/bus/bustest"
)

// desk is a desktop with a provider on its bus.
type desk struct {
	*testing.T
	object dbus.BusObject
	hidden atomic.Bool
	opened chan string
}

// awaitName waits until the search is on the bus.
func awaitName(t *testing.T, conn *dbus.Conn) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	defer conn.RemoveSignal(signals)
	if err := bus.WatchOwner(ctx, conn, busName); err != nil {
		t.Fatal(err)
	}
	if there, err := bus.HasOwner(ctx, conn, busName); err == nil && there {
		return
	}
	for {
		select {
		case s := <-signals:
			if owner, ok := bus.OwnerChange(s, busName); ok && owner != "" {
				return
			}
		case <-ctx.Done():
			t.Fatal("it is not on the bus")
		}
	}
}

func serving(t *testing.T) *desk {
	b := bustest.Start(t)
	d := &desk{T: t, opened: make(chan string, 10)}
	p := New(Config{Find: source().Find, Hidden: d.hidden.Load, Log: slog.New(slog.DiscardHandler),
		Open: func(h Hit, token string) { d.opened <- h.id() + " " + token }})
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { p.Run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
	conn := b.Connect()
	awaitName(t, conn)
	d.object = conn.Object(busName, busPath)
	return d
}

// call is a call as the desktop makes it; one without an answer fails the test.
func (d *desk) call(method string, answer any, args ...any) {
	d.Helper()
	ctx, cancel := context.WithTimeout(d.Context(), 30*time.Second)
	defer cancel()
	call := d.object.CallWithContext(ctx, method, 0, args...)
	if call.Err != nil {
		d.Fatalf("%s: %v", method, call.Err)
	}
	if answer == nil {
		return
	}
	if err := call.Store(answer); err != nil {
		d.Fatalf("%s answers %v: %v", method, call.Body, err)
	}
}

func (d *desk) opens(want string) {
	d.Helper()
	select {
	case got := <-d.opened:
		if got != want {
			d.Errorf("opened %q, want %q", got, want)
		}
	case <-time.After(30 * time.Second):
		d.Fatalf("nobody opened %q", want)
	}
}

func TestGnomeAsks(t *testing.T) {
	d := serving(t)
	var ids []string
	d.call(shell+".GetInitialResultSet", &ids, []string{"kel"})
	if want := []string{"calls:9", "dial:0160 1234567"}; !slices.Equal(ids, want) {
		t.Fatalf("%q, want %q", ids, want)
	}
	d.call(shell+".GetSubsearchResultSet", &ids, ids, []string{"kel", "anna"})
	if want := []string{"dial:07231 26-120", "dial:0160 1234567"}; !slices.Equal(ids, want) {
		t.Fatalf("%q, want %q", ids, want)
	}
	var metas []map[string]dbus.Variant
	d.call(shell+".GetResultMetas", &metas, ids[1:])
	if len(metas) != 1 || metas[0]["id"].Value() != ids[1] || metas[0]["name"].Value() != "Anna Keller" ||
		metas[0]["description"].Value() != "Praxis · 0160 1234567" || metas[0]["gicon"].Value() != icon {
		t.Errorf("%v", metas)
	}
	d.call(shell+".ActivateResult", nil, ids[1], []string{"kel"}, uint32(77))
	d.opens("dial:0160 1234567 istratray-search_TIME77")
	d.call(shell+".LaunchSearch", nil, []string{"kel"}, uint32(78))
	d.opens("calls: istratray-search_TIME78")
	d.call(shell+".ActivateResult", nil, "dial:0900666", []string{}, uint32(79)) // it was never handed out
	d.call(shell+".GetInitialResultSet", &ids, []string{})
	if len(ids) != 0 || len(d.opened) != 0 {
		t.Errorf("found %q, opened %d", ids, len(d.opened))
	}
}

func TestKRunnerAsks(t *testing.T) {
	d := serving(t)
	var actions []action
	d.call(runner+".Actions", &actions)
	var found []match
	d.call(runner+".Match", &found, "zoe")
	if len(found) != 1 || found[0].ID != "calls:9" || found[0].Text != "Zoë Müller-Lüdenscheidt" ||
		found[0].Properties["subtext"].Value() != "Keller & Söhne AG · 07231 26120" {
		t.Fatalf("%v", found)
	}
	d.call(runner+".Run", nil, found[0].ID, "")
	d.opens("calls:9 ")
	d.call(runner+".Teardown", nil)
}

func TestNothingIsFoundWhileNamesAreHidden(t *testing.T) {
	d := serving(t)
	var ids []string
	d.call(shell+".GetInitialResultSet", &ids, []string{"zoe"})
	if len(ids) != 1 {
		t.Fatalf("%q", ids)
	}
	d.hidden.Store(true)
	var metas []map[string]dbus.Variant
	d.call(shell+".GetResultMetas", &metas, ids)
	d.call(shell+".ActivateResult", nil, ids[0], ids, uint32(1))
	d.call(shell+".GetInitialResultSet", &ids, []string{"zoe"})
	var found []match
	d.call(runner+".Match", &found, "zoe")
	if len(ids)+len(metas)+len(found)+len(d.opened) != 0 {
		t.Errorf("found %q, %v and %v, opened %d", ids, metas, found, len(d.opened))
	}
}

func TestItComesBackWithTheBus(t *testing.T) {
	b := bustest.Start(t)
	p := New(Config{Find: source().Find, Hidden: func() bool { return false }, Log: slog.New(slog.DiscardHandler)})
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { p.Run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
	for range 2 {
		awaitName(t, b.Connect())
		b.Stop()
		b.Run()
	}
}
