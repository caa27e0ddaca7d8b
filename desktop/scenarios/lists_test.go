//go:build desktop

package scenarios

import (
	"testing"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// Several messages are selected by keyboard, deleted together and had back; then the window becomes as narrow as a
// telephone, and list and message take turns in it.
func TestSeveralMessagesAndANarrowWindow(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{Voicemails: threeMessages()})
	s.signIn()
	client := s.client()
	window := s.desk.WaitWindow("Istra Tray", patience)
	named := s.desk.Accessible("istratray")
	named.Wait(rig.ListItem, "Anna Schmidt, unread", patience)

	window.Key("Home", "shift+Down")
	named.Wait(rig.Heading, "2 selected", patience)
	s.shot("selected")
	named.Wait(rig.Button, "Delete", patience).Press()
	s.waitCallers(client, "Maria Rossi")
	s.undo(window, client, "Anna Schmidt", "Tom Becker", "Maria Rossi")
	named.Wait(rig.Radio, "Internal", patience).Press()
	named.WaitGone(rig.ListItem, "Anna Schmidt, unread", patience)
	named.Wait(rig.Radio, "All", patience).Press()

	window.Resize(380, 640)
	named.Wait(rig.ListItem, "Tom Becker, unread", patience)
	named.WaitGone(rig.Button, "Call back", patience)
	s.shot("narrow")
	named.Wait(rig.ListItem, "Tom Becker, unread", patience).Press()
	named.Wait(rig.Button, "Call back", patience)
	s.shot("message")
	named.Wait(rig.Button, "Back", patience).Press()
	named.Wait(rig.ListItem, "Maria Rossi, unread", patience)
	named.Wait(rig.PageTab, "Calls", patience).Press()
	named.Wait(rig.Radio, "Missed", patience)
	s.shot("calls")
	s.deleted()
	s.quit()
}
