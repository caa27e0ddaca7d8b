package gate_test

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/memory"
	"istratray/app/window/parts"
)

// press presses a button without waiting for what follows.
func press(b *bench.Bench, label string) { b.Find(label).Tapped(&fyne.PointEvent{}) }

// focused is the field that has the keyboard; nil: something else has.
func focused(b *bench.Bench) *parts.Entry {
	e, _ := b.Window.Canvas().Focused().(*parts.Entry)
	return e
}

func TestASignInThatHangsCanBeGivenUp(t *testing.T) {
	for name, giveUp := range map[string]func(*bench.Bench){
		"Escape": func(b *bench.Bench) { b.Key(fyne.KeyEscape) },
		"Cancel": func(b *bench.Bench) { b.Tap("Cancel") },
	} {
		t.Run(name, func(t *testing.T) {
			b := bench.New(t, bench.SignedOut)
			b.Agent.Hang(true)
			b.Fill("phone.example.com", "claire", "1234")
			press(b, "Sign in")
			b.Expect("Signing in…")
			giveUp(b)
			b.Agent.Change(func(s *inbox.Snapshot) { // as the real one reports it
				s.Connection = inbox.Connection{State: inbox.NeedsSignIn,
					Problem: inbox.Problem{Code: inbox.Unreachable, Message: "Broken off."}}
			})
			b.Settle()
			b.Expect("Sign in", "phone.example.com", "claire")
			b.ExpectNot("Signing in…", "Broken off.")
			b.Agent.Hang(false)
			b.Tap("Sign in") // nothing that was typed is lost
			if b.Agent.Password() != "1234" {
				t.Errorf("the password is %q", b.Agent.Password())
			}
			b.ExpectNot("Sign in to your phone system")
		})
	}
}

func TestWhatIsWrongStandsAtItsField(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Fill("phone.example.com", "claire", "1234")
	for problem, text := range map[inbox.ProblemCode]string{
		inbox.WrongPassword: "1234", inbox.Unreachable: "phone.example.com", inbox.NotThePlatform: "phone.example.com",
	} {
		b.Agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(problem), Message: "Wrong."})
		b.Tap("Sign in")
		b.Expect("Wrong.")
		if e := focused(b); e == nil || e.Text != text {
			t.Errorf("%s: the keyboard is not at %q", problem, text)
		}
	}
	focused(b).SetText("other")
	b.ExpectNot("Wrong.")
}

// A keyring that stays locked is an outage for a while, and then a question, with the same problem.
func TestAProblemThatOutlastsAnOutageIsTold(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	for _, state := range []inbox.ConnectionState{inbox.Offline, inbox.NeedsSignIn} {
		b.Agent.Change(func(s *inbox.Snapshot) {
			s.Connection = inbox.Connection{State: state,
				Problem: inbox.Problem{Code: inbox.Unreachable, Message: "The keyring is locked."}}
		})
		b.Settle()
	}
	b.Expect("The keyring is locked.")
}

// The problem of an earlier attempt stays in the snapshots; it must neither replace what was typed since, nor the
// problem of a later attempt.
func TestAnOldProblemDoesNotComeBack(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	again := func() {
		b.Agent.Change(func(s *inbox.Snapshot) {
			s.Connection = inbox.Connection{State: inbox.NeedsSignIn,
				Problem: inbox.Problem{Code: inbox.Unreachable, Message: "No such server."}}
		})
		b.Settle()
	}
	again()
	b.Fill("phone.example.com", "claire", "1234")
	b.ExpectNot("No such server.")
	again()
	b.ExpectNot("No such server.")

	b.Agent.Fail("signin", &control.Error{Code: control.BadRequest, Message: "Not an address."})
	b.Tap("Sign in")
	again()
	b.Expect("Not an address.")
	b.ExpectNot("No such server.")
}

func TestTheDemoIsOneClickAway(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Tap("Try the demo")
	b.Expect("The demo opens in its own window.", "Sign in to your phone system")
	if b.Demos != 1 {
		t.Errorf("opened %d times", b.Demos)
	}
	b = bench.New(t, bench.SignedOut, func(o *desk.Options) {
		o.Demo = func() error { return errors.New("no program") }
	})
	b.Tap("Try the demo")
	b.Expect("The demo couldn’t be started.")
}

func TestEscapeLeavesTheQuestionForAPassword(t *testing.T) {
	s := bench.WithCalls("Anna")
	b := bench.New(t, s)
	b.Tap("Settings")
	b.Tap("New password")
	b.Expect("Go back")
	b.Key(fyne.KeyEscape)
	b.ExpectNot("Go back")
	b.ExpectAsked()
}

func TestAnotherCodeCanBeSent(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.SecondFactor),
		Message: "A code.", Detail: "SMS"})
	b.Fill("phone.example.com", "anna", "0000")
	b.Tap("Sign in")
	b.Tap("Send a new code")
	b.ExpectAsked("signin phone.example.com anna", "signin phone.example.com anna")
	b.Expect("One more step")
}

// system starts programs at login.
type system struct{ on bool }

func (s *system) Enabled() (bool, error) { return s.on, nil }
func (s *system) Set(on bool) error      { s.on = on; return nil }

// newcomer has just signed in for the first time.
func newcomer(t *testing.T, atLogin *system, books ...control.ContactBook) *bench.Bench {
	b := bench.New(t, bench.SignedOut, func(o *desk.Options) { o.Autostart = atLogin })
	b.Memory.Change(func(m *memory.Memory) { m.Greeted = false })
	b.Agent.SetBooks(books...)
	b.Fill("phone.example.com", "claire", "1234")
	b.Tap("Sign in")
	return b
}

