package settingspage

import (
	"context"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// startSection is how the program starts.
type startSection struct {
	desk   *desk.Desk
	object fyne.CanvasObject
	login  *parts.Switch
}

func newStartSection(d *desk.Desk) *startSection {
	s := &startSection{desk: d, login: parts.NewSwitch(false, nil)}
	hidden := toggle(d, lang.L("Start in the tray"),
		control.Tell(lang.Problems(), d.Snap.NoTray, lang.L("Only the tray icon appears.")),
		func(p *settings.Settings) *bool { return &p.Hidden }, nil)
	if d.Autostart == nil {
		s.object = section(lang.L("Start"), hidden)
		return s
	}
	s.object = section(lang.L("Start"), switched(lang.L("Open at login"),
		lang.L("When you sign in to this computer."), s.login), hidden)
	return s
}

// render asks the system, whose own settings may have been changed.
func (s *startSection) render() {
	if s.desk.Autostart == nil {
		return
	}
	var on bool
	s.desk.Do(func(context.Context) (err error) {
		on, err = s.desk.Autostart.Enabled()
		return err
	}, func(err error) {
		s.show(on)
		if err != nil {
			s.desk.Logger.Warn("start with the computer", "err", err)
		}
	})
}

// show shows the present state without setting it.
func (s *startSection) show(on bool) {
	s.login.OnChanged = nil
	s.login.SetChecked(on)
	s.login.OnChanged = s.set
}

func (s *startSection) set(on bool) {
	s.desk.Do(func(context.Context) error { return s.desk.Autostart.Set(on) }, func(err error) {
		if err != nil {
			s.desk.Logger.Warn("start with the computer", "err", err)
			s.desk.Say(lang.L("This couldn't be changed. Try the desktop's own settings."), desk.ToastLong)
			s.show(!on)
		}
	})
}
