package desk

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/window/history"
	"istratray/app/window/look"
	"istratray/app/window/memory"
	"istratray/app/zone"
)

// Options are what a Desk needs: Agent, Sound and Window always.
type Options struct {
	Agent     Agent
	Sound     Sound
	Window    fyne.Window       // for focus, menus and the clipboard; its content is the caller's to set
	Post      func(func())      // runs a function on Fyne's goroutine; nil: fyne.Do
	Now       func() time.Time  // nil: the computer's clock, in the zone that it is in
	After     After             // nil: time.AfterFunc
	Downloads string            // folder for what is saved
	Desktop   look.Desktop      // how the desktop wants programs to look
	InSight   func() bool       // whether the focused window is on the screen; on Fyne's goroutine; nil: it is
	Autostart Autostart         // nil: not offered
	Chooser   Chooser           // nil: not offered
	Demo      func() error      // opens the demo beside this account, in a window of its own; nil: not offered
	Memory    *memory.File      // what the window remembers; nil: nothing
	Sounds    *memory.Sounds    // and of the voicemails' sound; nil: nothing
	Settings  settings.Settings // as they were when the window opened
	Logger    *slog.Logger      // nil: discard
}

// After runs a function on Fyne's goroutine when a time has passed, unless it is stopped before.
type After func(d time.Duration, do func()) (stop func())

// withDefaults fills in what may be left out.
func (o Options) withDefaults() Options {
	if o.Post == nil {
		o.Post = fyne.Do
	}
	if o.Now == nil {
		o.Now = func() time.Time { return time.Now().In(zone.Local()) }
	}
	if o.After == nil {
		o.After = func(d time.Duration, do func()) func() {
			timer := time.AfterFunc(d, func() { o.Post(do) })
			return func() { timer.Stop() }
		}
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Memory == nil {
		o.Memory = memory.Open("")
	}
	if o.Sounds == nil {
		o.Sounds = memory.OpenSounds("")
	}
	return o
}

// Frame is what is around the pages, as far as they need to know.
type Frame interface {
	// Show goes to another page, and to what is asked for there.
	Show(control.Show)
	// Offer shows a message with an action, which also dismisses it; "" is no action.
	Offer(text, action string, stay time.Duration, do func())
	// OfferUndo says what was done, and offers to take it back for as long as kept.
	OfferUndo(text string, kept time.Duration, undo func())
	// Typed, TypedRune and Takes are for the keys that a list or a field has no use for.
	Typed(*fyne.KeyEvent)
	TypedRune(rune)
	Takes(fyne.Shortcut) bool
	// PaneChanged says that the page in view shows another item, or shows its pane in place of its list.
	PaneChanged()
	// Indexed says that Index is another one, Counted that Waiting is.
	Indexed()
	Counted()
}

// How long a message stays. Ticks come once a second, so each is half a second short.
const (
	ToastShort = 4500 * time.Millisecond
	ToastLong  = 7500 * time.Millisecond
)

// UndoKept is how long Ctrl+Z takes back what nothing else ends.
const UndoKept = 10 * time.Minute

// Desk is what every page may ask.
type Desk struct {
	Options
	Frame       Frame
	Snap        inbox.Snapshot // the latest
	Seen        bool           // a snapshot has come
	Narrow      bool           // there is room for a list or its pane, not for both
	Player      *Player
	Waves       *Waves
	Phone       *Phone
	Preferences *Preferences
	Book        Book
	Index       *history.Index     // of the lists, a moment after they came
	Waiting     []history.FollowUp // who waits for a call, the latest first

	ctx      context.Context
	work     sync.WaitGroup // requests under way
	indexing *Compute
	counting *Compute
	tidyAt   time.Time // when memory is given back; zero: there is nothing to tidy up
}

// New makes a desk whose Frame is to be set before anything is asked of it. Requests end with ctx; call
// Wait after that.
func New(ctx context.Context, options Options) *Desk {
	d := &Desk{Options: options.withDefaults(), ctx: ctx}
	d.Player = &Player{Sound: d.Sound, desk: d}
	d.Waves = &Waves{desk: d}
	d.Phone = &Phone{desk: d}
	d.Preferences = &Preferences{Current: options.Settings, desk: d}
	d.Book = newBook(d.country())
	d.Index = history.NewIndex(nil, nil, d.Book)
	d.indexing = NewCompute(d, d.newIndex)
	d.counting = NewCompute(d, d.newWaiting)
	d.tidyAt = d.Now().Add(tidyAfter)
	return d
}

// Take stores a snapshot; showing it is up to the frame and the pages.
func (d *Desk) Take(s inbox.Snapshot) {
	first, before := !d.Seen, d.Snap
	d.Snap, d.Seen = s, true
	d.tidyMemory(before)
	d.Player.follow()
	if first || !inbox.SameList(before.Calls, s.Calls) || !inbox.SameList(before.Voicemails, s.Voicemails) ||
		before.CallerID != s.CallerID {
		d.Reindex()
	}
	if !slices.Equal(before.FollowUps, s.FollowUps) {
		d.Recount()
	}
	if !first && before.Settings != s.Settings {
		d.Preferences.Reload()
	}
}

// Voicemail finds a message of the snapshot.
func (d *Desk) Voicemail(id string) (inbox.Voicemail, bool) {
	i := slices.IndexFunc(d.Snap.Voicemails, func(v inbox.Voicemail) bool { return v.ID == id })
	if i < 0 {
		return inbox.Voicemail{}, false
	}
	return d.Snap.Voicemails[i], true
}

// SetRead marks a voicemail. The list shows it with the agent's next snapshot.
func (d *Desk) SetRead(id string, read bool) {
	d.Do(func(ctx context.Context) error { return d.Agent.SetRead(ctx, id, read) }, d.Report)
}

// KeepMemory saves what the window remembers. A failure is only logged.
func (d *Desk) KeepMemory() {
	d.Do(func(context.Context) error { return errors.Join(d.Memory.Save(), d.Sounds.Save()) }, func(err error) {
		if err != nil {
			d.Logger.Warn("memory", "err", err)
		}
	})
}

// Say shows a message.
func (d *Desk) Say(text string, stay time.Duration) { d.Frame.Offer(text, "", stay, nil) }

// Report says an error in a message; nil says nothing.
func (d *Desk) Report(err error) {
	if err != nil {
		d.Logger.Warn("request failed", "code", control.CodeOf(err))
		d.Say(Explain(err), ToastLong)
	}
}
