package view

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/words"
)

// explain is an error in words. The agent's have a reason or are ready to show; anything else is a fault of ours.
func explain(err error) string {
	var e *control.Error
	if errors.As(err, &e) && e.Message != "" {
		return e.Tell(words.Problems())
	}
	return lang.L("Something went wrong. Please try again.")
}

// problemText is a problem of the agent in the window's language.
func problemText(p inbox.Problem) string { return control.Tell(words.Problems(), p.Reason, p.Message) }

// problemOf is what a sign-in stumbled over.
func problemOf(err error) inbox.Problem {
	var e *control.Error
	if !errors.As(err, &e) {
		return inbox.Problem{Message: explain(err)}
	}
	return inbox.Problem{Code: inbox.ProblemCode(e.Problem), Message: e.Message, Reason: e.Reason, Detail: e.Detail,
		Server: e.Server, Certificate: e.Certificate}
}
