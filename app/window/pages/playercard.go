package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"istratray/app/clock"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// playEdge is the diameter of the round button that plays.
const playEdge = 56

// skip is how far the two jump buttons go.
const skip = 10 * time.Second

// playerCard plays one voicemail, and shows what is said in it.
type playerCard struct {
	desk           *desk.Desk
	page           *Voicemails
	object         fyne.CanvasObject
	v              inbox.Voicemail
	wave           *parts.Wave
	elapsed, total *parts.Text // what was heard, and what is still to come
	toggle         *parts.PlayButton
	start          *parts.Button
	back, forward  *parts.Button
	speed, silence *parts.Button
	volume         *parts.Button
	next           *parts.Button // the newest other message not heard yet
	nextRow        *fyne.Container
	alert          *parts.Alert
	again          *parts.Button // where playing failed
	gone           *parts.Alert  // it plays and was deleted elsewhere
	said           *transcriptView
}

func newPlayerCard(d *desk.Desk, page *Voicemails) *playerCard {
	caption := theme.SizeNameCaptionText
	c := &playerCard{
		desk: d, page: page,
		elapsed: parts.NewFixedText("0:00", parts.Style{Size: caption, Color: look.Muted}),
		total:   parts.NewFixedText("0:00", parts.Style{Size: caption, Color: look.Muted}),
		alert:   parts.NewAlert(400), gone: parts.NewAlert(400),
	}
	c.wave = parts.NewWave(func(at time.Duration) { d.Player.SeekIn(c.v.ID, at) })
	c.said = newTranscriptView(d)
	c.wave.SetName(lang.L("Place in the message"))
	c.toggle = parts.NewPlayButton(playEdge, func() { d.Player.PlayPause(c.v.ID) })
	c.next = parts.NewButton("", look.IconNext, parts.Quiet, func() { page.PlayNext() })
	c.again = parts.NewButton(lang.L("Try again"), "", parts.Plain, func() { d.Player.Start(c.v.ID) })
	c.nextRow = parts.Pad(parts.Flow(0, c.next), 0, 0, -parts.QuietInset, 0) // its text begins where the card's does
	c.object = container.NewStack(parts.NewCard(look.Raised, look.Line, look.RadiusCard),
		parts.Pad(c.build(), look.L, look.L, look.L, look.L))
	d.Preferences.Follow(c.renderChoices)
	return c
}

// build puts the parts together: the times stand under the wave, the chips have the whole width.
func (c *playerCard) build() fyne.CanvasObject {
	sound := parts.Border(nil, nil, parts.Pad(container.NewCenter(c.toggle), 0, 0, 0, look.L), nil, c.wave)
	times := container.NewHBox(c.elapsed, layout.NewSpacer(), c.total)
	under := parts.Pad(times, 0, 0, playEdge+look.L, 0)
	again := parts.Flow(0, c.again)
	c.again.Hide()
	return parts.VBox(look.S, sound, under, c.chips(), c.gone, c.alert, again, c.said.object, c.nextRow)
}

// chips are what can be chosen about the sound.
func (c *playerCard) chips() fyne.CanvasObject {
	c.start = parts.NewButton("", look.IconStart, parts.Pill, func() { c.seek(0) })
	c.back = parts.NewButton(lang.L("10 s"), look.IconBack10, parts.Pill, func() { c.jump(-skip) })
	c.forward = parts.NewButton(lang.L("10 s"), look.IconForward10, parts.Pill, func() { c.jump(skip) })
	c.speed = parts.NewButton("1×", "", parts.Pill, c.chooseSpeed)
	c.silence = parts.NewButton(lang.L("Skip silence"), "", parts.Pill, c.skipSilence)
	c.volume = parts.NewButton("", look.IconVolume, parts.Pill, c.chooseVolume)
	c.start.SetName(lang.L("From the start"))
	c.back.SetName(lang.L("10 seconds back"))
	c.forward.SetName(lang.L("10 seconds forward"))
	c.volume.SetName(lang.L("Volume"))
	c.speed.OpensMenu()
	c.volume.OpensMenu()
	c.silence.Toggles()
	speeds := make([]string, len(desk.Speeds))
	for i, speed := range desk.Speeds {
		speeds[i] = desk.SpeedText(speed)
	}
	c.speed.Reserve(speeds...)
	return parts.Yield(parts.Flow(look.S, c.start, c.back, c.forward, c.speed, c.volume, c.silence), c.forward, c.back)
}

