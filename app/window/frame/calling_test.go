package frame_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/fake"
)

// from is a day with one message, from a number that a caller chose.
func from(number string) inbox.Snapshot {
	s := fake.Snapshot(noon)
	s.Voicemails = s.Voicemails[:1]
	s.Voicemails[0].Label, s.Voicemails[0].Number, s.Voicemails[0].Callback = "Mallory", number, ""
	s.CallerID.Number = "+33489879144"
	return s
}

// pressOverlay presses the button with that label in the question that is open.
func (b *bench) pressOverlay(label string) {
	b.t.Helper()
	var found fyne.Tappable
	walk(b.window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		tappable, ok := o.(fyne.Tappable)
		if named, has := o.(fyne.Accessible); ok && has && named.AccessibilityLabel() == label {
			found = tappable
		}
	})
	if found == nil {
		b.t.Fatalf("no question with a button %q is open", label)
	}
	found.Tapped(&fyne.PointEvent{})
	b.settle()
}

func TestWhatCantBeDialledIsExplained(t *testing.T) {
	for number, why := range map[string]string{
		"*21*0899123456#":    "Codes with * or # change your phone's settings. They are dialled only when you type them yourself.",
		"＃＃００２＃":             "Codes with * or # change your phone's settings. They are dialled only when you type them yourself.",
		"sip:anna@evil.test": "This is an address, not a phone number.",
		"0489,,1":            "This has pauses or parameters in it. Enter the number alone.",
		"200\r\n9":           "That isn't a phone number.",
	} {
		b := newBench(t, from(number))
		b.tap("Call back")
		b.asked()
		b.expect("Dial", why)
		b.key(fyne.KeyReturn)
		b.key(fyne.KeyReturn)
		b.asked()
	}
}

func TestExpensiveAndEmergencyNumbersAreAskedAbout(t *testing.T) {
	for _, number := range []string{"112", "0899123456"} {
		b := newBench(t, from(number))
		b.tap("Call back")
		b.asked()
		b.key(fyne.KeyReturn) // the question begins at No
		b.asked()
		b.tap("Call back")
		b.pressOverlay("Call")
		b.asked("call " + number + " confirmed")
	}
}

func TestAForeignNumberIsCleaned(t *testing.T) {
	b := newBench(t, from("\u202a+33 4 89\u200b 87 91 44\u202c"))
	b.tap("Call back")
	b.asked("call +33489879144")
}

func TestALinkNeedsTwoKeys(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.ui.Show(control.Show{Dial: "+33489879144"})
	b.settle()
	b.key(fyne.KeyReturn)
	b.asked()
	b.key(fyne.KeyReturn)
	b.asked("call +33489879144")
	b.ui.Show(control.Show{Dial: "112"})
	b.settle()
	b.expect("This is an emergency number.")
	b.key(fyne.KeyReturn)
	b.key(fyne.KeyReturn)
	b.asked("call +33489879144")
}

func TestPastedCodesAreNotDialled(t *testing.T) {
	for _, pasted := range []string{"*21#", "＊２１＃", "\u200b*21#"} {
		b := newBench(t, fake.Snapshot(noon))
		b.tap("Dial")
		fyne.CurrentApp().Clipboard().SetContent(pasted)
		b.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
		b.settle()
		b.expect("Codes with * or # change your phone's settings. They are dialled only when you type them yourself.")
		b.key(fyne.KeyReturn)
		b.asked()
	}
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Dial")
	b.fill("*21#")
	b.key(fyne.KeyReturn)
	b.asked("call *21# confirmed")
}

func TestAMessageIsHeardOnThePhone(t *testing.T) {
	s := from("200")
	s.Voicemails[0].PlayNumber = "555;lra=144;cd msgid=1"
	b := newBench(t, s)
	b.more()
	b.pick("Listen on my phone")
	b.asked("call 555;lra=144;cd msgid=1")
}

func TestAnotherNumberToDialIsShown(t *testing.T) {
	s := from("+33489879144")
	s.Voicemails[0].Callback = "0899123456"
	b := newBench(t, s)
	b.expect("04 89 87 91 44 · Call back dials 0 899 12 34 56")
	s.Voicemails[0].Callback = "00489879144"
	b = newBench(t, s)
	b.expect("04 89 87 91 44")
}
