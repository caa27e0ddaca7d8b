package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/control"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
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
}

func newPlayerBar(d *desk.Desk, p *places, changed func()) *playerBar {
	b := &playerBar{
		desk: d, places: p, changed: changed, name: parts.NewText("", parts.Style{Bold: true}), progress: parts.NewProgress(),
		times: parts.NewFixedText("", parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}),
	}
	b.toggle = parts.NewPlayButton(36, func() { d.Player.PlayPause(d.Player.Playback.ID) })
	stop := parts.NewButton("", look.IconClose, parts.Quiet, func() { d.Player.Stop() })
	stop.SetName(lang.L("Stop playing"))
	who := container.NewStack(parts.NewTapArea(lang.L("Go to the message"), b.goTo),
		parts.Middle(parts.VBox(look.XS, parts.Border(nil, nil, nil, b.times, b.name), b.progress)))
	row := parts.Border(nil, nil, parts.Middle(b.toggle), parts.Middle(stop), parts.Pad(who, 0, 0, look.M, look.S))
	b.object = container.NewStack(parts.NewFill(look.Raised),
		parts.Border(parts.NewLine(), nil, nil, nil,
			parts.Group(parts.RoleGroup, lang.L("Now playing"), parts.Pad(row, look.S, look.S, look.L, look.S))))
	b.object.Hide()
	return b
}

// goTo opens the message that plays.
func (b *playerBar) goTo() {
	b.desk.Frame.Show(control.Show{Page: string(pageVoicemails), Item: b.desk.Player.Playback.ID})
	b.render()
}

// render shows where the player stands, and makes room for that or takes it away.
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
	v, _ := b.desk.Voicemail(p.ID)
	length := p.LengthOf(v)
	b.toggle.Set(p.Phase.Toggle())
	b.name.Set(b.desk.Book.Named(v.Label))
	b.times.Set(words.Length(p.Position) + " / " + p.Remaining(length))
	b.progress.Set(float32(p.Position.Seconds() / max(length.Seconds(), 1)))
}
