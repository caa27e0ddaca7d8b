package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// playEdge is the diameter of the round button that plays.
const playEdge = 48

// skip is how far the two jump buttons go.
const skip = 10 * time.Second

// playerCard plays one voicemail.
type playerCard struct {
	desk           *desk.Desk
	page           *Voicemails
	object         fyne.CanvasObject
	v              inbox.Voicemail
	wave           *parts.Wave
	elapsed, total *parts.Text // what was heard, and what is still to come
	toggle         *parts.PlayButton
	back, forward  *parts.Button
	speed, volume  *parts.Button
	next           *parts.Button // the newest other message not heard yet
	nextRow        *fyne.Container
	alert          *parts.Alert
	loaded         time.Duration // what the wave was drawn from
	drawn          string        // and of which voicemail
}

func newPlayerCard(d *desk.Desk, page *Voicemails) *playerCard {
	caption := theme.SizeNameCaptionText
	c := &playerCard{
		desk: d, page: page,
		elapsed: parts.NewFixedText("0:00", parts.Style{Size: caption, Color: look.Muted}),
		total:   parts.NewFixedText("0:00", parts.Style{Size: caption, Color: look.Muted}),
		alert:   parts.NewAlert(320),
	}
	c.wave = parts.NewWave(func(at time.Duration) { d.Player.SeekIn(c.v.ID, at) })
	c.toggle = parts.NewPlayButton(playEdge, func() { d.Player.PlayPause(c.v.ID) })
	c.back = parts.NewButton(lang.L("10 s"), look.IconBack10, parts.Plain, func() { c.jump(-skip) })
	c.forward = parts.NewButton(lang.L("10 s"), look.IconForward10, parts.Plain, func() { c.jump(skip) })
	c.speed = parts.NewButton("1×", "", parts.Plain, c.chooseSpeed)
	c.volume = parts.NewButton("", look.IconVolume, parts.Plain, c.chooseVolume)
	c.next = parts.NewButton("", look.IconNext, parts.Quiet, func() { page.PlayNext() })
	c.wave.SetName(lang.L("Place in the message"))
	c.back.SetName(lang.L("10 seconds back"))
	c.forward.SetName(lang.L("10 seconds forward"))
	c.volume.SetName(lang.L("Volume"))
	c.speed.OpensMenu()
	c.volume.OpensMenu()
	c.nextRow = parts.Flow(0, c.next)
	times := container.NewHBox(c.elapsed, layout.NewSpacer(), c.total)
	sound := parts.Border(nil, nil, parts.Pad(container.NewCenter(c.toggle), 0, 0, 0, look.L), nil, c.wave)
	times = parts.Pad(times, 0, 0, playEdge+look.L+look.XS, 0)
	buttons := parts.Flow(look.S, c.back, c.forward, c.speed, c.volume)
	column := parts.VBox(look.S, sound, times, buttons, c.alert, c.nextRow)
	c.object = container.NewStack(parts.NewCard(look.Raised, look.Line, look.RadiusCard),
		parts.Pad(column, look.L, look.L, look.L, look.L))
	return c
}

func (c *playerCard) show(v inbox.Voicemail) {
	c.v = v
	c.render()
}

// state is the playback as far as it is of this message.
func (c *playerCard) state() desk.Playback {
	if p := c.desk.Player.Playback; p.ID == c.v.ID {
		return p
	}
	return desk.Playback{ID: c.v.ID}
}

func (c *playerCard) length() time.Duration { return c.state().LengthOf(c.v) }

func (c *playerCard) render() {
	p, length := c.state(), c.length()
	c.elapsed.Set(words.Length(p.Position))
	c.total.Set(p.Remaining(length))
	c.wave.SetPosition(p.Position, length)
	if c.drawn != c.v.ID || c.loaded != p.Loaded {
		c.drawn, c.loaded = c.v.ID, p.Loaded
		var peaks []float32
		if p.Loaded > 0 {
			peaks = c.desk.Player.Waveform(parts.Bars)
		}
		c.wave.SetPeaks(peaks)
	}
	c.toggle.Set(p.Phase.Toggle())
	running := p.Phase == desk.Playing || p.Phase == desk.Paused
	c.back.SetEnabled(running)
	c.forward.SetEnabled(running)
	speed := desk.SpeedText(c.desk.Preferences.Current.Playback.Speed)
	c.speed.Set(speed, "")
	c.speed.SetName(lang.L("Speed: {{.Speed}}", map[string]any{"Speed": speed}))
	c.renderNext()
	c.alert.Set(p.Problem)
}

// jump moves within the message while it plays or pauses.
func (c *playerCard) jump(by time.Duration) {
	if p := c.state().Phase; p != desk.Playing && p != desk.Paused {
		return
	}
	c.desk.Player.Seek(min(max(c.state().Position+by, 0), c.length()))
}

// renderNext offers the next message that was not heard.
func (c *playerCard) renderNext() {
	v, ok := c.page.nextUnread()
	if !ok {
		c.nextRow.Hide()
		return
	}
	c.next.Set(lang.L("Next unread: {{.Name}}", map[string]any{"Name": parts.Clean(c.desk.Book.Named(v.Shown()))}), look.IconNext)
	c.nextRow.Show()
}
