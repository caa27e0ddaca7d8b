package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/clock"
	"istratray/app/control"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// playerBar is the strip below the page that says what plays, where the message itself is not in view.
type playerBar struct {
	desk     *desk.Desk
	places   *places
	changed  func() // it came or went
	object   *fyne.Container
	toggle   *parts.PlayButton
	name     *parts.Text
	times    *parts.Text
	progress *parts.Progress
	state    *parts.Text // what is unusual
}

func newPlayerBar(d *desk.Desk, p *places, changed func()) *playerBar {
	b := &playerBar{
		desk: d, places: p, changed: changed, name: parts.NewText("", parts.Style{Bold: true}).Wraps(),
		progress: parts.NewProgress(),
		times:    parts.NewFixedText("", parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}),
	}
	b.state = parts.NewText("", parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}).Wraps().Spoken()
	b.state.Hide()
	b.toggle = parts.NewPlayButton(40, func() { d.Player.PlayPause(d.Player.Playback.ID) })
	stop := parts.NewButton("", look.IconClose, parts.Quiet, func() { d.Player.Stop() })
	stop.SetName(lang.L("Stop playing"))
	row := b.row(parts.NewTapArea(lang.L("Go to the message"), b.goTo), stop)
	above, below := look.S, look.S
	if look.Large() { // the list keeps two rows
		above, below = look.XS, 0
	}
	b.object = container.NewStack(parts.NewFill(look.Raised),
		parts.Border(parts.NewLine(), nil, nil, nil,
			parts.Group(parts.RoleGroup, lang.L("Now playing"), parts.Pad(row, above, below, look.L, look.S))))
	b.object.Hide()
	return b
}

// row is what is in the bar. A name that is large gets a line of its own.
func (b *playerBar) row(tap, stop fyne.CanvasObject) fyne.CanvasObject {
	row := func(what fyne.CanvasObject) fyne.CanvasObject {
		return parts.Border(nil, nil, parts.Middle(b.toggle), parts.Middle(stop), parts.Pad(what, 0, 0, look.M, look.S))
	}
	if look.Large() {
		return container.NewStack(tap, parts.VBox(0, parts.Pad(b.name, 0, 0, 0, look.S),
			row(parts.Middle(parts.VBox(look.XS, b.times, b.state, b.progress)))))
	}
	head := parts.Border(nil, nil, nil, b.times, b.name)
	return row(container.NewStack(tap, parts.Middle(parts.VBox(look.XS, head, b.state, b.progress))))
}

// goTo opens the message that plays.
func (b *playerBar) goTo() {
	b.desk.Frame.Show(control.Show{Page: string(pageVoicemails), Item: b.desk.Player.Playback.ID})
	b.render()
}

// render shows the player's state, or hides the bar if nothing plays.
func (b *playerBar) render() {
	was := b.object.Visible()
	p := b.desk.Player.Playback
	parts.Show(b.object, p.Phase.Sounding() && !b.places.showsMessage(p.ID))
	if b.object.Visible() {
		b.fill()
	}
	if was != b.object.Visible() {
		b.changed()
	}
}

func (b *playerBar) fill() {
	p := b.desk.Player.Playback
	v := b.desk.Player.Message
	length := p.LengthOf(v)
	b.toggle.Set(b.desk.Player.Toggle(p.ID))
	b.name.Set(b.desk.Book.Called(v.Shown(), v.Number, v.Callback))
	b.state.Set(b.says())
	parts.Show(b.state, b.state.Text() != "")
	b.times.Set(clock.Length(p.Position) + " / " + p.Remaining(length))
	b.progress.Set(float32(p.Position.Seconds() / max(length.Seconds(), 1)))
}

// says what is unusual about what plays, or nothing.
func (b *playerBar) says() string {
	switch p := b.desk.Player; {
	case p.Gone:
		return lang.L("Deleted elsewhere")
	case p.Waits(p.Playback.ID):
		return lang.L("Paused for your call.")
	}
	return ""
}