func TestTheFirstSignInIsFollowedByTwoQuestions(t *testing.T) {
	atLogin := &system{}
	b := newcomer(t, atLogin)
	b.Expect("You’re signed in", "Open at login")
	b.Expect("Voicemail", "Search names and numbers") // the pages are there, and used
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*parts.Switch); ok {
			s.SetChecked(true)
		}
	})
	b.Tap("Continue")
	b.Expect("Names instead of numbers",
		"Outside callers appear as numbers unless an address book knows them. This computer’s has 214 people with a "+
			"number.")
	b.Tap("Use it")
	b.ExpectNot("Names instead of numbers")
	b.ExpectAsked("signin phone.example.com claire", "testbook system|||||", "addbook system|This computer||||")
	if !atLogin.on {
		t.Error("the program doesn't start at login")
	}
	if !b.Memory.Get().Greeted {
		t.Error("it would be asked again")
	}
}

// The questions lie beside the pages, and take no keyboard: who sees nothing hears of them, each once.
func TestTheQuestionsAreAnnounced(t *testing.T) {
	b := newcomer(t, &system{})
	expectAnnounced(t, b, "You’re signed in", "Istra Tray stays in the tray")
	b.Tap("Continue")
	expectAnnounced(t, b, "Names instead of numbers", "This computer’s has 214 people")
	b.Tap("Skip")
	if said := announced(b); len(said) > 0 {
		t.Errorf("still announced: %q", said)
	}
}

// expectAnnounced checks that one text is said aloud: a title, and what comes after it.
func expectAnnounced(t *testing.T, b *bench.Bench, title, text string) {
	t.Helper()
	said := announced(b)
	if len(said) != 1 || !strings.HasPrefix(said[0], title+" ") || !strings.Contains(said[0], text) {
		t.Errorf("announced: %q, want %q with %q", said, title, text)
	}
}

// announced is what is said aloud because it has come, other than how many messages there are.
func announced(b *bench.Bench) (said []string) {
	for _, n := range b.Tree().Nodes {
		if n.Spoken && n.Role == parts.RoleNotice && n.Name != "" {
			said = append(said, n.Name)
		}
	}
	return said
}

// What is said at the first start has its place in the questions, and does not lie over their buttons.
func TestTheQuestionsAreNotCovered(t *testing.T) {
	b := bench.New(t, bench.SignedOut, func(o *desk.Options) { o.Autostart = &system{} })
	b.Memory.Change(func(m *memory.Memory) { m.Greeted, m.Told = false, false })
	b.Fill("phone.example.com", "claire", "1234")
	b.Tap("Sign in")
	b.Agent.Change(func(s *inbox.Snapshot) { s.Known = true })
	b.Settle()
	const told = "You can close this window: Istra Tray stays in the tray and tells you about missed calls and voicemails."
	b.Expect("You’re signed in", told)
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*parts.Snackbar); ok && s.Visible() {
			t.Errorf("%q lies over it", s.Text())
		}
	})
	b.Tap("Skip")
	b.Agent.Change(func(*inbox.Snapshot) {})
	b.Settle()
	b.ExpectNot(told) // twice
}

// A press on the name of a field goes to the field.
func TestAPressOnANameGoesToItsField(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	for _, name := range []string{"Password", "Login", "Server"} {
		var at fyne.Position
		bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
			if p, ok := o.(*parts.Paragraph); ok && p.Text() == name {
				at = fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(4, 6)
			}
		})
		before := focused(b)
		test.TapCanvas(b.Window.Canvas(), at)
		if e := focused(b); e == nil || e == before || e.Password != (name == "Password") {
			t.Errorf("a press on %s leaves the keyboard where it is", name)
		}
	}
}

// The server stays in the form for who signs out, and only that.
func TestWhoSignsOutFindsTheServerAgain(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna"))
	server := b.Agent.Current().Account.Server
	b.Agent.Change(func(s *inbox.Snapshot) { *s = bench.SignedOut })
	b.Settle()
	if e := focused(b); server == "" || e == nil || e.Hint() != "name@example.com or your number" || e.Text != "" {
		t.Errorf("the keyboard is not at an empty login")
	}
	b.Fill(server, "claire", "1234")
	b.Tap("Sign in")
	b.ExpectAsked("signin " + server + " claire")
}

// What is wrong makes the form longer. It does not move what one looks at.
func TestTheFormStandsStill(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	title := func() (y float32) {
		bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
			if p, ok := o.(*parts.Paragraph); ok && p.Text() == "Sign in to your phone system" {
				y = fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
			}
		})
		return y
	}
	b.Window.Resize(fyne.NewSize(1120, 720)) // there is room for what is said
	before := title()
	b.Tap("Sign in")
	b.LayOut()
	b.Expect("Enter the server’s address, for example phone.example.com.")
	if now := title(); now != before {
		t.Errorf("the form jumps by %v", now-before)
	}
}

func TestWithoutAnAddressBookOneCanBeAdded(t *testing.T) {
	b := newcomer(t, &system{})
	b.Agent.Fail("testbook", errors.New("no service"))
	b.Tap("Continue")
	b.Tap("Add an address book")
	b.Expect("Settings", "People", "Add an address book")
}

func TestTheQuestionsCanBeSkipped(t *testing.T) {
	b := newcomer(t, &system{})
	b.Tap("Skip")
	b.ExpectNot("You’re signed in")
	b.ExpectAsked("signin phone.example.com claire")
	b = newcomer(t, &system{}, control.ContactBook{Name: "Mine", Kind: "vcard"})
	b.Tap("Continue")
	b.ExpectNot("Names instead of numbers", "You’re signed in") // there is one already
}
