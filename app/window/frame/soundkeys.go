package frame

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
)

// volumeStep is how much louder one key press makes what plays; all is 1.
const volumeStep = 0.1

// bindSoundKeys takes Ctrl and the arrows: up and down for the volume, left and right for the speed.
func (f *Frame) bindSoundKeys() {
	for key, do := range map[fyne.KeyName]func(){
		fyne.KeyUp: func() { f.louder(volumeStep) }, fyne.KeyDown: func() { f.louder(-volumeStep) },
		fyne.KeyRight: func() { f.faster(1) }, fyne.KeyLeft: func() { f.faster(-1) },
	} {
		f.desk.Window.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: key,
			Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
			if !f.gate.Open() {
				do()
			}
		})
	}
}

// louder changes the volume, says so and keeps it.
func (f *Frame) louder(by float64) {
	volume := f.desk.Preferences.Current.Playback.Volume + by
	volume = min(max(math.Round(volume/volumeStep)*volumeStep, 0), 1)
	f.desk.Player.SetVolume(volume)
	f.desk.Preferences.Change(func(s *settings.Settings) { s.Playback.Volume = volume })
	f.desk.Say(lang.L("Volume: {{.Volume}}", map[string]any{"Volume": fmt.Sprintf("%.0f %%", 100*volume)}),
		desk.ToastShort)
}

// faster goes some steps along the speeds, says so and keeps it.
func (f *Frame) faster(steps int) {
	at := 0
	for i, speed := range desk.Speeds {
		if speed <= f.desk.Preferences.Current.Playback.Speed {
			at = i
		}
	}
	speed := desk.Speeds[min(max(at+steps, 0), len(desk.Speeds)-1)]
	f.desk.Player.SetSpeed(speed)
	f.desk.Preferences.Change(func(s *settings.Settings) { s.Playback.Speed = speed })
	f.renderPage()
	f.desk.Say(lang.L("Speed: {{.Speed}}", map[string]any{"Speed": desk.SpeedText(speed)}), desk.ToastShort)
}
