package agent

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/session"
	"istratray/app/words"
	"istratray/istraclient"
)

func TestAnswers(t *testing.T) {
	api := &istraclient.APIError{Status: 403, Message: "Not by your policy"}
	for name, c := range map[string]struct {
		err  error
		want control.Code
	}{
		"signed out":     {session.ErrSignedOut, control.NotSignedIn},
		"an argument":    {&istraclient.ArgumentError{Name: "code"}, control.BadRequest},
		"offline":        {&session.OfflineError{Problem: inbox.Problem{Message: "No network."}}, control.Unreachable},
		"no item":        {session.ErrNotFound, control.NotFound},
		"no phone":       {session.ErrNoPhone, control.Refused},
		"phones unknown": {&session.PhonesError{Err: api}, control.Refused},
		"ending":         {session.ErrStopped, control.NotRunning},
		"refused":        {fmt.Errorf("place the call: %w", api), control.Refused},
		"wrong password": {&istraclient.SignInError{Reason: istraclient.WrongPassword, Err: api}, control.NotSignedIn},
		"self-signed": {&istraclient.TLSError{Kind: istraclient.UnknownAuthority, Fingerprint: "ab"},
			control.NotSignedIn},
		"expired":         {&istraclient.TLSError{Kind: istraclient.Expired}, control.Unreachable},
		"no network":      {&istraclient.NetworkError{Op: "list", Err: errors.New("no route")}, control.Unreachable},
		"unknown outcome": {&istraclient.OutcomeUnknownError{Err: errors.New("cut")}, control.Unsure},
		"no sound": {fmt.Errorf("fetch the sound: %w",
			&istraclient.NoAudioError{Format: "ogg", Status: 200, What: "JSON"}), control.Refused},
		"given up": {context.Canceled, control.NotRunning},
	} {
		t.Run(name, func(t *testing.T) {
			answer := new(control.Error)
			if !errors.As(answerOf(c.err), &answer) {
				t.Fatalf("%v is no *control.Error", answerOf(c.err))
			}
			if answer.Code != c.want || answer.Message == "" {
				t.Errorf("code %q, message %q, want code %q", answer.Code, answer.Message, c.want)
			}
			if german := answer.Tell(words.In("de")); answer.Reason.Reason == "" || german == answer.Message {
				t.Errorf("the reason %+v is said in German as %q", answer.Reason, german)
			}
			if (answer.Problem == control.NoSound) != (name == "no sound") {
				t.Errorf("problem %q", answer.Problem)
			}
		})
	}
	if answerOf(nil) != nil {
		t.Error("no error became one")
	}
}

func TestNoSoundInOneFormatIsNoOutage(t *testing.T) {
	for name, test := range map[string]struct {
		err  error
		want control.Code
	}{
		"a page":     {&istraclient.NotAPIError{Status: 200, What: "a web page"}, control.Refused},
		"nothing":    {&istraclient.BodyError{}, control.Refused},
		"a refusal":  {&istraclient.APIError{Status: 404}, control.Refused},
		"no network": {&istraclient.NetworkError{Err: errors.New("no route")}, control.Unreachable},
		"offline":    {&session.OfflineError{}, control.Unreachable},
		"deleted":    {session.ErrNotFound, control.NotFound},
	} {
		if got := control.CodeOf(soundAnswer(fmt.Errorf("fetch the sound: %w", test.err))); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}
