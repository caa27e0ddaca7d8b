package agent

import (
	"context"
	"errors"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/secret"
	"istratray/app/session"
	"istratray/istraclient"
)

// answerOf turns an error of the session or the platform into what the socket answers: its class,
// and words for people.
func answerOf(err error) error {
	if err == nil {
		return nil
	}
	var offline *session.OfflineError
	switch {
	case errors.Is(err, session.ErrSignedOut):
		return &control.Error{Code: control.NotSignedIn, Message: "Not signed in. Open the window or start with --server and --login."}
	case errors.As(err, &offline):
		message := "Not connected to the platform yet. Try again in a moment."
		if why := offline.Problem.Message; why != "" {
			message = "Not possible while offline. " + why
		}
		return &control.Error{Code: control.Unreachable, Message: message}
	case errors.Is(err, session.ErrNotFound):
		return &control.Error{Code: control.NotFound, Message: "There is no such item. It may have been deleted elsewhere."}
	case errors.Is(err, session.ErrNoPhone):
		return &control.Error{Code: control.Refused, Message: "Your account has no phone to call from. Ask your administrator for one."}
	case errors.Is(err, session.ErrStopped), errors.Is(err, context.Canceled):
		return &control.Error{Code: control.NotRunning, Message: "Istra Tray is ending."}
	default:
		return platformAnswer(err)
	}
}

func platformAnswer(err error) error {
	answer := &control.Error{Code: control.Refused, Message: istraclient.Explain(err)}
	problem := session.ProblemOf(err)
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

// soundAnswer is answerOf for a sound: what came instead of it in one format, such as nothing or a page, says
// nothing of the other formats, and not that the platform can't be reached.
func soundAnswer(err error) error {
	answer := answerOf(err)
	var e *control.Error
	if !errors.As(answer, &e) || e.Code != control.Unreachable || isOutage(err) {
		return answer
	}
	return &control.Error{Code: control.Refused, Message: e.Message}
}

// isOutage says whether an error came instead of any answer.
func isOutage(err error) bool {
	return errors.As(err, new(*session.OfflineError)) || errors.As(err, new(*istraclient.NetworkError)) ||
		errors.As(err, new(*istraclient.TLSError))
}

// keyringProblem says what a keyring's failure means for the user.
func keyringProblem(err error) inbox.Problem {
	p := inbox.Problem{Code: inbox.KeyringProblem, Message: secret.Explain(err)}
	if errors.Is(err, secret.ErrNotFound) {
		p.Code = inbox.NoPassword
	}
	return p
}
