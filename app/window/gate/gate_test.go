package gate_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

func TestSignIn(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Expect("Sign in to your phone system")
	b.Fill(" phone.example.com ", "claire", "1234")
	b.Tap("Sign in")
	b.ExpectAsked("signin phone.example.com claire")
	b.ExpectNot("Sign in to your phone system")
}

func TestSignInSaysWhatIsMissing(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Tap("Sign in")
	b.Expect("Enter the server’s address, for example phone.example.com.")
	b.Fill("phone.example.com")
	b.Tap("Sign in")
	b.Expect("Enter your login.")
	b.Fill("phone.example.com", "claire")
	b.Tap("Sign in")
	b.Expect("Enter your password.")
	b.ExpectAsked()
}

func TestWrongPasswordIsSaidAndTheFormStays(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.WrongPassword),
		Message: "Login or password is wrong."})
	b.Fill("phone.example.com", "claire", "1234")
	b.Tap("Sign in")
	b.Expect("Login or password is wrong.", "Sign in")

	b.Agent.Fail("signin", nil)
	b.Tap("Sign in")
	b.ExpectNot("Sign in")
}

// Added to, a password that was refused would be another wrong one.
func TestAnotherPasswordTakesThePlaceOfTheWrongOne(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.WrongPassword),
		Message: "Login or password is wrong."})
	b.Fill("phone.example.com", "claire", "1234")
	b.Tap("Sign in")
	b.Agent.Fail("signin", nil)
	b.TypeText("2468")
	b.Key(fyne.KeyReturn)
	if got := b.Agent.Password(); got != "2468" {
		t.Errorf("sent %q", got)
	}
}

func TestUnknownKeyAsksAndIsSentBack(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Agent.Fail("signin", &control.Error{Code: control.Refused, Problem: string(inbox.UnknownKey),
		Detail: "sha256//3fa911", Message: "Unknown."})
	b.Fill("phone.example.com", "claire", "1234")
	b.Tap("Sign in")
	b.Expect("Is this your server?", "sha256// 3fa9 11")
	b.Agent.Fail("signin", nil)
	b.Tap("Trust this server")
	b.ExpectAsked("signin phone.example.com claire", "signin phone.example.com claire sha256//3fa911")
	b.ExpectNot("Is this your server?")
}

// The page names the server and shows what an administrator's tools show, and both can be copied.
func TestTrustShowsServerAndFingerprints(t *testing.T) {
	const certificate = "AE:28:FA:14:74:F9"
	b := bench.New(t, bench.SignedOut)
	b.Agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.UnknownKey),
		Detail: "sha256//3fa911",
		Server: "pbx.example:8443", Certificate: certificate, Message: "Unknown."})
	b.Fill("pbx.example", "claire", "1234")
	b.Tap("Sign in")
	b.Expect("No authority that your computer trusts has signed pbx.example:8443’s certificate. "+
		"Ask your administrator for its fingerprint, and continue only if it is one of these:",
		"AE:28:FA:14: 74:F9", "sha256// 3fa9 11")
	for button, want := range map[string]string{"Copy certificate": certificate, "Copy key": "sha256//3fa911"} {
		b.Tap(button)
		if got := fyne.CurrentApp().Clipboard().Content(); got != want {
			t.Errorf("%s: %q", button, got)
		}
	}
}

// An account that was signed in has a password in the keyring. It is not sent to a key that nobody vouches for.
func TestTrustForAnAccountWantsThePasswordAgain(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Connection = inbox.Connection{State: inbox.NeedsSignIn,
		Problem: inbox.Problem{Code: inbox.UnknownKey, Detail: "sha256//77"}}
	b := bench.New(t, s)
	b.Expect("Is this your server?", "Password to send there")
	b.Tap("Trust this server")
	b.ExpectAsked()
	b.Fill("2468")
	b.Tap("Trust this server")
	b.ExpectAsked("signin phone.example.com claire@example.com sha256//77")
	if got := b.Agent.Password(); got != "2468" {
		t.Errorf("sent %q", got)
	}
}

// An account that was online waits for a foreign certificate to go away. Whoever knows that the server was replaced can
// look at it, and signs in anew with the password; nothing is sent to it before.
func TestAForeignCertificateIsLookedAtOnRequest(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Connection = inbox.Connection{State: inbox.Offline, Since: bench.Noon,
		Problem: inbox.Problem{Code: inbox.ChangedKey, Detail: "sha256//77", Server: "phone.example.com:443",
			Message: "Another key."}}
	b := bench.New(t, s)
	b.ExpectNot("The server’s key has changed")
	b.Tap("View the certificate")
	b.Expect("The server’s key has changed", "Password to send there")
	// attempts go on behind the question
	b.Agent.Change(func(s *inbox.Snapshot) { s.Connection.State = inbox.Connecting })
	b.Settle()
	b.Tap("Go back")
	b.ExpectNot("The server’s key has changed")

	b.Tap("View the certificate")
	b.Agent.Change(func(s *inbox.Snapshot) { s.Connection = inbox.Connection{State: inbox.Online} })
	b.Settle()
	b.ExpectNot("The server’s key has changed", "View the certificate")

	b.Agent.Change(func(now *inbox.Snapshot) { now.Connection = s.Connection })
	b.Settle()
	b.Tap("View the certificate")
	b.Fill("2468")
	b.Tap("Trust this server")
	b.ExpectAsked("signin phone.example.com claire@example.com sha256//77")
	if got := b.Agent.Password(); got != "2468" {
		t.Errorf("sent %q", got)
	}
}

