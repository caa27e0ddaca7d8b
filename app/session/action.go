package session

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

// actionLimit bounds one request with an effect.
const actionLimit = 30 * time.Second

// callLogged is how long after it was placed a call may have ended and be in the history. Nothing is
// pushed for that, and until it is read the person still seems to wait for the call.
var callLogged = []time.Duration{20 * time.Second, time.Minute, 3 * time.Minute, 6 * time.Minute}

// The reasons for which an action is not even sent.
var (
	ErrSignedOut = errors.New("not signed in")
	ErrNotFound  = errors.New("no such item")
	ErrNoPhone   = errors.New("the account has no phone to call from")
)

// OfflineError says that an action was not sent because the platform does not answer.
type OfflineError struct{ Problem inbox.Problem }

func (e *OfflineError) Error() string { return "the platform can't be reached" }

// actions is what an action asks of the platform.
type actions interface {
	SetVoicemailRead(ctx context.Context, ref istraclient.Ref, read bool) (istraclient.Voicemail, error)
	DeleteVoicemail(ctx context.Context, ref istraclient.Ref) error
	DeleteCall(ctx context.Context, ref istraclient.Ref) error
	PlaceCall(ctx context.Context, terminalID, destination string) error
	UpdateCallerID(ctx context.Context, userURI string, id istraclient.CallerID) (istraclient.CallerID, error)
	VoicemailAudio(ctx context.Context, ref istraclient.Ref, format istraclient.Format) (*istraclient.Audio, error)
}

// action is one change that the user asked for: shown at once, sent, and then confirmed or taken back.
type action struct {
	begin func() error                          // on the loop; an error ends the action; may be nil
	do    func(context.Context, Platform) error // on a worker: the request
	end   func(error)                           // on the loop; may be nil

	counts bool // it changes what the platform counts and pushes
}

// act carries an action out and waits for its end, or for ctx; the action continues either way.
func (s *Session) act(ctx context.Context, a action) error {
	outcome := make(chan error, 1)
	var unsent error
	if err := s.ask(ctx, func() { unsent = s.start(a, outcome) }); err != nil {
		return err
	}
	if unsent != nil {
		return unsent
	}
	select {
	case err := <-outcome:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-s.done:
		return ErrStopped
	}
}

// start begins an action on the loop. An error says that it was not even sent; else the outcome comes
// through the channel, which has room for it.
func (s *Session) start(a action, outcome chan<- error) error {
	if err := s.ready(); err != nil {
		return err
	}
	if a.begin != nil {
		if err := a.begin(); err != nil {
			return err
		}
	}
	s.echo = s.echo || a.counts // what changes is known; a push of it may come before the answer
	platform := s.link.platform
	s.work("act", func() error {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), actionLimit)
		defer cancel()
		return a.do(ctx, platform)
	}, func(err error) {
		s.finish(a, platform, err)
		outcome <- err
	})
	return nil
}

// finish takes the outcome, unless the account it is about has been left in the meantime.
func (s *Session) finish(a action, platform Platform, err error) {
	if s.link.platform != platform {
		return
	}
	s.changes++
	if a.end != nil {
		a.end(err)
	}
	if err != nil && !s.refused(err) {
		s.readAll() // it may have been done all the same
	}
}

// ready says why an action can't be sent now.
func (s *Session) ready() error {
	if s.ctx.Err() != nil {
		return ErrStopped
	}
	return s.linked()
}

func (s *Session) linked() error {
	c := s.state.Connection()
	switch c.State {
	case inbox.Online, inbox.Syncing:
		return nil
	case inbox.SignedOut, inbox.NeedsSignIn:
		return ErrSignedOut
	default:
		return &OfflineError{Problem: c.Problem}
	}
}

