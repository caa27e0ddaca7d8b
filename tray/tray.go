package tray

import (
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"istratray/app/inbox"
	"istratray/app/slot"
	"istratray/app/words"
	"istratray/app/zone"
)

// patience is how long a desktop may take to bring up its tray before it counts as having none. At
// login the panel often starts after us.
const patience = 3 * time.Second

// firstWait is how long after a failure the tray is tried again at first.
const firstWait = time.Second

// Options configure a Tray.
type Options struct {
	Logger *slog.Logger   // nil = discard
	Words  *words.Desktop // what it speaks; call Refresh after a change of language; nil = English
	Page   func() string  // what the line for the user's own page for a caller says; "" = no such line; nil = never
	// OnIntent is called from the tray's goroutines and must not block. token lets a window come to the front on a
	// Wayland desktop, once; "" = none. nil = ignored.
	OnIntent func(i Intent, token string)
	Number   func(raw string) string // how to show a number that a click calls; nil = as it is
	// Favourites are numbers to have at hand, the first five of which are shown; nil = none.
	Favourites func() []Favourite
	// Profile is the one that the taskbar's list starts the program with; Private tells whether that list is to name
	// nobody (call Refresh after a change), nil = it may. Both count on Windows only.
	Profile string
	Private func() bool

	OnMissing func() // this desktop shows no tray: called at most once, must not block; nil = ignored
	OnBack    func() // one shows the icon after all: called once for OnMissing, likewise
}

// Favourite is a number to have at hand.
type Favourite struct{ Name, Number string }

// Tray is the program's item in the system's tray. Make the one of the process with New.
type Tray struct {
	platform //lint:ignore U1000 what it holds on Windows is used there
	opts     Options
	missing  func()
	latest   chan inbox.Snapshot // one slot
	refresh  chan struct{}       // one slot: what is shown may no longer be right
	shown    inbox.Snapshot      // what is to be seen; belongs to Run's goroutine
	visible  atomic.Bool         // a tray shows it
	lost     atomic.Bool         // OnMissing was called, and OnBack not yet
	offered  chan struct{}       // closed once the icon was offered to the desktop, or could not be
	offer    func()              // closes it
	token    atomic.Value        // string: lets the next click bring a window to the front, once

	patience time.Duration // these three are constant except in tests
	retry    time.Duration
	clock    func() time.Time
}

// New makes a Tray. It touches nothing yet.
func New(opts Options) *Tray {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if opts.Number == nil {
		opts.Number = func(raw string) string { return raw }
	}
	if opts.Words == nil {
		opts.Words = new(words.Desktop)
	}
	if opts.Favourites == nil {
		opts.Favourites = func() []Favourite { return nil }
	}
	if opts.Private == nil {
		opts.Private = func() bool { return false }
	}
	if opts.Page == nil {
		opts.Page = func() string { return "" }
	}
	offered := make(chan struct{})
	t := &Tray{
		offered: offered, offer: sync.OnceFunc(func() { close(offered) }),
		opts: opts, patience: patience, retry: firstWait, clock: func() time.Time {
			return time.Now().In(zone.Local())
		},
		latest: make(chan inbox.Snapshot, 1), refresh: make(chan struct{}, 1),
	}
	t.missing = sync.OnceFunc(func() {
		opts.Logger.Warn("tray: this desktop shows none")
		if opts.OnMissing != nil {
			opts.OnMissing()
		}
		t.lost.Store(true)
		if t.visible.Load() { // in the meantime
			t.see(true)
		}
	})
	return t
}

// see notes whether a tray shows the icon.
func (t *Tray) see(shown bool) {
	t.visible.Store(shown)
	if shown && t.lost.Swap(false) && t.opts.OnBack != nil {
		t.opts.OnBack()
	}
}

// Show makes the tray show s. It never blocks; of several snapshots in a row only the last counts.
func (t *Tray) Show(s inbox.Snapshot) {
	slot.Put(t.latest, s)
}

// Offered is closed once Run has offered the icon to the desktop for the first time, or could not.
func (t *Tray) Offered() <-chan struct{} { return t.offered }

// Visible reports whether a tray shows the icon, as far as trays say so. Safe for any goroutine.
func (t *Tray) Visible() bool { return t.visible.Load() }

// Refresh draws everything again without a new snapshot: because time has passed and the menu is about to open, or
// after a change of language. It never blocks.
func (t *Tray) Refresh() {
	select {
	case t.refresh <- struct{}{}:
	default:
	}
}

// choose passes on what the user chose.
func (t *Tray) choose(i Intent) {
	if _, ok := i.(untilTomorrow); ok {
		now := t.clock()
		i = Snooze{For: tomorrow(now).Sub(now)}
	}
	t.opts.Logger.Debug("tray: chosen", "intent", intentName(i))
	if t.opts.OnIntent != nil {
		token, _ := t.token.Swap("").(string)
		t.opts.OnIntent(i, token)
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

func (t *Tray) wording() wording {
	return wording{t.opts.Words, t.clock(), t.opts.Number, t.opts.Page(), t.opts.Favourites(), t.opts.Private()}
}

// apply gives h what differs from what it shows, all of it where that is nil, and returns what it
// shows now. The icon goes first: it is what people look at.
func (t *Tray) apply(h host, before *view) view {
	v := t.viewOf(t.shown)
	if before == nil || v.icon != before.icon {
		h.setIcon(v.icon)
	}
	if before == nil || v.tooltip != before.tooltip {
		h.setTooltip(v.tooltip)
	}
	if before == nil || !equal(v.menu, before.menu) {
		h.setMenu(v.menu)
	}
	return v
}

func (t *Tray) viewOf(s inbox.Snapshot) view {
	w := t.wording()
	return view{iconFor(s), w.tooltipFor(s), w.menuFor(s)}
}

func equal(a, b []entry) bool {
	return slices.EqualFunc(a, b, func(a, b entry) bool {
		return a.key == b.key && a.label == b.label && a.intent == b.intent && equal(a.children, b.children)
	})
}
