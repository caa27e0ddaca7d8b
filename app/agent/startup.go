package agent

import (
	"context"
	"errors"

	"istratray/app/autostart"
	"istratray/app/control"
	"istratray/app/notify"
	"istratray/app/settings"
	"istratray/app/words"
)

// openPreferences reads the settings over what the administrator provides. A demo is given nothing, and problems are
// reported to the person who started the program.
func (a *Agent) openPreferences(file string) {
	base := settings.Defaults()
	var policy settings.Policy
	var err error
	if !a.opts.Demo {
		if base, policy, err = settings.Administered(); err != nil {
			a.opts.Warn(words.ForTerminal("").Tell(words.New("settings-provided", "error", err.Error())))
		}
		if unusable := policy.Unusable(); len(unusable) > 0 {
			a.log.Warn("policies that can't be used are passed over", "settings", unusable)
		}
	}
	if a.settings, err = loadPreferences(file, base, policy); err != nil {
		a.opts.Warn(a.words().Tell(unreadable(err)))
	}
	if a.settings.fresh && base.StartAtLogin {
		a.firstStart()
	}
}

// unreadable says why the default settings are used.
func unreadable(err error) words.Problem {
	var broken *settings.BrokenError
	switch {
	case !errors.As(err, &broken):
		return words.New("settings-unreadable", "error", err.Error())
	case broken.Kept == "":
		return words.New("settings-broken", "file", broken.File, "error", broken.Err.Error())
	}
	return words.New("settings-kept", "file", broken.Kept, "error", broken.Err.Error())
}

// firstStart does what the administrator wishes for new profiles, once: the saved file says that it
// was done.
func (a *Agent) firstStart() {
	if err := autostart.Set(a.opts.Profile, true); err != nil {
		a.log.Warn("start at login", "err", err)
	}
	a.logged("saving the settings", a.settings.change(func(*settings.Settings) {}))
}

// startsAtLogin asks the system.
func (a *Agent) startsAtLogin() bool {
	if a.opts.Demo {
		return false
	}
	on, err := autostart.Enabled(a.opts.Profile)
	if err != nil {
		a.log.Warn("start at login", "err", err)
	}
	return on
}

// startAtLogin switches it on or off, unless it is so already.
func (a *Agent) startAtLogin(on bool) error {
	if on == a.startsAtLogin() {
		return nil
	}
	if a.opts.Demo {
		return control.NewError(control.Refused, words.New("demo-autostart"))
	}
	if err := autostart.Set(a.opts.Profile, on); err != nil {
		a.log.Warn("start at login", "err", err)
		return control.NewError(control.Refused, words.New("autostart-failed", "error", err.Error()))
	}
	return nil
}

// tellOfCrash says that the last run crashed, and what to do about it.
func (a *Agent) tellOfCrash(ctx context.Context) {
	if !a.opts.LastRunCrashed {
		return
	}
	a.log.Error("the last run ended in a crash: the command “istratray support” packs what is known about it")
	crash := words.New("closed-unexpectedly")
	a.notice(ctx, crash)
	n := notify.Notification{Key: "crash", Title: "Istra Tray", Body: a.book.Tell(crash)}
	a.logged("showing a notification", a.notifier.Post(ctx, n))
}
