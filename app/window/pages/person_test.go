package pages_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

// stranger is one message from a number, which nobody knows, and one from Tom.
func stranger(t *testing.T, who inbox.Caller, edits ...func(*desk.Options)) *bench.Bench {
	t.Helper()
	s := fake.Snapshot(bench.Noon)
	s.Voicemails = slices.Clone(s.Voicemails[:2])
	s.Voicemails[0].Label, s.Voicemails[0].Number, s.Voicemails[0].Callback = "+49 7231 26120", "+49723126120", ""
	s.Voicemails[0].Caller = who
	s.Calls = nil
	return bench.New(t, s, edits...)
}

// typed empties the field that has the keyboard, and types.
func typed(b *bench.Bench, text string) {
	b.T.Helper()
	e, ok := b.Window.Canvas().Focused().(*parts.Entry)
	if !ok {
		b.T.Fatalf("the keyboard is at %T", b.Window.Canvas().Focused())
	}
	e.SetText(text)
}

func TestACallerIsRenamedInPlace(t *testing.T) {
	b := stranger(t, inbox.Caller{})
	b.Key(fyne.KeyF2)
	b.Expect("Name", "Note", "Save")
	typed(b, " Anna Keller ")
	b.Key(fyne.KeyReturn)
	b.ExpectAsked("person +49723126120 name=Anna Keller")
	b.Expect("Anna Keller", "Renamed to Anna Keller")
	b.ExpectNot("Save")
	b.Ctrl(fyne.KeyZ)
	b.ExpectAsked("person +49723126120 name=Anna Keller", "person +49723126120 name=")
}

func TestWhatIsTypedTakesThePlaceOfTheName(t *testing.T) {
	b := stranger(t, inbox.Caller{Name: "Anna"})
	b.Key(fyne.KeyF2)
	b.TypeText("Bea")
	b.Key(fyne.KeyReturn)
	b.ExpectAsked("person +49723126120 name=Bea")
}

func TestEscapeLeavesACallerAsItWas(t *testing.T) {
	b := stranger(t, inbox.Caller{Name: "Anna"})
	b.Key(fyne.KeyF2)
	typed(b, "Someone else")
	b.Key(fyne.KeyEscape)
	b.ExpectNot("Save")
	b.Key(fyne.KeyF2)
	b.Key(fyne.KeyReturn) // nothing was changed
	b.ExpectAsked()
}

func TestANoteIsKeptAndTakenBack(t *testing.T) {
	b := stranger(t, inbox.Caller{Name: "Anna"})
	b.Tap("More")
	b.Pick("Add a note…")
	typed(b, "Wants the offer")
	b.Key(fyne.KeyReturn)
	b.Expect("Wants the offer", "Note saved")
	b.Tap("More")
	b.Pick("Edit the note…")
	typed(b, "")
	b.Tap("Save")
	b.ExpectNot("Wants the offer")
	b.Ctrl(fyne.KeyZ)
	b.Expect("Wants the offer")
}

func TestVIPsAndMutedCallersAreMarked(t *testing.T) {
	b := stranger(t, inbox.Caller{Name: "Anna"})
	b.Tap("More")
	b.Pick("VIP")
	b.Expect("VIP", "Anna is a VIP: their calls and messages break through quiet hours")
	if row := b.Rows()[0]; !row.VIP || row.Muted {
		t.Errorf("the row is %+v", row)
	}
	b.Ctrl(fyne.KeyZ)
	b.ExpectNot("VIP")

	b.Tap("More")
	b.Pick("Muted")
	if row := b.Rows()[0]; row.VIP || !row.Muted {
		t.Errorf("the row is %+v", row)
	}
	b.ExpectAsked("person +49723126120 vip=on", "person +49723126120 vip=off", "person +49723126120 muted=on")
}

// A muted caller stays among those to call back, and isn't counted.
func TestWhoIsMutedIsNotCountedAmongThoseToCallBack(t *testing.T) {
	b := stranger(t, inbox.Caller{Name: "Anna", Muted: true, Note: "sells windows"})
	b.Open("followups")
	if rows := b.Rows(); len(rows) != 2 || rows[0].Muted == rows[1].Muted {
		t.Errorf("they are %+v", rows)
	}
	b.Expect("1 to call back", "1 message · sells windows")
}

func TestNobodyKnownCantBeRenamed(t *testing.T) {
	b := stranger(t, inbox.Caller{})
	b.Agent.Change(func(s *inbox.Snapshot) { s.Voicemails[0].Label, s.Voicemails[0].Number = "", "" })
	b.Settle()
	b.Key(fyne.KeyF2)
	b.Expect("No number is known for this caller.")
	b.ExpectNot("Save")
}

func TestTheCallersPageIsOneClickAway(t *testing.T) {
	b := stranger(t, inbox.Caller{Name: "Anna"}, func(o *desk.Options) {
		o.Settings.CallerPage = settings.CallerPage{Label: "Open in CRM", URL: "https://crm.example.com/{number}"}
	})
	b.Tap("Open in CRM")
	b.Tap("More")
	b.Pick("Open in CRM")
	b.ExpectAsked("page voicemail v1", "page voicemail v1")
}
