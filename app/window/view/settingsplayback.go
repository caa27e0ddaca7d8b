package view

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"istratray/app/settings"
	"istratray/app/window/parts"
)

// playbackSection is how messages sound.
type playbackSection struct {
	ui      *UI
	object  fyne.CanvasObject
	device  *parts.Choice
	devices []Device // of the select, after the system's own choice
}

func newPlaybackSection(u *UI) *playbackSection {
	s := &playbackSection{ui: u, device: parts.NewChoice(lang.L("System"))}
	s.device.SetSelectedIndex(0)
	s.device.OnChanged = s.chosen
	s.object = section(lang.L("Playback"),
		setting(lang.L("Output"), "", parts.FixedWidth(s.device, func() float32 { return 220 })),
		setting(lang.L("Speed"), lang.L("Voices keep their pitch."), s.speed()),
		toggle(u, lang.L("Skip silence"), lang.L("Long pauses are left out."), func(p *settings.Settings) *bool { return &p.Playback.SkipSilence }, u.Sound.SetSkipSilence),
		toggle(u, lang.L("Play the next one"), lang.L("When a message ends, the next unread one starts."), func(p *settings.Settings) *bool { return &p.Playback.PlayNext }, nil),
	)
	return s
}

func (s *playbackSection) speed() fyne.CanvasObject {
	choice := parts.NewChoice()
	for _, v := range speeds {
		choice.Options = append(choice.Options, speedText(v))
	}
	choice.SetSelected(speedText(s.ui.preferences.current.Playback.Speed))
	choice.OnChanged = func(string) {
		v := speeds[choice.SelectedIndex()]
		s.ui.Sound.SetSpeed(v)
		s.ui.preferences.change(func(p *settings.Settings) { p.Playback.Speed = v })
	}
	return choice
}

// render asks the system what sound can come out of: headsets come and go.
func (s *playbackSection) render() {
	var found []Device
	s.ui.do(func(context.Context) (err error) {
		found, err = s.ui.Sound.Devices()
		return err
	}, func(err error) {
		if err != nil {
			s.ui.Logger.Warn("sound devices", "error", err)
		}
		s.show(found)
	})
}

func (s *playbackSection) show(devices []Device) {
	s.devices = devices
	options := []string{lang.L("System")}
	chosen := 0
	for i, d := range devices {
		options = append(options, parts.Clean(d.Name))
		if d.ID == s.ui.preferences.current.Playback.Device {
			chosen = i + 1
		}
	}
	s.device.Options = options
	s.device.Selected = options[chosen]
	s.device.Refresh()
}

func (s *playbackSection) chosen(string) {
	id := ""
	if i := s.device.SelectedIndex(); i > 0 {
		id = s.devices[i-1].ID
	}
	s.ui.Sound.SetDevice(id)
	s.ui.preferences.change(func(p *settings.Settings) { p.Playback.Device = id })
}
