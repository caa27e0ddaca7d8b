package agent

import (
	"context"
	"errors"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/secret"
	"istratray/app/session"
	"istratray/app/words"
	"istratray/istraclient"
)

// answerOf turns an error of the session or the platform into what the socket answers: its class,
// and words for people.
func answerOf(err error) error {
	if err == nil {
		return nil
	}
	var offline *session.OfflineError
	var phones *session.PhonesError
	switch {
	case errors.Is(err, session.ErrSignedOut):
		return control.NewError(control.NotSignedIn, words.New("not-signed-in"))
	case errors.As(err, &offline):
		return control.NewError(control.Unreachable, session.OfflineReason(offline))
	case errors.Is(err, session.ErrNotFound):
		return control.NewError(control.NotFound, words.New("no-such-item"))
	case errors.Is(err, session.ErrNoPhone):
		return control.NewError(control.Refused, words.New("no-phone"))
	case errors.As(err, &phones):
		return phonesAnswer(phones)
	case errors.As(err, new(*istraclient.ArgumentError)):
		return control.NewError(control.BadRequest, words.New("argument"))
	case errors.Is(err, session.ErrStopped), errors.Is(err, context.Canceled):
		return control.NewError(control.NotRunning, words.New("closing"))
	default:
		return platformAnswer(err)
	}
}

// phonesAnswer says why the user's phones aren't known.
func phonesAnswer(err *session.PhonesError) error {
	answer := platformAnswer(err)
	var e *control.Error
	if !errors.As(answer, &e) || e.Code == control.NotSignedIn {
		return answer
	}
	why := words.Problem{Code: e.Reason.Reason, Values: e.Reason.Values.Map()}
	said := control.NewError(e.Code, why.Behind("phones-unknown"))
	said.Problem, said.Detail = e.Problem, e.Detail
	return said
}

func platformAnswer(err error) error {
	problem := session.ProblemOf(err)
	answer := &control.Error{Code: control.Refused, Message: problem.Message, Reason: problem.Reason}
	switch problem.Code {
	case inbox.Unreachable, inbox.BadCertificate, inbox.NotThePlatform, inbox.ProxyProblem:
		answer.Code = control.Unreachable
	case inbox.WrongPassword, inbox.AccountSuspended, inbox.SecondFactor, inbox.UnknownKey, inbox.ChangedKey:
		answer.Code = control.NotSignedIn
	}
	if answer.Code != control.Refused {
		answer.Problem, answer.Detail = string(problem.Code), problem.Detail
		answer.Server, answer.Certificate = problem.Server, problem.Certificate
	}
	if errors.As(err, new(*istraclient.OutcomeUnknownError)) {
		answer.Code = control.Unsure
	}
	if errors.As(err, new(*istraclient.NoAudioError)) {
		answer.Code, answer.Problem, answer.Detail = control.Refused, control.NoSound, ""
	}
	return answer
}

// toldBy is an error in words for people.
func toldBy(b control.Teller, err error) string {
	if e := new(control.Error); errors.As(err, &e) {
		return e.Tell(b)
	}
	return err.Error()
}

// soundAnswer is answerOf for audio: an empty answer or a web page in one format doesn't mean that other formats are
// missing, nor that the platform can't be reached.
func soundAnswer(err error) error {
	answer := answerOf(err)
	var e *control.Error
	if !errors.As(answer, &e) || e.Code != control.Unreachable || isOutage(err) {
		return answer
	}
	return &control.Error{Code: control.Refused, Message: e.Message, Reason: e.Reason}
}

// isOutage reports whether an error came instead of any answer.
func isOutage(err error) bool {
	return errors.As(err, new(*session.OfflineError)) || errors.As(err, new(*istraclient.NetworkError)) ||
		errors.As(err, new(*istraclient.TLSError))
}

// keyringProblem says what a keyring's failure means for the user.
func keyringProblem(err error) inbox.Problem {
	said := words.New(secret.Reason(err))
	p := inbox.Problem{Code: inbox.KeyringProblem, Message: words.English(said), Reason: control.ReasonOf(said)}
	if errors.Is(err, secret.ErrNotFound) {
		p.Code = inbox.NoPassword
	}
	return p
}

// windowAnswer says why a window did not open.
func windowAnswer(err error) error {
	var said *saidError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &said) && (said.message == NoScreen || said.message == ScreenRefuses):
		return control.NewError(control.Refused, words.New(said.message))
	case errors.Is(err, errEnding):
		return control.NewError(control.Refused, words.New("closing"))
	case errors.Is(err, errEnded):
		return control.NewError(control.Refused, words.New("window-ended"))
	case errors.Is(err, errSlow):
		return control.NewError(control.Refused, words.New("window-slow"))
	}
	return control.NewError(control.Refused, words.New("window-failed", "error", err.Error()))
}
