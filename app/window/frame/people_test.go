package frame_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

func TestACallerWithoutNameAndNumber(t *testing.T) {
	for _, label := range []string{"", " \u200b"} {
		s := fake.Snapshot(noon)
		s.Voicemails = s.Voicemails[:2]
		s.Voicemails[1].Label, s.Voicemails[1].Number, s.Voicemails[1].Callback = label, "", ""
		s.Calls = s.Calls[:1]
		s.Calls[0].Label, s.Calls[0].Number, s.Calls[0].Callback = label, "", ""
		b := newBench(t, s)
		b.expect("Unknown caller", "Next unread: Unknown caller")
		b.press(1, 0)
		b.tap("Call back")
		b.tap("Delete")
		b.expect("Message from Unknown caller deleted")
		b.open("calls")
		b.expect("Unknown caller")
		b.ui.Chord(fyne.KeyC)
		b.settle()
		for _, asked := range b.agent.Asked() {
			if asked[:4] == "call" {
				t.Errorf("nobody was called: %q", asked)
			}
		}
	}
}

func TestACallerHasTheNameThatTheUserKnows(t *testing.T) {
	s := fake.Snapshot(noon)
	s.Voicemails = slices.Clone(s.Voicemails[:1])
	s.Voicemails[0].Caller = inbox.Caller{Name: "Nora Feld", Company: "Feld & Co", Note: "wants the quote"}
	s.Calls = nil
	b := newBench(t, s)
	b.expect("Nora Feld", "Feld & Co · wants the quote")
	b.typeText("quote")
	equal(t, "found by a note", b.names(), []string{"Nora Feld"})
}

// selects are the drop-downs in view.
func (b *bench) selects() (out []*parts.Choice) {
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*parts.Choice); ok {
			out = append(out, s)
		}
	})
	return out
}

// choice is the drop-down that offers something.
func (b *bench) choice(option string) *parts.Choice {
	b.t.Helper()
	for _, s := range b.selects() {
		for _, o := range s.Options {
			if o == option {
				return s
			}
		}
	}
	b.t.Fatalf("nothing offers %q", option)
	return nil
}

func TestCountriesAreChosenByName(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.open("settings")
	for name, code := range map[string]string{"Germany": "DE", "Georgia": "GE", "Automatic": ""} {
		b.choice(name).SetSelected(name)
		b.settle()
		if s, _ := b.agent.Settings(t.Context()); s.Country != code {
			t.Errorf("%s is kept as %q", name, s.Country)
		}
	}
}

func TestQuietHoursAreChosenFromLists(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.open("settings")
	begin := b.choice("Off")
	check := func(from, to string) {
		t.Helper()
		b.settle()
		if s, _ := b.agent.Settings(t.Context()); s.Notifications.QuietFrom != from || s.Notifications.QuietTo != to {
			t.Errorf("%q to %q, want %q to %q", s.Notifications.QuietFrom, s.Notifications.QuietTo, from, to)
		}
	}
	begin.SetSelected("22:30")
	check("22:30", "07:00")
	begin.SetSelected("Off")
	check("", "")
}

func TestPastedPasswordsAreCleaned(t *testing.T) {
	b := newBench(t, signedOut)
	b.fill("phone.example.com", "\u200banna@example.com ", "00 00\u00a0")
	b.tap("Sign in")
	if got := b.agent.Password(); got != "0000" {
		t.Errorf("the password was sent as %+q", got)
	}
	b.asked("signin phone.example.com anna@example.com ")
}

func TestAWrongSecondPasswordIsSaid(t *testing.T) {
	b := newBench(t, signedOut)
	channel := &control.Error{Code: control.NotSignedIn, Problem: string(inbox.SecondFactor), Message: "A second password is needed.", Detail: "SMS"}
	b.agent.Fail("signin", channel)
	b.fill("phone.example.com", "anna", "0000")
	b.tap("Sign in")
	b.expectNot("A second password is needed.")
	b.agent.Fail("code", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.SecondFactor), Message: "The phone system doesn't accept this code."})
	b.fill("654 321")
	b.tap("Continue")
	b.asked("signin phone.example.com anna ", "code 654321")
	b.expect("The phone system doesn't accept this code.", "Your phone system wants a second password. It comes by: SMS")
}

func TestProblemsAreSaidByTheirReason(t *testing.T) {
	b := newBench(t, signedOut)
	b.agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.WrongPassword), Message: "For scripts.",
		Reason: inbox.Reason{Reason: "suspended"}})
	b.fill("phone.example.com", "anna", "0000")
	b.tap("Sign in")
	b.expect("The phone system has suspended this account. Ask your administrator to reactivate it.")
	b.expectNot("For scripts.")
	b.agent.Fail("signin", &control.Error{Code: control.NotSignedIn, Problem: string(inbox.WrongPassword), Message: "From another version.",
		Reason: inbox.Reason{Reason: "from-next-year"}})
	b.tap("Sign in")
	b.expect("From another version.")
}

func TestVolumeByKeyboard(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Volume")
	b.key(fyne.KeyLeft)
	told := b.sound.Told()
	if len(told) != 1 || told[0][:6] != "volume" {
		t.Fatalf("the player was told %q", told)
	}
	b.key(fyne.KeyEscape)
	if b.window.Canvas().Overlays().Top() != nil {
		t.Error("Escape leaves it open")
	}
	b.told(told...)
}
