package view

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"istratray/app/control"
	"istratray/app/inbox"
)

// explain is an error in words. The agent's are ready to show; anything else is a fault of ours.
func explain(err error) string {
	var e *control.Error
	if errors.As(err, &e) && e.Message != "" {
		return e.Message
	}
	return lang.L("Something went wrong. Please try again.")
}

// problemOf is what a sign-in stumbled over.
func problemOf(err error) inbox.Problem {
	var e *control.Error
	if !errors.As(err, &e) {
		return inbox.Problem{Message: explain(err)}
	}
	return inbox.Problem{Code: inbox.ProblemCode(e.Problem), Message: explain(err), Detail: e.Detail,
		Server: e.Server, Certificate: e.Certificate}
}
