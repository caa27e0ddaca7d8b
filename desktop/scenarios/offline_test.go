//go:build desktop

package scenarios

import (
	"net/http"
	"testing"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// Without the platform the window says why and how old everything is, and refuses what it can't do; with
// the platform back everything is live again by itself.
func TestOfflineAndBack(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, withMessage())
	s.signIn()
	window := s.desk.WaitWindow("Istra Tray", patience)

	s.platform.Stop()
	window.WaitText("The server refuses connections.", patience)
	window.WaitText("Offline, showing", patience)
	window.ClickText("Delete")
	window.WaitText("Not possible while offline.", patience)
	s.shot("offline")
	s.waitCallers(s.client(), "Anna Schmidt")

	s.must(s.platform.Resume())
	s.waitState("online")
	id := s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Tom Becker", RemoteNumber: "214", Internal: true})
	window.ClickText("Tom Becker")
	window.Key("ctrl+shift+u")
	s.await("the message marked read", func(p istratest.State) bool { return isRead(p, id) })
	s.shot("back")
	if asked := s.platform.RequestsTo(http.MethodDelete, "v1/logs/Voicemail"); len(asked) != 0 {
		t.Errorf("what was refused offline was asked for later: %d deletions", len(asked))
	}
	s.quit()
}