// SetRead sets or clears a voicemail's read mark. It is shown at once and taken back on refusal.
func (s *Session) SetRead(ctx context.Context, id string, read bool) error {
	var ref istraclient.Ref
	return s.act(ctx, action{
		begin: func() error {
			v, ok := s.state.Voicemail(id)
			if !ok {
				return ErrNotFound
			}
			ref = istraclient.Ref{ID: v.ID, URI: v.URI}
			s.apply(inbox.ReadAsked{ID: id, Read: read})
			return nil
		},
		do: func(ctx context.Context, p Platform) error {
			_, err := p.SetVoicemailRead(ctx, ref, read)
			return wrap("mark the voicemail", err)
		},
		end: func(err error) {
			if err != nil {
				n := notice("voicemail-not-marked", err)
				s.apply(inbox.ReadFailed{ID: id, Text: n.Text, Reason: n.Reason})
				return
			}
			s.noteMark(id, read)
			s.apply(inbox.ReadDone{ID: id, Read: read})
		},
		counts: true,
	})
}

// noteMark keeps a reading that began earlier from taking our mark back.
func (s *Session) noteMark(id string, read bool) {
	if !s.mailbox().running {
		clear(s.marked)
	}
	s.marked[id] = ownMark{read: read, change: s.changes}
}

// SetCallerID chooses what called parties see. The platform may refuse the number by its policy.
func (s *Session) SetCallerID(ctx context.Context, id inbox.CallerID) error {
	var took istraclient.CallerID
	return s.act(ctx, action{
		do: func(ctx context.Context, p Platform) error {
			user, err := p.GetUserInfo(ctx)
			if err != nil {
				return wrap("look up the user", err)
			}
			took, err = p.UpdateCallerID(ctx, user.URI, istraclient.CallerID{Manual: id.Manual, Number: id.Number})
			return wrap("set the caller ID", err)
		},
		end: func(err error) {
			if err == nil {
				s.apply(inbox.CallerIDChanged{CallerID: callerIDOf(took)})
			}
		},
	})
}

// PlaceCall has a phone of the user's dial a number; phone is a terminal's ID, empty for the chosen
// one. It returns the phone that rings. A call whose outcome is unknown is not placed again.
func (s *Session) PlaceCall(ctx context.Context, destination, phone string) (inbox.Phone, error) {
	var from inbox.Phone
	var chosen string
	err := s.act(ctx, action{
		begin: func() error {
			from, chosen = s.phoneFor(phone), s.state.ChosenPhone()
			s.apply(inbox.CallAsked{})
			return nil
		},
		do: func(ctx context.Context, p Platform) error {
			if from.ID == "" {
				var err error
				if from, err = findPhone(ctx, p, chosen); err != nil {
					return err
				}
			}
			return wrap("place the call", p.PlaceCall(ctx, from.ID, destination))
		},
		end: s.callPlaced,
	})
	return from, err
}

// callPlaced has the lists read when the call may be in them.
func (s *Session) callPlaced(err error) {
	if err != nil {
		return
	}
	history := s.history()
	for _, later := range callLogged {
		s.after(later, func() { s.read(history) })
	}
}

func (s *Session) phoneFor(id string) inbox.Phone {
	if id == "" {
		return s.state.Phone()
	}
	for _, p := range s.state.Snapshot().Phones {
		if p.ID == id {
			return p
		}
	}
	return inbox.Phone{ID: id, Label: id}
}

// PhonesError says that the user's phones are not known, and can't be asked for now.
type PhonesError struct{ Err error }

// Error implements error.
func (e *PhonesError) Error() string { return "look up the phones: " + e.Err.Error() }

// Unwrap gives the reason.
func (e *PhonesError) Unwrap() error { return e.Err }

// phonesLimit bounds the question for the phones where the chosen one will do.
const phonesLimit = 3 * time.Second

