package tray

import (
	"context"
	"log/slog"
	"time"

	"istratray/app/inbox"
)

// Options configure a Tray.
type Options struct {
	Logger    *slog.Logger // nil = discard
	OnIntent  func(Intent) // called from goroutines of the tray, must not block; nil = ignored
	OnMissing func()       // this desktop shows no tray: called at most once; nil = ignored
}

// Tray is the program's item in the system's tray. Make the one of the process with New.
type Tray struct {
	opts   Options
	latest chan inbox.Snapshot // one slot
}

// New makes a Tray. It touches nothing yet.
func New(opts Options) *Tray {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if opts.OnIntent == nil {
		opts.OnIntent = func(Intent) {}
	}
	if opts.OnMissing == nil {
		opts.OnMissing = func() {}
	}
	return &Tray{opts: opts, latest: make(chan inbox.Snapshot, 1)}
}

// Show makes the tray show s. It never blocks; of several snapshots in a row only the last counts.
func (t *Tray) Show(s inbox.Snapshot) {
	for {
		select {
		case t.latest <- s:
			return
		default:
		}
		select {
		case <-t.latest:
		default:
		}
	}
}

// host is the system's side of the tray. Its methods are called by one goroutine.
type host interface {
	setIcon(icon)
	setTooltip(string)
	setMenu([]entry)
}

// serve gives the host what differs from what it shows, until ctx ends.
func (t *Tray) serve(ctx context.Context, h host) {
	v := viewOf(inbox.Snapshot{}, time.Now())
	v.apply(h, nil)
	for {
		select {
		case <-ctx.Done():
			return
		case s := <-t.latest:
			next := viewOf(s, time.Now())
			next.apply(h, &v)
			v = next
		}
	}
}

// view is everything the tray shows.
type view struct {
	icon    icon
	tooltip string
	menu    []entry
}

func viewOf(s inbox.Snapshot, now time.Time) view {
	return view{iconFor(s), tooltipFor(s, now), menuFor(s, now)}
}

// apply sends what differs from before; all of it where before is nil. The icon goes first: it is
// what people look at.
func (v view) apply(h host, before *view) {
	if before == nil || v.icon != before.icon {
		h.setIcon(v.icon)
	}
	if before == nil || v.tooltip != before.tooltip {
		h.setTooltip(v.tooltip)
	}
	if before == nil || !equal(v.menu, before.menu) {
		h.setMenu(v.menu)
	}
}

// equal compares what can be seen or chosen. How long it is until tomorrow is neither.
func equal(a, b []entry) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Label != b[i].Label || a[i].Intent != b[i].Intent || !equal(a[i].Children, b[i].Children) {
			return false
		}
	}
	return true
}
