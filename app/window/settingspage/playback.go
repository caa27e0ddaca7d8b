package settingspage

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// playbackSection is how messages sound.
type playbackSection struct {
	desk    *desk.Desk
	object  fyne.CanvasObject
	device  *parts.Choice
	devices []desk.Device // of the select, after the system's own choice
}

func newPlaybackSection(d *desk.Desk) *playbackSection {
	s := &playbackSection{desk: d, device: parts.NewChoice(lang.L("System"))}
	s.device.SetSelectedIndex(0)
	s.device.OnChanged = s.chosen
	d.Preferences.Follow(func() { s.show(s.devices) })
	s.object = section(lang.L("Playback"),
		setting(lang.L("Output"), "", wide(s.device, 220)),
		setting(lang.L("Speed"), lang.L("Voices keep their pitch."), s.speed()),
		toggle(d, lang.L("Skip silence"), lang.L("Long pauses are left out."),
			func(p *settings.Settings) *bool { return &p.Playback.SkipSilence }, d.Player.SetSkipSilence),
		toggle(d, lang.L("Pause other players"), lang.L("Music and videos wait while a message plays."),
			func(p *settings.Settings) *bool { return &p.PauseOthers }, nil),
		toggle(d, lang.L("Play next unread automatically"), lang.L("When a message ends, the next unread one starts."),
			func(p *settings.Settings) *bool { return &p.Playback.PlayNext }, nil),
	)
	return s
}

func (s *playbackSection) speed() fyne.CanvasObject {
	choice := parts.NewChoice()
	for _, v := range desk.Speeds {
		choice.Options = append(choice.Options, desk.SpeedText(v))
	}
	follow(s.desk, choice, func(p settings.Settings) int {
		return slices.Index(choice.Options, desk.SpeedText(p.Playback.Speed))
	})
	choice.OnChanged = func(string) {
		v := desk.Speeds[choice.SelectedIndex()]
		s.desk.Player.SetSpeed(v)
		s.desk.Preferences.Change(func(p *settings.Settings) { p.Playback.Speed = v })
	}
	return choice
}

// render asks the system what sound can come out of: headsets come and go.
func (s *playbackSection) render() {
	var found []desk.Device
	s.desk.Do(func(context.Context) (err error) {
		found, err = s.desk.Player.Devices()
		return err
	}, func(err error) {
		if err != nil {
			s.desk.Logger.Warn("sound devices", "err", err)
		}
		s.show(found)
	})
}

func (s *playbackSection) show(devices []desk.Device) {
	s.devices = devices
	options := []string{lang.L("System")}
	chosen := 0
	for i, d := range devices {
		options = append(options, parts.Clean(d.Name))
		if d.ID == s.desk.Preferences.Current.Playback.Device {
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
	s.desk.Player.SetDevice(id)
	s.desk.Preferences.Change(func(p *settings.Settings) { p.Playback.Device = id })
}