// findPhone asks for the user's phones, of which the chosen one is called from, else the first. Where they can't be
// had, the chosen one is taken as it is: to place a call only its ID is needed.
func findPhone(ctx context.Context, p Platform, chosen string) (inbox.Phone, error) {
	asked := ctx
	if chosen != "" {
		var cancel context.CancelFunc
		asked, cancel = context.WithTimeout(ctx, phonesLimit)
		defer cancel()
	}
	user, err := p.GetUserInfo(asked)
	phones := userOf(user).Phones
	at := slices.IndexFunc(phones, func(p inbox.Phone) bool { return p.ID == chosen })
	switch {
	case err != nil && chosen != "" && !needsPerson(ProblemOf(err).Code):
		return inbox.Phone{ID: chosen, Label: chosen}, nil
	case err != nil:
		return inbox.Phone{}, &PhonesError{Err: err}
	case len(phones) == 0:
		return inbox.Phone{}, ErrNoPhone
	}
	return phones[max(0, at)], nil
}

// Audio opens the sound of a voicemail. The caller closes its body; ctx bounds the whole reading.
func (s *Session) Audio(ctx context.Context, id, format string) (*istraclient.Audio, error) {
	var (
		platform Platform
		found    bool
		v        inbox.Voicemail
		err      error
	)
	asked := s.ask(ctx, func() {
		platform, err = s.link.platform, s.ready()
		v, found = s.state.Voicemail(id)
	})
	switch {
	case asked != nil:
		return nil, asked
	case err != nil:
		return nil, err
	case !found:
		return nil, ErrNotFound
	}
	audio, err := platform.VoicemailAudio(ctx, istraclient.Ref{ID: v.ID, URI: v.URI}, istraclient.Format(format))
	return audio, wrap("fetch the sound", err)
}

// MissedSeen acknowledges the missed calls up to a time.
func (s *Session) MissedSeen(ctx context.Context, until time.Time) error {
	return s.ask(ctx, func() {
		s.apply(inbox.MissedLookedAt{Until: until})
		s.saver.missedSeen(s.creds.Account(), s.state.Snapshot().MissedSeen)
	})
}

// ChoosePhone picks the phone that calls are placed from; "" leaves it to the first one.
func (s *Session) ChoosePhone(ctx context.Context, id string) error {
	return s.ask(ctx, func() { s.apply(inbox.PhoneChosen{ID: id}) })
}

// SetFollowUp notes what the user said about calling someone back.
func (s *Session) SetFollowUp(ctx context.Context, f inbox.FollowUp) error {
	return s.ask(ctx, func() { s.apply(inbox.FollowUpSet{FollowUp: f}) })
}

// PeopleChanged brings the present answers about who is who: see inbox.PeopleChanged.
func (s *Session) PeopleChanged(ctx context.Context, people inbox.PeopleChanged) error {
	return s.ask(ctx, func() { s.apply(people) })
}

// SettingsChanged says that someone has changed the settings.
func (s *Session) SettingsChanged(ctx context.Context) error {
	return s.ask(ctx, func() { s.apply(inbox.SettingsChanged{}) })
}

// Snooze rests notifications until a time; the zero time ends the rest.
func (s *Session) Snooze(ctx context.Context, until time.Time) error {
	return s.ask(ctx, func() { s.apply(inbox.Snoozed{Until: until}) })
}

// SetAttention notes whether someone is there to read notifications.
func (s *Session) SetAttention(ctx context.Context, now inbox.AttentionChanged) error {
	return s.ask(ctx, func() { s.apply(now) })
}

// SetTray notes why no tray shows the icon; the zero Reason means that one does.
func (s *Session) SetTray(ctx context.Context, missing inbox.Reason) error {
	return s.ask(ctx, func() { s.apply(inbox.TrayChanged{Missing: missing}) })
}

// Notice puts a message before the user.
func (s *Session) Notice(ctx context.Context, text string, why inbox.Reason) error {
	return s.ask(ctx, func() { s.apply(inbox.Noticed{Text: text, Reason: why}) })
}

func wrap(operation string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", operation, err)
}
