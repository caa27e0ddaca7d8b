//go:build desktop

package scenarios

import (
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// A day's work without a mouse: the pages, the search, a message deleted and had back, marked, its caller
// called; and the list of what can be pressed.
func TestADayByKeyboard(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{
		Voicemails: []istratest.Voicemail{
			{ID: "202", RemoteLabel: "Anna Schmidt", RemoteNumber: "+497231555123", Time: time.Now().Add(-time.Minute)},
			{ID: "201", RemoteLabel: "Maria Rossi", RemoteNumber: "214", Internal: true,
				Time: time.Now().Add(-time.Hour)},
		},
		Calls: []istratest.Call{
			{RemoteLabel: "Tom Becker", RemoteNumber: "+497231555456", Missed: true, Ring: 12 * time.Second,
				Time: time.Now().Add(-3 * time.Hour)},
			{RemoteLabel: "David Okafor", RemoteNumber: "+441632960123", Talk: time.Minute,
				Time: time.Now().Add(-4 * time.Hour)},
		},
	})
	s.signIn()
	client := s.client()
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Anna Schmidt", patience)

	window.Key("Tab", "Tab")
	s.shot("second-stop")
	window.Key("Return") // the second stop is the second page
	window.WaitText("2 calls", patience)
	window.Key("ctrl+f")
	window.Type("okaf")
	window.WaitText("1 call", patience)
	s.waitBadge(2, patience) // the missed call was looked at
	window.Key("ctrl+1")
	window.WaitText("Mark all read", patience)

	window.Key("Delete")
	s.waitCallers(client, "Maria Rossi")
	s.undo(window, client, "Anna Schmidt", "Maria Rossi")
	window.Key("Home", "ctrl+shift+u")
	s.await("the message marked read", func(p istratest.State) bool { return isRead(p, "202") })
	window.Key("ctrl+shift+c")
	s.await("the call", func(p istratest.State) bool { return len(p.Placed) == 1 })
	if placed := s.platform.PlacedCalls()[0].Destination; placed != callback(s.platform.State(), "202") {
		t.Errorf("placed a call to %s", placed)
	}

	window.Key("question")
	window.WaitText("Play the next unread message", patience)
	s.shot("list")
	window.Key("Escape")
	window.WaitNoText("Play the next unread message", patience)
	window.Key("ctrl+comma")
	window.WaitText("The phone that rings when you call from here.", patience)
	window.Key("ctrl+n")
	window.Type("ross")
	window.WaitText("Maria Rossi", patience)
	s.shot("dial")
	s.deleted()
	s.quit()
}
