package agent

import (
	"slices"
	"strings"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/words"
)

// numbers is the book for reading numbers in the user's country.
func (a *Agent) numbers() *numbers.Book {
	country := numbers.CountryFor(a.settings.get().Country, a.hub.latest().CallerID.Number, words.SystemRegion())
	a.numbersMu.Lock()
	defer a.numbersMu.Unlock()
	if a.numberBook == nil || a.numberBook.Country() != country {
		a.numberBook = numbers.NewBook(country)
	}
	return a.numberBook
}

// allowed is what a request may dial, or a *control.Error. A platform's own number to hear one of its
// messages may be anything; all other numbers pass the gate.
func (a *Agent) allowed(r control.CallRequest) (string, error) {
	if playsMessage(a.hub.latest().Voicemails, r.Destination) {
		return r.Destination, nil
	}
	check := a.numbers().Check
	if r.Confirmed {
		check = a.numbers().CheckTyped
	}
	c := check(r.Destination)
	if c.Verdict == numbers.Dial || c.Verdict == numbers.Ask && r.Confirmed {
		return c.Number, nil
	}
	e := control.NewError(control.BadRequest, words.New("number-"+string(c.Reason)))
	e.Problem, e.Detail = control.NumberProblem, string(c.Reason)
	if c.Verdict == numbers.Ask {
		e.Code = control.Refused
	}
	return "", e
}

// playsMessage reports whether the platform plays one of the messages to whoever dials the number.
func playsMessage(messages []inbox.Voicemail, number string) bool {
	return number != "" && slices.ContainsFunc(messages, func(v inbox.Voicemail) bool {
		return strings.TrimSpace(v.PlayNumber) == number
	})
}

// shownNumber is for reading what a click would dial.
func (a *Agent) shownNumber(raw string) string { return a.numbers().Check(raw).Shown }

// dialsAtOnce reports whether a click dials a number without a question.
func (a *Agent) dialsAtOnce(number string) bool {
	return a.numbers().Check(number).Verdict == numbers.Dial
}

// tellsNumber reports whether notifications may show the number that they would dial; otherwise only the window shows
// it.
func (a *Agent) tellsNumber() bool { return !a.settings.get().Notifications.Private }
