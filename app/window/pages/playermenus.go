package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// chooseSpeed opens a menu of speeds; the choice is kept for the next messages.
func (c *playerCard) chooseSpeed() {
	current := c.desk.Preferences.Current.Playback.Speed
	items := make([]*fyne.MenuItem, len(desk.Speeds))
	for i, speed := range desk.Speeds {
		items[i] = fyne.NewMenuItem(desk.SpeedText(speed), func() { c.setSpeed(speed) })
		items[i].Checked = speed == current
	}
	popUpBelow(c.desk, c.speed, items...)
}

func (c *playerCard) setSpeed(speed float64) {
	c.desk.Player.SetSpeed(speed)
	c.desk.Preferences.Change(func(s *settings.Settings) { s.Playback.Speed = speed })
	c.render()
}

// skipSilence leaves long pauses out, or no longer.
func (c *playerCard) skipSilence() {
	skip := !c.desk.Preferences.Current.Playback.SkipSilence
	c.desk.Player.SetSkipSilence(skip)
	c.desk.Preferences.Change(func(s *settings.Settings) { s.Playback.SkipSilence = skip })
	c.render()
}

// chooseVolume opens a slider, for the keyboard too; where it is let go is kept.
func (c *playerCard) chooseVolume() {
	var pop *widget.PopUp
	slider := parts.NewSlider(lang.L("Volume"), 0, 1, func() {
		pop.Hide()
		c.desk.Window.Canvas().Focus(c.volume)
	})
	slider.Step = 0.02
	slider.SetValue(c.desk.Preferences.Current.Playback.Volume)
	slider.OnChanged = c.desk.Player.SetVolume
	slider.OnChangeEnded = func(v float64) {
		c.desk.Preferences.Change(func(s *settings.Settings) { s.Playback.Volume = v })
	}
	content := parts.Pad(parts.FixedWidth(slider, func() float32 { return 180 }), look.S, look.S, look.M, look.M)
	pop = widget.NewPopUp(content, c.desk.Window.Canvas())
	pop.ShowAtRelativePosition(fyne.NewPos(c.volume.Size().Width-content.MinSize().Width,
		c.volume.Size().Height+look.XS), c.volume)
	c.desk.Window.Canvas().Focus(slider)
}
