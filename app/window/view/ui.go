package view

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/settings"
	"istratray/app/window/history"
	"istratray/app/window/look"
	"istratray/app/window/memory"
	"istratray/app/window/words"
)

// Options are what a UI needs: Agent, Sound and Window always.
type Options struct {
	Agent      Agent
	Sound      Sound
	Window     fyne.Window       // for focus, menus and the clipboard; its content is the caller's to set
	Post       func(func())      // runs a function on Fyne's goroutine; nil: fyne.Do
	Now        func() time.Time  // nil: time.Now
	Downloads  string            // folder for what is saved
	SystemLook look.Mode         // what the system wants; "": look.System
	Autostart  Autostart         // nil: not offered
	Memory     *memory.File      // what the window remembers; nil: nothing
	Settings   settings.Settings // as they were when the window opened
	Logger     *slog.Logger      // nil: discard
}

// UI is the content of the window.
type UI struct {
	Options
	ctx  context.Context
	work sync.WaitGroup // requests under way

	snap     inbox.Snapshot
	seen     bool   // a snapshot has come
	noticed  uint64 // ID of the newest notice shown or too old to show
	playback Playback
	listen   listening
	calling  calling
	looking  looking

	book        *numbers.Book
	index       *history.Index // of the lists, a moment after they came
	indexing    compute
	tidyAt      time.Time // when memory is given back; zero: there is nothing to tidy up
	preferences preferences

	root    *fyne.Container
	frame   *frame
	shape   shape // of the frame
	gate    *gate
	toast   *toast
	tickDay time.Time // the day the headings were made for
}

// New builds the UI. Requests end with ctx; call Wait after that.
func New(ctx context.Context, options Options) *UI {
	if options.Post == nil {
		options.Post = fyne.Do
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	if options.Memory == nil {
		options.Memory = memory.Open("")
	}
	u := &UI{Options: options, ctx: ctx}
	u.tickDay = u.Now()
	u.preferences = preferences{ui: u, current: options.Settings}
	u.book = numbers.NewBook(u.country())
	u.index = history.NewIndex(nil, nil, u.book)
	u.tidyAt = u.Now().Add(tidyAfter)
	u.indexing = compute{ui: u, ask: u.newIndex}
	u.toast = newToast(u)
	newFrame(u)
	u.gate = newGate(u)
	u.root = container.NewStack(u.frame.object, u.gate.object, u.toast.object)
	u.bindKeys()
	u.gate.render()
	return u
}

// Content is what the window shows.
func (u *UI) Content() fyne.CanvasObject { return u.root }

// Wait joins what is still under way. Not to be called on Fyne's goroutine before ctx has ended.
func (u *UI) Wait() { u.work.Wait() }

// Render shows a snapshot.
func (u *UI) Render(s inbox.Snapshot) {
	first, before := !u.seen, u.snap
	u.snap, u.seen = s, true
	if first || !sameList(before.Calls, s.Calls) || !sameList(before.Voicemails, s.Voicemails) || before.CallerID != s.CallerID {
		u.indexing.run()
	}
	if first {
		u.noticed = s.Notice.ID // it is from before this window
	}
	if !first && s.Called > before.Called { // from the tray or a notification, too
		u.hold()
	}
	if s.Notice.ID > u.noticed {
		u.noticed = s.Notice.ID
		u.toast.say(control.Tell(words.Problems(), s.Notice.Reason, s.Notice.Text), toastLong)
	}
	u.gate.render()
	u.frame.render()
	if !slices.Equal(before.FollowUps, s.FollowUps) {
		u.frame.recount()
	}
	if s.Known && !u.Memory.Get().Told {
		u.tell()
	}
}

// tell says, once in a profile's life, what closing the window does not do.
func (u *UI) tell() {
	u.Memory.Change(func(m *memory.Memory) { m.Told = true })
	u.keepMemory()
	u.toast.say(lang.L("You can close this window: Istra Tray stays in the tray and tells you when somebody calls."), toastLong)
}

// keepMemory saves what the window remembers. Losing it is no reason to trouble anybody.
func (u *UI) keepMemory() {
	u.do(func(context.Context) error { return u.Memory.Save() }, func(err error) {
		if err != nil {
			u.Logger.Warn("memory", "error", err)
		}
	})
}

// Show goes where the agent asks.
func (u *UI) Show(s control.Show) {
	u.gate.stay()
	id := pageID(s.Page)
	if s.Dial != "" {
		id = pageDial
	}
	switch id {
	case pageVoicemails, pageCalls, pageFollowUps, pageDial, pageSettings:
		u.frame.open(id)
	}
	switch p := u.frame.page().(type) {
	case *voicemailPage:
		p.choose(s.Item, s.Play)
	case *callPage:
		p.choose(s.Item)
	case *followUpPage:
		p.choose(s.Item)
	case *dialPage:
		p.ask(s.Dial)
	}
	if split := u.frame.split(); split != nil && s.Item != "" {
		split.open()
	}
}

// Tick moves on what depends on the time: ages, headings, messages that go. Once a second is right.
func (u *UI) Tick() {
	now := u.Now()
	u.toast.tick(now)
	u.tidy(now)
	u.frame.tick(now)
	u.look()
}

// report says an error in a message; nil says nothing.
func (u *UI) report(err error) {
	if err != nil {
		u.Logger.Warn("request failed", "code", control.CodeOf(err))
		u.toast.say(explain(err), toastLong)
	}
}
