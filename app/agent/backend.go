package agent

import (
	"context"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
)

// The methods in this file are control.Backend: what clients of the socket can ask.
var _ control.Backend = (*Agent)(nil)

// Current implements control.Backend.
func (a *Agent) Current() inbox.Snapshot { return a.hub.latest() }

// Subscribe implements control.Backend.
func (a *Agent) Subscribe() (<-chan inbox.Snapshot, func()) { return a.hub.subscribe() }

// SetRead implements control.Backend.
func (a *Agent) SetRead(ctx context.Context, id string, read bool) error {
	return answerOf(a.session.SetRead(ctx, id, read))
}

// Delete implements control.Backend.
func (a *Agent) Delete(ctx context.Context, kind inbox.ItemKind, id string, undo bool) error {
	return answerOf(a.session.Delete(ctx, kind, id, undo))
}

// DeleteLater implements control.Backend.
func (a *Agent) DeleteLater(ctx context.Context, kind inbox.ItemKind, id string, wait time.Duration) error {
	return answerOf(a.session.DeleteLater(ctx, kind, id, wait))
}

// Undo implements control.Backend.
func (a *Agent) Undo(ctx context.Context, kind inbox.ItemKind, id string) error {
	return answerOf(a.session.Undo(ctx, kind, id))
}

// PlaceCall implements control.Backend.
func (a *Agent) PlaceCall(ctx context.Context, req control.CallRequest) (control.CallAnswer, error) {
	number, err := a.allowed(req)
	if err != nil {
		return control.CallAnswer{}, err
	}
	phone, err := a.session.PlaceCall(ctx, number, req.Phone)
	return control.CallAnswer{Phone: phone}, answerOf(err)
}

// MissedSeen implements control.Backend.
func (a *Agent) MissedSeen(ctx context.Context, until time.Time) error {
	return answerOf(a.session.MissedSeen(ctx, until))
}

// SetFollowUp implements control.Backend.
func (a *Agent) SetFollowUp(ctx context.Context, f inbox.FollowUp) error {
	return answerOf(a.session.SetFollowUp(ctx, f))
}

// Audio implements control.Backend.
func (a *Agent) Audio(ctx context.Context, id, format string) (control.Audio, error) {
	audio, err := a.session.Audio(ctx, id, format)
	if err != nil {
		return control.Audio{}, answerOf(err)
	}
	return control.Audio{Body: audio.Body, ContentType: audio.ContentType, Length: audio.Length}, nil
}

// Settings implements control.Backend.
func (a *Agent) Settings() settings.Settings {
	s := a.settings.get()
	s.StartAtLogin = a.startsAtLogin()
	return s
}

// SetSettings implements control.Backend. The account's own fields are not changed by it: signing
// in and out are.
func (a *Agent) SetSettings(ctx context.Context, s settings.Settings) error {
	if err := a.startAtLogin(s.StartAtLogin); err != nil {
		return err
	}
	err := a.settings.change(func(now *settings.Settings) {
		s.Server, s.Login, s.Base, s.PinnedKey, s.CAPEM = now.Server, now.Login, now.Base, now.PinnedKey, now.CAPEM
		*now = s
	})
	if err != nil {
		return &control.Error{Code: control.Refused, Message: "The settings could not be saved: " + err.Error()}
	}
	a.speak()
	a.applySettings(ctx)
	return nil
}

// applySettings carries into the session what it needs to know of the preferences.
func (a *Agent) applySettings(ctx context.Context) {
	s := a.settings.get()
	a.logged("choosing the phone", a.session.ChoosePhone(ctx, s.Phone))
	a.logged("snoozing", a.session.Snooze(ctx, s.Notifications.SnoozeUntil))
}

// SetCallerID implements control.Backend.
func (a *Agent) SetCallerID(ctx context.Context, id inbox.CallerID) error {
	return answerOf(a.session.SetCallerID(ctx, id))
}

// Show implements control.Backend.
func (a *Agent) Show(_ context.Context, show control.Show) error {
	if a.server.ShowInWindow(show) {
		return nil
	}
	if !hasScreen() {
		return &control.Error{Code: control.Refused, Message: "There is no screen to open a window on. The commands of istratray --help work without one."}
	}
	if err := a.window.start(); err != nil {
		return &control.Error{Code: control.Refused, Message: "The window could not be opened: " + err.Error()}
	}
	return nil
}

// Quit implements control.Backend.
func (a *Agent) Quit() { a.quit() }
