//go:build desktop

package scenarios

import (
	"strings"
	"testing"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// Someone who sees nothing signs in, hears of a new message, plays it, calls back and changes a setting, with
// the keyboard and what Debian's screen reader says.
func TestADayWithAScreenReader(t *testing.T) {
	mailbox := withMessage()
	s := begin(t, rig.Options{}, mailbox)
	orca := s.desk.Orca()
	s.agent = s.desk.Spawn(program)
	there := s.desk.Accessible("istratray")
	window := s.desk.WaitWindow("Istra Tray", patience)
	hear := func(texts ...string) {
		t.Helper()
		for _, text := range texts {
			orca.Says(text, patience)
		}
	}
	t.Cleanup(func() { t.Logf("the screen reader said: %q", orca.Speech()) })

	hear("Istra Tray frame", "Sign in to your phone system", "Server entry")
	window.Type(s.platform.Host())
	window.Key("Tab")
	hear("Login entry")
	window.Type(s.platform.Login())
	window.Key("Tab")
	hear("Password password text")
	window.Type(s.platform.Password())
	window.Key("Return")
	hear("Is this your server?", "Go back button")
	window.Key("Tab")
	hear("Trust this server button")
	window.Key("space")

	there.Wait(rig.Button, "Continue", patience).Focus()
	hear("You’re signed in", "Continue button")
	window.Key("space")
	there.Wait(rig.Button, "Add an address book", patience)
	there.Wait(rig.Button, "Skip", patience).Focus()
	hear("Names instead of numbers", "Skip button")
	window.Key("space")
	there.Wait(rig.ListItem, "Anna Schmidt, unread, Voicemail", patience).Focus()
	hear("Anna Schmidt, unread, Voicemail")
	s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Maria Rossi", RemoteNumber: "215"})
	hear("2 new")
	window.Key("Home")
	hear("Maria Rossi, unread, Voicemail")
	there.Wait(rig.Button, "Play", patience).Focus()
	hear("Play button")
	window.Key("space")
	hear("Pause")
	there.Wait(rig.Slider, "Place in the message", patience).Focus()
	hear("Place in the message horizontal slider 0:0")

	there.Wait(rig.Button, "Call back", patience).Focus()
	hear("Call back button")
	window.Key("space")
	s.await("the call", func(p istratest.State) bool { return len(p.Placed) == 1 })
	hear("Pick up your phone")
	window.Key("ctrl+comma")
	hear("New password button")
	there.Wait(rig.CheckBox, "Skip silence", patience).Focus()
	hear("Skip silence check box not checked")
	window.Key("space")
	hear("checked")
	expectNoRiddles(t, orca.Speech())
	s.deleted()
	s.quit()
}

// expectNoRiddles checks that no notification is said twice in a row, and nothing that only a program understands.
func expectNoRiddles(t *testing.T, speech []string) {
	t.Helper()
	for i, said := range speech {
		if i > 0 && said == speech[i-1] && strings.HasPrefix(said, "notification ") {
			t.Errorf("said twice: %q", said)
		}
		for _, riddle := range []string{"unfocused dialog", "filler", "unknown"} {
			if strings.Contains(said, riddle) {
				t.Errorf("%q is said: %q", riddle, said)
			}
		}
		if strings.HasPrefix(said, "panel") {
			t.Error("a panel without a name is said")
		}
	}
}
