package gate_test

import (
	"testing"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

func TestPastedPasswordsAreCleaned(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Fill("phone.example.com", "\u200banna@example.com ", "00 00\u00a0")
	b.Tap("Sign in")
	if got := b.Agent.Password(); got != "0000" {
		t.Errorf("the password was sent as %+q", got)
	}
	b.ExpectAsked("signin phone.example.com anna@example.com")
}

func TestAWrongSecondPasswordIsSaid(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	channel := &control.Error{Code: control.NotSignedIn, Problem: string(inbox.SecondFactor),
		Message: "A second password is needed.", Detail: "SMS"}
	b.Agent.Fail("signin", channel)
	b.Fill("phone.example.com", "anna", "0000")
	b.Tap("Sign in")
	b.ExpectNot("A second password is needed.")
	b.Agent.Fail("code", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.SecondFactor),
		Message: "The phone system doesn't accept this code."})
	b.Fill("654 321")
	b.Tap("Continue")
	b.ExpectAsked("signin phone.example.com anna", "code 654321")
	b.Expect("The phone system doesn't accept this code.", "Enter the code your phone system sent you by text message.")
}

func TestProblemsAreSaidByTheirReason(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.WrongPassword),
		Message: "For scripts.",
		Reason:  inbox.Reason{Reason: "suspended"}})
	b.Fill("phone.example.com", "anna", "0000")
	b.Tap("Sign in")
	b.Expect("The phone system has suspended this account. Ask your administrator to reactivate it.")
	b.ExpectNot("For scripts.")
	b.Agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.WrongPassword),
		Message: "From another version.",
		Reason:  inbox.Reason{Reason: "from-next-year"}})
	b.Tap("Sign in")
	b.Expect("From another version.")
}

// The way a code came is said as people say it; one that has no name is named as the phone system does.
func TestTheWayOfACodeIsSaidInWords(t *testing.T) {
	for channel, want := range map[string]string{
		"SMS":    "Enter the code your phone system sent you by text message.",
		"Mail":   "Enter the code your phone system sent you by email.",
		"E-Mail": "Enter the code your phone system sent you by email.",
		"Token":  "Enter the code your phone system sent you (Token).",
		"":       "Enter the code your phone system sent you.",
	} {
		s := fake.Snapshot(bench.Noon)
		s.Connection = inbox.Connection{State: inbox.NeedsSignIn,
			Problem: inbox.Problem{Code: inbox.SecondFactor, Detail: channel}}
		bench.New(t, s).Expect(want)
	}
}