func (c *playerCard) show(v inbox.Voicemail) {
	c.v = v
	c.desk.Waves.Want(v, func() {
		if c.v.ID == v.ID {
			c.render()
		}
	})
	c.said.show(v, c.page.field.Text)
	c.render()
}

// state is the playback of this message. One that does not play stands where it was left.
func (c *playerCard) state() desk.Playback {
	if p := c.desk.Player.Playback; p.ID == c.v.ID && p.Phase != desk.Idle {
		return p
	}
	return desk.Playback{ID: c.v.ID, Position: c.desk.Player.Place(c.v.ID)}
}

func (c *playerCard) length() time.Duration { return c.state().LengthOf(c.v) }

func (c *playerCard) render() {
	p, length := c.state(), c.length()
	c.elapsed.Set(clock.Length(p.Position))
	c.total.Set(p.Remaining(length))
	c.wave.SetPosition(p.Position, length)
	c.wave.SetPeaks(c.desk.Waves.Of(c.v))
	hint := ""
	if c.desk.Waves.Missing(c.v) {
		hint = lang.L("Offline: the sound is not here yet.")
	}
	c.wave.SetHint(hint)
	coming := ""
	if c.desk.Waves.Coming(c.v) {
		coming = lang.L("Loading…")
	}
	c.wave.SetComing(coming)
	c.toggle.Set(c.desk.Player.Toggle(c.v.ID))
	c.start.SetEnabled(p.Position > 0)
	c.back.SetEnabled(p.Position > 0)
	c.forward.SetEnabled(p.Phase != desk.Ended && p.Position+time.Second < length)
	c.said.sounded()
	c.renderChoices()
	c.renderNext()
	c.alert.Set(p.Problem)
	parts.Show(c.again, p.Phase == desk.Failed && !c.lost())
	text := ""
	if c.lost() {
		text = lang.L("This message was deleted elsewhere. You can still hear it to its end.")
	}
	c.gone.Set(text)
}

// lost reports whether the message that plays no longer exists.
func (c *playerCard) lost() bool { return c.desk.Player.Gone && c.desk.Player.Playback.ID == c.v.ID }

// renderChoices shows speed and silence as they are set.
func (c *playerCard) renderChoices() {
	now := c.desk.Preferences.Current.Playback
	speed := desk.SpeedText(now.Speed)
	c.speed.Set(speed, "")
	c.speed.SetName(lang.L("Speed: {{.Speed}}", map[string]any{"Speed": speed}))
	c.speed.SetOn(now.Speed != 1)
	c.silence.SetOn(now.SkipSilence)
}

// seek goes to a place: one that plays goes on there, one that does not stands there until it is played.
func (c *playerCard) seek(at time.Duration) {
	at = min(max(at, 0), c.length())
	switch p := c.state(); {
	case p.Phase.Sounding():
		c.desk.Player.Seek(at)
	case p.Phase == desk.Ended:
		c.desk.Player.SeekIn(c.v.ID, at)
	default:
		c.desk.Player.SetPlace(c.v, at)
		c.render()
	}
}

// jump moves within the message, also back from its end.
func (c *playerCard) jump(by time.Duration) { c.seek(c.state().Position + by) }

// renderNext offers the next message that was not heard.
func (c *playerCard) renderNext() {
	v, ok := c.page.nextUnread()
	if !ok {
		c.nextRow.Hide()
		return
	}
	name := parts.Clean(c.desk.Book.Called(v.Shown(), v.Number, v.Callback))
	c.next.Set(lang.L("Next unread: {{.Name}}", map[string]any{"Name": name}), look.IconNext)
	c.nextRow.Show()
}
