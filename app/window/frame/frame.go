package frame

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/gate"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
	"istratray/app/zone"
)

// Frame is the content of the window: the gate, or navigation, banner, page and player bar, and over them short
// messages.
type Frame struct {
	desk    *desk.Desk
	object  *fyne.Container
	around  *fyne.Container // the pages and what is around them; hidden while the gate is open
	sidebar *sidebar
	banner  *banner
	bar     *playerBar
	toast   *toast
	tips    *parts.Tips
	gate    *gate.Gate
	places  *places
	looking looking
	eager   bool           // the list in view was empty when it was to take the keyboard
	noticed uint64         // ID of the newest notice shown or too old to show
	day     time.Time      // the day the headings were made for
	zone    *time.Location // and where
}

// New makes the content. Requests to the agent end with ctx; call Wait after that.
func New(ctx context.Context, options desk.Options) *Frame {
	d := desk.New(ctx, options)
	f := &Frame{desk: d, day: d.Now(), zone: zone.Local()}
	d.Frame = f
	f.toast = newToast(d.Now, f.toastRoom, func() { f.around.Refresh() }, f.refresh)
	f.tips = parts.NewTips(d.After)
	f.sidebar = newSidebar(d, f.goTo)
	f.banner = newBanner(d, func() { f.gate.Examine() }, f.refresh)
	f.places = newPlaces(d, func() { f.gate.Renew() })
	f.bar = newPlayerBar(d, f.places, f.refresh)
	f.around = container.New(adaptive{f}, f.sidebar.object, f.banner.object, f.places.stage, f.bar.object)
	f.gate = gate.New(d, f.around, f.floor)
	f.resume()
	f.object = container.NewStack(f.around, f.gate.Object(), f.toast.object, f.tips)
	f.bindKeys()
	f.gate.Render()
	return f
}

// Content is what the window shows.
func (f *Frame) Content() fyne.CanvasObject { return f.object }

// Wait joins what is still under way. Not to be called on Fyne's goroutine before ctx has ended.
func (f *Frame) Wait() { f.desk.Wait() }

// Render shows a snapshot.
func (f *Frame) Render(s inbox.Snapshot) {
	first, called := !f.desk.Seen, f.desk.Snap.Called
	f.desk.Take(s)
	if first {
		f.noticed = s.Notice.ID // it is from before this window
	}
	if !first && s.Called > called { // from the tray or a notification, too
		f.hold()
	}
	if s.Notice.ID > f.noticed {
		f.noticed = s.Notice.ID
		f.desk.Say(control.Tell(lang.Problems(), s.Notice.Reason, s.Notice.Text), desk.ToastLong)
	}
	if s.Connection.State == inbox.SignedOut {
		f.open(pageVoicemails) // where the next account begins
	}
	f.entitle()
	f.gate.Render()
	f.sidebar.render()
	f.banner.render()
	f.renderPage()
	f.bar.render()
	if s.Known && !f.gate.Asks() && !f.desk.Memory.Get().Told {
		f.tell()
	}
}

// entitle tells the demo's window from that of an account, in lists of windows too.
func (f *Frame) entitle() {
	if title := lang.L("Istra Tray – Demo"); f.desk.Snap.Account.Demo && f.desk.Window.Title() != title {
		f.desk.Window.SetTitle(title)
	}
}

// hold pauses what plays for a call that was placed elsewhere, and offers to continue.
func (f *Frame) hold() {
	if f.desk.Player.Hold() {
		f.toast.offer(lang.L("Paused for your call."), lang.L("Continue"), desk.ToastLong, f.desk.Player.Continue)
	}
}

// Leave is called last, when the window is closed.
func (f *Frame) Leave() {
	f.desk.Player.Leave()
	f.keep()
}

// Prefers applies how the desktop wants programs to look from now on.
func (f *Frame) Prefers(d look.Desktop) {
	f.desk.Desktop = d
	f.desk.Dress()
}

