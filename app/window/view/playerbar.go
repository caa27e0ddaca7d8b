package view

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// playerBar is the strip below the page that says what plays, where the message itself is not in view.
type playerBar struct {
	ui       *UI
	object   *fyne.Container
	toggle   *parts.PlayButton
	name     *parts.Text
	times    *parts.Text
	progress *parts.Progress
}

func newPlayerBar(u *UI) *playerBar {
	b := &playerBar{
		ui: u, name: parts.NewText("", parts.Style{Bold: true}), progress: parts.NewProgress(),
		times: parts.NewFixedText("", parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}),
	}
	b.toggle = parts.NewPlayButton(36, func() { u.playPause(u.playback.ID) })
	stop := parts.NewButton("", look.IconClose, parts.Quiet, func() { u.Sound.Stop() })
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
	b.ui.frame.open(pageVoicemails)
	b.ui.frame.voicemails.choose(b.ui.playback.ID, false)
	b.ui.frame.voicemails.split.open()
	b.render()
}

// render shows where the player stands, and makes room for that or takes it away.
func (b *playerBar) render() {
	was := b.object.Visible()
	show(b.object, b.ui.sounding() && !b.ui.frame.voicemails.shows(b.ui.playback.ID))
	if b.object.Visible() {
		b.fill()
	}
	if was != b.object.Visible() {
		b.ui.frame.object.Refresh()
	}
}

func (b *playerBar) fill() {
	p := b.ui.playback
	v, _ := b.ui.voicemail(p.ID)
	length := lengthOf(p, v)
	b.toggle.Set(toggleFor(p.Phase))
	b.name.Set(b.ui.named(v.Label))
	b.times.Set(words.Length(p.Position) + " / " + remaining(p.Position, length))
	b.progress.Set(float32(p.Position.Seconds() / max(length.Seconds(), 1)))
}

// remaining is how much is still to come, as a length with a minus.
func remaining(position, length time.Duration) string {
	return "−" + words.Length(max(length-position, 0))
}

// sounding tells whether a message plays, is about to, or is paused.
func (u *UI) sounding() bool {
	switch u.playback.Phase {
	case Loading, Playing, Paused:
		return true
	}
	return false
}
