//go:build desktop

package scenarios

import (
	"testing"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// Somebody who sees nothing signs in, hears of a new message, plays it, calls back and changes a setting, with
// the keyboard and what Debian's screen reader says.
func TestADayWithAScreenReader(t *testing.T) {
	mailbox := withMessage()
	s := begin(t, rig.Options{}, mailbox)
	orca := s.desk.Orca()
	s.agent = s.desk.Spawn(program)
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
	hear("Is this your server?", "Go back push button")
	window.Key("Tab")
	hear("Trust this server push button")
	window.Key("space")

	hear("Anna Schmidt, unread, Voicemail")
	s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Maria Rossi", RemoteNumber: "215"})
	hear("new")
	window.Key("Home")
	hear("Maria Rossi, unread, Voicemail")
	window.Key("Tab", "Tab")
	hear("Play push button")
	window.Key("space")
	hear("Pause push button")
	window.Key("Tab")
	hear("Place in the message horizontal slider 0:0")
	s.deleted()
	s.quit()
}
