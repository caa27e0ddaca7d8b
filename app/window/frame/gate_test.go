package frame_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/fake"
)

var signedOut = inbox.Snapshot{Connection: inbox.Connection{State: inbox.SignedOut}}

// fill types into the visible entries, from top to bottom.
func (b *bench) fill(texts ...string) {
	b.t.Helper()
	type entry interface {
		SetText(string)
		SetPlaceHolder(string)
	}
	var entries []entry
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		if e, ok := o.(entry); ok {
			entries = append(entries, e)
		}
	})
	for i, text := range texts {
		entries[i].SetText(text)
	}
}

func TestSignIn(t *testing.T) {
	b := newBench(t, signedOut)
	b.expect("Sign in to your phone system")
	b.fill(" phone.example.com ", "claire", "1234")
	b.tap("Sign in")
	b.asked("signin phone.example.com claire ")
	b.expectNot("Sign in to your phone system")
}

func TestSignInSaysWhatIsMissing(t *testing.T) {
	b := newBench(t, signedOut)
	b.tap("Sign in")
	b.expect("Please type the server's address, for instance phone.example.com.")
	b.fill("phone.example.com")
	b.tap("Sign in")
	b.expect("Please type your login.")
	b.fill("phone.example.com", "claire")
	b.tap("Sign in")
	b.expect("Please type your password.")
	b.asked()
}

func TestWrongPasswordIsSaidAndTheFormStays(t *testing.T) {
	b := newBench(t, signedOut)
	b.agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.WrongPassword), Message: "Login or password is wrong."})
	b.fill("phone.example.com", "claire", "1234")
	b.tap("Sign in")
	b.expect("Login or password is wrong.", "Sign in")

	b.agent.Fail("signin", nil)
	b.tap("Sign in")
	b.expectNot("Sign in")
}

func TestUnknownKeyAsksAndIsSentBack(t *testing.T) {
	b := newBench(t, signedOut)
	b.agent.Fail("signin", &control.Error{Code: control.Refused, Problem: string(inbox.UnknownKey), Detail: "sha256//3fa911", Message: "Unknown."})
	b.fill("phone.example.com", "claire", "1234")
	b.tap("Sign in")
	b.expect("Is this your server?", "sha256// 3fa9 11")
	b.agent.Fail("signin", nil)
	b.tap("Trust this server")
	b.asked("signin phone.example.com claire ", "signin phone.example.com claire sha256//3fa911")
	b.expectNot("Is this your server?")
}

// The page names the server and shows what an administrator's tools show, and both can be copied.
func TestTrustShowsServerAndFingerprints(t *testing.T) {
	const certificate = "AE:28:FA:14:74:F9"
	b := newBench(t, signedOut)
	b.agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.UnknownKey), Detail: "sha256//3fa911",
		Server: "pbx.example:8443", Certificate: certificate, Message: "Unknown."})
	b.fill("pbx.example", "claire", "1234")
	b.tap("Sign in")
	b.expect("Nobody vouches for the certificate of pbx.example:8443. Ask whoever runs your phone system for its fingerprint, "+
		"and go on only if it is one of these:", "AE:28:FA:14: 74:F9", "sha256// 3fa9 11")
	for button, want := range map[string]string{"Copy certificate": certificate, "Copy key": "sha256//3fa911"} {
		b.tap(button)
		if got := fyne.CurrentApp().Clipboard().Content(); got != want {
			t.Errorf("%s: %q", button, got)
		}
	}
}

// An account that was signed in has a password in the keyring. It is not sent to a key that nobody vouches for.
func TestTrustForAnAccountWantsThePasswordAgain(t *testing.T) {
	s := fake.Snapshot(noon)
	s.Connection = inbox.Connection{State: inbox.NeedsSignIn, Problem: inbox.Problem{Code: inbox.UnknownKey, Detail: "sha256//77"}}
	b := newBench(t, s)
	b.expect("Is this your server?", "Password, to be sent there")
	b.tap("Trust this server")
	b.asked()
	b.fill("2468")
	b.tap("Trust this server")
	b.asked("signin phone.example.com claire@example.com sha256//77")
	if got := b.agent.Password(); got != "2468" {
		t.Errorf("sent %q", got)
	}
}

// An account that was online waits for a foreign certificate to go away. Whoever knows that the server was replaced can
// look at it, and signs in anew with the password; nothing is sent to it before.
func TestAForeignCertificateIsLookedAtOnRequest(t *testing.T) {
	s := fake.Snapshot(noon)
	s.Connection = inbox.Connection{State: inbox.Offline, Since: noon,
		Problem: inbox.Problem{Code: inbox.ChangedKey, Detail: "sha256//77", Server: "phone.example.com:443", Message: "Another key."}}
	b := newBench(t, s)
	b.expectNot("The server's key has changed")
	b.tap("Look at the certificate")
	b.expect("The server's key has changed", "Password, to be sent there")
	b.agent.Change(func(s *inbox.Snapshot) { s.Connection.State = inbox.Connecting }) // attempts go on behind the question
	b.settle()
	b.tap("Go back")
	b.expectNot("The server's key has changed")

	b.tap("Look at the certificate")
	b.agent.Change(func(s *inbox.Snapshot) { s.Connection = inbox.Connection{State: inbox.Online} })
	b.settle()
	b.expectNot("The server's key has changed", "Look at the certificate")

	b.agent.Change(func(now *inbox.Snapshot) { now.Connection = s.Connection })
	b.settle()
	b.tap("Look at the certificate")
	b.fill("2468")
	b.tap("Trust this server")
	b.asked("signin phone.example.com claire@example.com sha256//77")
	if got := b.agent.Password(); got != "2468" {
		t.Errorf("sent %q", got)
	}
}