// renderPage shows the snapshot in the page in view; someone may be looking.
func (f *Frame) renderPage() {
	f.places.page().Render()
	f.look()
}

// tell says, once for each profile, that closing the window does not end the program, or that there is no tray for it.
func (f *Frame) tell() {
	f.desk.Tell()
	text := lang.L("You can close this window: Istra Tray stays in the tray and tells you about missed calls and voicemails.")
	f.desk.Say(control.Tell(lang.Problems(), f.desk.Snap.NoTray, text), desk.ToastLong)
}

// Show goes where the agent or a page asks.
func (f *Frame) Show(s control.Show) {
	f.gate.Stay()
	if s.Page == "" && s.Item == "" && s.Dial == "" {
		return // what is in view is as good
	}
	if s.Dial != "" {
		s.Page = string(pageDial)
	}
	if id := pageID(s.Page); known(id) {
		f.open(id)
	}
	if p, ok := f.places.page().(interface{ Reveal(string) }); ok {
		p.Reveal(s.Item)
	}
	if p := f.places.list(); p != nil {
		p.Show(s)
		if s.Item != "" {
			p.OpenPane()
		}
	}
}

// Sounded shows the player's new state.
func (f *Frame) Sounded(p desk.Playback) {
	ended := f.desk.Player.Take(p)
	if page := f.places.list(); page != nil {
		page.Sounded()
	}
	f.bar.render()
	if ended && f.desk.Preferences.Current.Playback.PlayNext {
		f.places.voicemails.PlayNext()
	}
}

// Tick updates what depends on the time: ages, headings, messages that disappear. Call it once a second.
func (f *Frame) Tick() {
	now := f.desk.Now()
	f.toast.tick(now)
	f.desk.Tidy(now)
	f.sidebar.tick(now)
	f.banner.render()
	if p, ok := f.places.page().(interface{ Tick() }); ok {
		p.Tick()
	}
	if here := zone.Local(); here != f.zone || !words.SameDay(now, f.day) {
		f.day, f.zone = now, here
		f.places.page().Render()
	}
	f.look()
}

// Offer is part of desk.Frame.
func (f *Frame) Offer(text, action string, stay time.Duration, do func()) {
	f.toast.offer(text, action, stay, do)
}

// OfferUndo is part of desk.Frame.
func (f *Frame) OfferUndo(text string, kept time.Duration, undo func()) {
	f.toast.offerUndo(text, kept, undo)
}

// PaneChanged is part of desk.Frame.
func (f *Frame) PaneChanged() {
	f.bar.render()
	f.takeUp()
}

// Indexed is part of desk.Frame.
func (f *Frame) Indexed() {
	if p := f.places.list(); p != nil {
		p.Indexed()
	}
}

// Counted is part of desk.Frame.
func (f *Frame) Counted() {
	f.sidebar.render()
	if p := f.places.list(); p != nil {
		p.Counted()
	}
}

// refresh lays out again what came or went, and what is above it.
func (f *Frame) refresh() {
	f.around.Refresh()
	if f.gate.Asks() {
		f.gate.Object().Refresh()
	}
	f.toast.object.Refresh()
}

// floor is where the page in view ends, from the top.
func (f *Frame) floor() float32 {
	stage := f.places.stage
	return stage.Position().Y + stage.Size().Height
}

// toastRoom is where a message may be: below list and pane, which make room for it, on the side of the pane, and above
// what plays.
func (f *Frame) toastRoom(size fyne.Size) (at fyne.Position, room fyne.Size) {
	room = size
	if f.gate.Open() {
		return at, room
	}
	stage := f.places.stage
	at.X = stage.Position().X
	if p := f.places.list(); p != nil {
		at.X += p.Aside()
	}
	room.Width -= at.X
	room.Height = f.floor() + f.toastStrip()
	return at, room
}

// toastStrip is how much room the pages leave for a message below them.
func (f *Frame) toastStrip() float32 {
	if !f.toast.bar.Visible() {
		return 0
	}
	return f.toast.bar.Size().Height + 2*look.S
}
