package desk

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/words"
)

// Explain is an error in words. The agent's have a reason or are ready to show; anything else is a fault of ours.
func Explain(err error) string {
	var e *control.Error
	if errors.As(err, &e) && e.Message != "" {
		return e.Tell(words.Problems())
	}
	return lang.L("Something went wrong. Please try again.")
}

// ProblemText is a problem of the agent in the window's language.
func ProblemText(p inbox.Problem) string { return control.Tell(words.Problems(), p.Reason, p.Message) }