func TestTrustOutlivesAWrongPassword(t *testing.T) {
	b := newBench(t, signedOut)
	b.agent.Fail("signin", &control.Error{Code: control.Refused, Problem: string(inbox.UnknownKey), Detail: "sha256//3fa911", Message: "Unknown."})
	b.fill("phone.example.com", "claire", "1234")
	b.tap("Sign in")
	b.agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.WrongPassword), Message: "Login or password is wrong."})
	b.tap("Trust this server")
	b.expect("Login or password is wrong.")
	b.agent.Fail("signin", nil)
	b.tap("Sign in")
	b.asked("signin phone.example.com claire ", "signin phone.example.com claire sha256//3fa911", "signin phone.example.com claire sha256//3fa911")
}

func TestTrustCanBeRefused(t *testing.T) {
	s := fake.Snapshot(noon)
	s.Connection = inbox.Connection{State: inbox.NeedsSignIn, Problem: inbox.Problem{Code: inbox.ChangedKey, Detail: "sha256//77"}}
	b := newBench(t, s)
	b.expect("The server's key has changed")
	b.tap("Go back")
	b.expect("Sign in")
	b.asked()
}

func TestSecondFactor(t *testing.T) {
	s := fake.Snapshot(noon)
	s.Connection = inbox.Connection{State: inbox.NeedsSignIn, Problem: inbox.Problem{Code: inbox.SecondFactor, Detail: "Mail"}}
	b := newBench(t, s)
	b.expect("One more step")
	b.fill("98765")
	b.tap("Continue")
	b.asked("code 98765")
	b.expectNot("One more step")
}

func TestRefusedSessionAsksAgainWithWhatIsKnown(t *testing.T) {
	s := fake.Snapshot(noon)
	s.Connection = inbox.Connection{State: inbox.NeedsSignIn, Problem: inbox.Problem{Code: inbox.AccountSuspended, Message: "The account is locked."}}
	b := newBench(t, s)
	b.expect("The account is locked.", "claire@example.com", "phone.example.com")
}

func TestTheKeyboardGoesThroughTheGate(t *testing.T) {
	b := newBench(t, signedOut)
	b.agent.Fail("signin", &control.Error{Code: control.Refused, Problem: string(inbox.UnknownKey), Detail: "sha256//3fa911", Message: "Unknown."})
	b.fill("phone.example.com", "claire", "1234")
	b.tap("Sign in")
	b.key(fyne.KeyReturn) // on what is safe
	b.expect("Sign in to your phone system")
	b.tap("Sign in")
	b.agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.SecondFactor), Detail: "SMS", Message: "A code."})
	b.window.Canvas().FocusNext()
	b.key(fyne.KeyReturn)
	b.expect("One more step")
	for _, r := range "987" {
		b.window.Canvas().Focused().TypedRune(r)
	}
	b.key(fyne.KeyReturn)
	b.asked("signin phone.example.com claire ", "signin phone.example.com claire ", "signin phone.example.com claire sha256//3fa911", "code 987")
	b.expectNot("One more step")
}

func TestANewPasswordSignsInAgain(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Settings")
	b.tap("New password")
	b.expect("New password", "Go back")
	b.agent.Change(func(s *inbox.Snapshot) { s.Counts.UnreadVoicemails = 9 }) // what arrives leaves the question alone
	b.settle()
	b.expect("Go back")
	b.tap("Go back")
	b.expectNot("Go back")
	b.asked()

	b.tap("New password")
	b.fill("4321")
	b.agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.WrongPassword), Message: "Login or password is wrong."})
	b.tap("Sign in")
	b.expect("Login or password is wrong.", "Sign in to your phone system")
	b.agent.Fail("signin", nil)
	b.tap("Sign in")
	account := "signin phone.example.com claire@example.com "
	b.asked(account, account)
	b.expectNot("Sign in to your phone system", "Go back")
}

func TestANotificationEndsTheQuestionForAPassword(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Settings")
	b.tap("New password")
	b.ui.Show(control.Show{Page: "voicemails", Item: "v2"})
	b.settle()
	b.expectNot("Go back")
	b.expect("Béatrice Moreau")
}

// Another account may have been taken since the form was last filled in, by a command for instance.
func TestTheFormIsAboutTheAccountThatThereIs(t *testing.T) {
	b := newBench(t, signedOut)
	b.fill("old.example.com", "claire", "1234")
	b.tap("Sign in")
	b.agent.Change(func(s *inbox.Snapshot) {
		s.Account = inbox.Account{Server: "new.example.com", Login: "anna"}
		s.Connection = inbox.Connection{State: inbox.NeedsSignIn, Problem: inbox.Problem{Code: inbox.WrongPassword}}
	})
	b.settle()
	b.expect("new.example.com", "anna")
	b.expectNot("old.example.com", "claire")
}
