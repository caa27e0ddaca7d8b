package pages_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

// from is a day with one message, from a number that a caller chose.
func from(number string) inbox.Snapshot {
	s := fake.Snapshot(bench.Noon)
	s.Voicemails = s.Voicemails[:1]
	s.Voicemails[0].Label, s.Voicemails[0].Number, s.Voicemails[0].Callback = "Mallory", number, ""
	s.CallerID.Number = "+33489879144"
	return s
}

func TestWhatCantBeDialledIsExplained(t *testing.T) {
	for number, why := range map[string]string{
		"*21*0899123456#": "Codes with * or # change your phone’s settings. They are dialled only when you type " +
			"them yourself.",
		"＃＃００２＃": "Codes with * or # change your phone’s settings. They are dialled only when you type " +
			"them yourself.",
		"sip:anna@evil.test": "This is an address, not a phone number.",
		"0489,,1":            "This contains pauses or parameters. Enter only the number.",
		"200\r\n9":           "That isn’t a phone number.",
	} {
		b := bench.New(t, from(number))
		b.Tap("Call back")
		b.ExpectAsked()
		b.Expect("Dial", why)
		b.Key(fyne.KeyReturn)
		b.Key(fyne.KeyReturn)
		b.ExpectAsked()
	}
}

func TestExpensiveAndEmergencyNumbersAreAskedAbout(t *testing.T) {
	for _, number := range []string{"112", "0899123456"} {
		b := bench.New(t, from(number))
		b.Tap("Call back")
		b.ExpectAsked()
		b.Key(fyne.KeyReturn) // the question begins at No
		b.ExpectAsked()
		b.Tap("Call back")
		b.PressOverlay("Call")
		b.ExpectAsked("call " + number + " confirmed")
	}
}

func TestAForeignNumberIsCleaned(t *testing.T) {
	b := bench.New(t, from("\u202a+33 4 89\u200b 87 91 44\u202c"))
	b.Tap("Call back")
	b.ExpectAsked("call +33489879144")
}

func TestALinkNeedsTwoKeys(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.UI.Show(control.Show{Dial: "+33489879144"})
	b.Settle()
	b.Key(fyne.KeyReturn)
	b.ExpectAsked()
	b.Key(fyne.KeyReturn)
	b.ExpectAsked("call +33489879144")
	b.UI.Show(control.Show{Dial: "112"})
	b.Settle()
	b.Expect("This is an emergency number.")
	b.Key(fyne.KeyReturn)
	b.Key(fyne.KeyReturn)
	b.ExpectAsked("call +33489879144")
}

func TestPastedCodesAreNotDialled(t *testing.T) {
	for _, pasted := range []string{"*21#", "＊２１＃", "\u200b*21#"} {
		b := bench.New(t, fake.Snapshot(bench.Noon))
		b.Tap("Dial")
		fyne.CurrentApp().Clipboard().SetContent(pasted)
		paste := &fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()}
		b.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(paste)
		b.Settle()
		b.Expect("Codes with * or # change your phone’s settings. They are dialled only when you type them yourself.")
		b.Key(fyne.KeyReturn)
		b.ExpectAsked()
	}
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Dial")
	b.Fill("*21#")
	b.Key(fyne.KeyReturn)
	b.ExpectAsked("call *21# confirmed")
}

func TestAMessageIsHeardOnThePhone(t *testing.T) {
	s := from("200")
	s.Voicemails[0].PlayNumber = "555;lra=144;cd msgid=1"
	b := bench.New(t, s)
	b.More()
	b.Pick("Listen on my phone")
	b.ExpectAsked("call 555;lra=144;cd msgid=1")
}

func TestAnotherNumberToDialIsShown(t *testing.T) {
	s := from("+33489879144")
	s.Voicemails[0].Callback = "0899123456"
	b := bench.New(t, s)
	b.Expect("04 89 87 91 44 · Call back dials 0 899 12 34 56")
	s.Voicemails[0].Callback = "00489879144"
	b = bench.New(t, s)
	b.Expect("04 89 87 91 44")
}
