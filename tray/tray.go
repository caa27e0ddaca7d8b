package tray

import (
	"log/slog"
	"slices"
	"sync"
	"time"

	"istratray/app/inbox"
)

// Options configure a Tray.
type Options struct {
	Logger    *slog.Logger // nil = discard
	OnIntent  func(Intent) // called from the tray's goroutines, must not block; nil = ignored
	OnMissing func()       // this desktop shows no tray: called at most once, must not block; nil = ignored
}

// Tray is the program's item in the system's tray. Make the one of the process with New.
type Tray struct {
	opts    Options
	missing func()
	latest  chan inbox.Snapshot // one slot
	now     inbox.Snapshot      // what is to be seen; belongs to Run's goroutine
}

// New makes a Tray. It touches nothing yet.
func New(opts Options) *Tray {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	t := &Tray{opts: opts, latest: make(chan inbox.Snapshot, 1), missing: func() {}}
	if opts.OnMissing != nil {
		t.missing = sync.OnceFunc(opts.OnMissing)
	}
	return t
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

// choose hands on what the user chose.
func (t *Tray) choose(i Intent) {
	if _, ok := i.(untilTomorrow); ok {
		now := time.Now()
		i = Snooze{For: tomorrow(now).Sub(now)}
	}
	t.opts.Logger.Debug("tray: chosen", "intent", intentName(i))
	if t.opts.OnIntent != nil {
		t.opts.OnIntent(i)
	}
}

// host is the system's side of the tray. Its methods are called by one goroutine.
type host interface {
	setIcon(icon)
	setTooltip(string)
	setMenu([]entry)
}

// view is everything the tray shows.
type view struct {
	icon    icon
	tooltip string
	menu    []entry
}

// apply gives h what differs from what it shows, all of it where that is nil, and returns what it
// shows now. The icon goes first: it is what people look at.
func (t *Tray) apply(h host, shown *view) view {
	now := time.Now()
	v := view{iconFor(t.now), tooltipFor(t.now, now), menuFor(t.now, now)}
	if shown == nil || v.icon != shown.icon {
		h.setIcon(v.icon)
	}
	if shown == nil || v.tooltip != shown.tooltip {
		h.setTooltip(v.tooltip)
	}
	if shown == nil || !equal(v.menu, shown.menu) {
		h.setMenu(v.menu)
	}
	return v
}

func equal(a, b []entry) bool {
	return slices.EqualFunc(a, b, func(a, b entry) bool {
		return a.key == b.key && a.label == b.label && a.intent == b.intent && equal(a.children, b.children)
	})
}
