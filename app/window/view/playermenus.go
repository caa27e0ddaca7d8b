package view

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"istratray/app/settings"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// speeds are the ones to choose from.
var speeds = []float64{0.75, 1, 1.25, 1.5, 1.75, 2}

func speedText(speed float64) string { return strconv.FormatFloat(speed, 'f', -1, 64) + "×" }

// chooseSpeed opens a menu of speeds; the choice is kept for the next messages.
func (c *playerCard) chooseSpeed() {
	current := c.ui.preferences.current.Playback.Speed
	items := make([]*fyne.MenuItem, len(speeds))
	for i, speed := range speeds {
		items[i] = fyne.NewMenuItem(speedText(speed), func() { c.setSpeed(speed) })
		items[i].Checked = speed == current
	}
	c.ui.popUpBelow(c.speed, items...)
}

func (c *playerCard) setSpeed(speed float64) {
	c.ui.Sound.SetSpeed(speed)
	c.ui.preferences.change(func(s *settings.Settings) { s.Playback.Speed = speed })
	c.render()
}

// chooseVolume opens a slider, for the keyboard too; where it is let go is kept.
func (c *playerCard) chooseVolume() {
	var pop *widget.PopUp
	slider := parts.NewSlider(lang.L("Volume"), 0, 1, func() {
		pop.Hide()
		c.ui.Window.Canvas().Focus(c.volume)
	})
	slider.Step = 0.02
	slider.SetValue(c.ui.preferences.current.Playback.Volume)
	slider.OnChanged = c.ui.Sound.SetVolume
	slider.OnChangeEnded = func(v float64) {
		c.ui.preferences.change(func(s *settings.Settings) { s.Playback.Volume = v })
	}
	content := parts.Pad(parts.FixedWidth(slider, func() float32 { return 180 }), look.S, look.S, look.M, look.M)
	pop = widget.NewPopUp(content, c.ui.Window.Canvas())
	pop.ShowAtRelativePosition(fyne.NewPos(c.volume.Size().Width-content.MinSize().Width, c.volume.Size().Height+look.XS), c.volume)
	c.ui.Window.Canvas().Focus(slider)
}