func TestTrustOutlivesAWrongPassword(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Agent.Fail("signin", &control.Error{Code: control.Refused, Problem: string(inbox.UnknownKey),
		Detail: "sha256//3fa911", Message: "Unknown."})
	b.Fill("phone.example.com", "claire", "1234")
	b.Tap("Sign in")
	b.Agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.WrongPassword),
		Message: "Login or password is wrong."})
	b.Tap("Trust this server")
	b.Expect("Login or password is wrong.")
	b.Agent.Fail("signin", nil)
	b.Tap("Sign in")
	b.ExpectAsked("signin phone.example.com claire", "signin phone.example.com claire sha256//3fa911",
		"signin phone.example.com claire sha256//3fa911")
}

func TestTrustCanBeRefused(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Connection = inbox.Connection{State: inbox.NeedsSignIn,
		Problem: inbox.Problem{Code: inbox.ChangedKey, Detail: "sha256//77"}}
	b := bench.New(t, s)
	b.Expect("The server’s key has changed")
	b.Tap("Go back")
	b.Expect("Sign in")
	b.ExpectAsked()
}

func TestSecondFactor(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Connection = inbox.Connection{State: inbox.NeedsSignIn,
		Problem: inbox.Problem{Code: inbox.SecondFactor, Detail: "Mail"}}
	b := bench.New(t, s)
	b.Expect("One more step")
	b.Fill("98765")
	b.Tap("Continue")
	b.ExpectAsked("code 98765")
	b.ExpectNot("One more step")
}

func TestRefusedSessionAsksAgainWithWhatIsKnown(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Connection = inbox.Connection{State: inbox.NeedsSignIn,
		Problem: inbox.Problem{Code: inbox.AccountSuspended, Message: "The account is locked."}}
	b := bench.New(t, s)
	b.Expect("The account is locked.", "claire@example.com", "phone.example.com")
}

func TestTheKeyboardGoesThroughTheGate(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Agent.Fail("signin", &control.Error{Code: control.Refused, Problem: string(inbox.UnknownKey),
		Detail: "sha256//3fa911", Message: "Unknown."})
	b.Fill("phone.example.com", "claire", "1234")
	b.Tap("Sign in")
	b.Key(fyne.KeyReturn) // on what is safe
	b.Expect("Sign in to your phone system")
	b.Tap("Sign in")
	b.Agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.SecondFactor), Detail: "SMS",
		Message: "A code."})
	b.Window.Canvas().FocusNext()
	b.Key(fyne.KeyReturn)
	b.Expect("One more step")
	for _, r := range "987" {
		b.Window.Canvas().Focused().TypedRune(r)
	}
	b.Key(fyne.KeyReturn)
	b.ExpectAsked("signin phone.example.com claire", "signin phone.example.com claire",
		"signin phone.example.com claire sha256//3fa911", "code 987")
	b.ExpectNot("One more step")
}

func TestANewPasswordSignsInAgain(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Settings")
	b.Tap("New password")
	b.Expect("New password", "Go back")
	b.Agent.Change(func(s *inbox.Snapshot) { s.Counts.UnreadVoicemails = 9 }) // what arrives leaves the question alone
	b.Settle()
	b.Expect("Go back")
	b.Tap("Go back")
	b.ExpectNot("Go back")
	b.ExpectAsked()

	b.Tap("New password")
	b.Fill("4321")
	b.Agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.WrongPassword),
		Message: "Login or password is wrong."})
	b.Tap("Sign in")
	b.Expect("Login or password is wrong.", "Sign in to your phone system")
	b.Agent.Fail("signin", nil)
	b.Tap("Sign in")
	account := "signin phone.example.com claire@example.com"
	b.ExpectAsked(account, account)
	b.ExpectNot("Sign in to your phone system", "Go back")
}

func TestANotificationEndsTheQuestionForAPassword(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Settings")
	b.Tap("New password")
	b.UI.Show(control.Show{Page: "voicemails", Item: "v2"})
	b.Settle()
	b.ExpectNot("Go back")
	b.Expect("Béatrice Moreau")
}

// Another account may have been taken since the form was last filled in, by a command for example.
func TestTheFormIsAboutTheAccountThatThereIs(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Fill("old.example.com", "claire", "1234")
	b.Tap("Sign in")
	b.Agent.Change(func(s *inbox.Snapshot) {
		s.Account = inbox.Account{Server: "new.example.com", Login: "anna"}
		s.Connection = inbox.Connection{State: inbox.NeedsSignIn, Problem: inbox.Problem{Code: inbox.WrongPassword}}
	})
	b.Settle()
	b.Expect("new.example.com", "anna")
	b.ExpectNot("old.example.com", "claire")
}
