package pages_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

func TestACallerWithoutNameAndNumber(t *testing.T) {
	for _, label := range []string{"", " \u200b"} {
		s := fake.Snapshot(bench.Noon)
		s.Voicemails = s.Voicemails[:2]
		s.Voicemails[1].Label, s.Voicemails[1].Number, s.Voicemails[1].Callback = label, "", ""
		s.Calls = s.Calls[:1]
		s.Calls[0].Label, s.Calls[0].Number, s.Calls[0].Callback = label, "", ""
		b := bench.New(t, s)
		b.Expect("Unknown caller", "Next unread: Unknown caller")
		b.Press(1, 0)
		b.Tap("Call back")
		b.Tap("Delete")
		b.Expect("Message from Unknown caller deleted")
		b.Open("calls")
		b.Expect("Unknown caller")
		b.CtrlShift(fyne.KeyC)
		b.Settle()
		for _, asked := range b.Agent.Asked() {
			if asked[:4] == "call" {
				t.Errorf("nobody was called: %q", asked)
			}
		}
	}
}

func TestACallerHasTheNameThatTheUserKnows(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Voicemails = slices.Clone(s.Voicemails[:1])
	s.Voicemails[0].Caller = inbox.Caller{Name: "Nora Feld", Company: "Feld & Co", Note: "wants the quote"}
	s.Calls = nil
	b := bench.New(t, s)
	b.Expect("Nora Feld", "Feld & Co", "wants the quote")
	b.TypeText("quote")
	bench.Equal(t, "found by a note", b.Names(), []string{"Nora Feld"})
}

func TestVolumeByKeyboard(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Volume")
	b.Key(fyne.KeyLeft)
	told := b.Sound.Told()
	if len(told) != 1 || told[0][:6] != "volume" {
		t.Fatalf("the player was told %q", told)
	}
	b.Key(fyne.KeyEscape)
	if b.Window.Canvas().Overlays().Top() != nil {
		t.Error("Escape leaves it open")
	}
	b.ExpectTold(told...)
}

func TestNoGapStaysOfAnotherItem(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Voicemails[0].Caller = inbox.Caller{Name: "Nora Feld", Company: "Feld & Co", Note: "wants the quote", VIP: true}
	b := bench.New(t, s)
	b.Open("voicemails")
	b.Press(0, 0)
	b.LayOut()
	place := func() fyne.Position {
		o := b.Find("Call back").(fyne.CanvasObject)
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	}
	with := place()
	b.Press(1, 0)
	at := place()
	b.LayOut()
	if want := place(); at != want || at == with {
		t.Errorf("the buttons are at %v, and at %v once all was laid out anew; below a note they were at %v", at, want, with)
	}
}
