package settingspage_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

func TestSettingsCountAtOnce(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Settings")
	var first *parts.Switch
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if c, ok := o.(*parts.Switch); ok && first == nil {
			first = c
		}
	})
	test.Tap(first)
	b.Settle()
	s, _ := b.Agent.Settings(t.Context())
	if s.Notifications.Voicemails || !s.Notifications.MissedCalls {
		t.Errorf("%+v", s.Notifications)
	}
}

// The person comes first, then the company; the login is beside the server.
func TestSettingsSayWhoIsSignedIn(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	b := bench.New(t, s)
	b.Tap("Settings")
	b.Expect("Claire Fontaine")
	b.ExpectNot("Hartmann Ltd")
	s.Account.Company = "Hartmann Ltd"
	b.UI.Render(s)
	b.Expect("Claire Fontaine", "Hartmann Ltd")
}

func TestSettingsKeepWhatOthersChanged(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	s, _ := b.Agent.Settings(t.Context())
	s.Notifications.SnoozeUntil = bench.Noon.Add(time.Hour) // by the tray's menu
	_ = b.Agent.SetSettings(t.Context(), s)
	b.Tap("Settings")
	b.Choose(2)
	s, _ = b.Agent.Settings(t.Context())
	if s.Appearance.Theme != "dark" || s.Notifications.SnoozeUntil.IsZero() {
		t.Errorf("%+v", s)
	}
}

func TestSignOutAsksFirst(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Settings")
	b.Tap("Sign out")
	b.ExpectAsked()
	b.PressOverlay("Sign out")
	b.ExpectAsked("signout")
	b.Expect("Sign in to your phone system")
}

func TestRefusedCallerIDIsSaid(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Change(func(s *inbox.Snapshot) { s.CallerID = inbox.CallerID{Manual: true, Number: "+33489879144"} })
	b.Settle()
	b.Tap("Settings")
	b.Agent.Fail("callerid", &control.Error{Code: control.Refused, Message: "This number is not yours."})
	b.Tap("Save") // nothing has changed
	b.ExpectAsked()
	b.Fill("+33 4 89 87 91 45")
	b.Tap("Save")
	b.ExpectAsked("callerid true +33489879145")
	b.Expect("This number is not yours.")
}
