package agent

import (
	"context"
	"errors"
	"os"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/words"
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

// Retry implements control.Backend.
func (a *Agent) Retry(ctx context.Context) error { return answerOf(a.session.Retry(ctx)) }

// SetFollowUp implements control.Backend.
func (a *Agent) SetFollowUp(ctx context.Context, f inbox.FollowUp) error {
	return answerOf(a.session.SetFollowUp(ctx, f))
}

// Audio implements control.Backend.
func (a *Agent) Audio(ctx context.Context, id, format string) (control.Audio, error) {
	audio, err := a.session.Audio(ctx, id, format)
	if err != nil {
		return control.Audio{}, soundAnswer(err)
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
	if !words.Known(s.Language) {
		return control.NewError(control.BadRequest, words.New("setting", "field", "language", "want",
			"the code of a language, such as de, or empty"))
	}
	if err := a.startAtLogin(s.StartAtLogin); err != nil {
		return err
	}
	err := a.settings.change(func(now *settings.Settings) {
		s.Server, s.Login, s.Base, s.PinnedKey, s.CAPEM = now.Server, now.Login, now.Base, now.PinnedKey, now.CAPEM
		*now = s
	})
	if locked := new(settings.LockedError); errors.As(err, &locked) {
		return control.NewError(control.Refused, words.New("setting-locked", "field", locked.Field))
	}
	if err != nil {
		return control.NewError(control.Refused, words.New("settings-not-saved", "error", err.Error()))
	}
	a.speak()
	a.applySettings(ctx)
	a.useAttention(ctx)
	a.useShortcut()
	a.useTranscriber()
	a.people.Use(s.Contacts)
	a.people.SetCountry(a.country(a.hub.latest().CallerID.Number))
	a.logged("naming callers", a.nameAll(ctx)) // perhaps in another language
	return nil
}

// applySettings carries into the session what it needs to know of the preferences.
func (a *Agent) applySettings(ctx context.Context) {
	s := a.settings.get()
	a.logged("telling of the settings", a.session.SettingsChanged(ctx))
	a.logged("choosing the phone", a.session.ChoosePhone(ctx, s.Phone))
	a.logged("snoozing", a.session.Snooze(ctx, s.Notifications.SnoozeUntil))
}

// SetCallerID implements control.Backend.
func (a *Agent) SetCallerID(ctx context.Context, id inbox.CallerID) error {
	return answerOf(a.session.SetCallerID(ctx, id))
}

// Show implements control.Backend. It returns when the window is on the screen of who asks.
func (a *Agent) Show(ctx context.Context, show control.Show) error {
	from := show.From
	if !from.HasScreen() {
		from = a.origin.get()
	}
	a.sessions.note(from)
	a.window.leave(from)
	o := a.window.current()
	if !a.server.ShowInWindow(show) {
		if !hasScreen(from) {
			return control.NewError(control.Refused, words.New("no-screen"))
		}
		var err error
		if o, err = a.window.start(from); err != nil {
			return windowAnswer(err)
		}
	}
	if o == nil {
		return nil // someone started it by hand
	}
	return windowAnswer(a.window.appear(ctx, o))
}

// Start implements control.Backend.
func (a *Agent) Start(ctx context.Context, req control.StartRequest) (control.StartAnswer, error) {
	if a.ctx.Err() != nil { // it answers for a moment after it was asked to end
		return a.takeOver(), nil
	}
	if otherSession(ctx, req.From) {
		a.log.Info("the program was started in another session, which takes over")
		defer a.Quit() // the store is still open
		return a.takeOver(), nil
	}
	if req.From.HasScreen() {
		a.origin.set(req.From)
		a.sessions.note(req.From)
	}
	return control.StartAnswer{}, nil
}

// takeOver is the answer of an agent that ends.
func (a *Agent) takeOver() control.StartAnswer {
	return control.StartAnswer{TakeOver: true, Account: a.Unkept(), Left: control.OriginOf(os.Getenv).Later()}
}

// Quit implements control.Backend.
func (a *Agent) Quit() { a.quit() }
