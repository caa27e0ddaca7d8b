package desk

import (
	"errors"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/lang"
)

// Explain is an error in words. The agent's have a reason or are ready to show; anything else is a fault of ours.
func Explain(err error) string {
	var e *control.Error
	if errors.As(err, &e) && e.Message != "" {
		return e.Tell(lang.Problems())
	}
	return lang.L("Something went wrong. Try again.")
}

// ProblemText is a problem of the agent in the window's language.
func ProblemText(p inbox.Problem) string { return control.Tell(lang.Problems(), p.Reason, p.Message) }
