//go:build desktop

package scenarios

import (
	"path/filepath"
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// The main job: a voicemail arrives, is noticed, heard and answered.
func TestAVoicemailFromItsArrivalToTheCallBack(t *testing.T) {
	s := begin(t, rig.Options{}, istratest.Options{
		Voicemails: []istratest.Voicemail{
			{RemoteLabel: "David Okafor", RemoteNumber: "+441632960123", Time: time.Now().Add(-26 * time.Hour)},
			{RemoteLabel: "Maria Rossi", RemoteNumber: "214", Internal: true, Read: true,
				Time: time.Now().Add(-50 * time.Hour)},
		},
		Calls: []istratest.Call{
			{RemoteLabel: "Tom Becker", RemoteNumber: "+4972316260", Incoming: true, Missed: true,
				Ring: 12 * time.Second, Time: time.Now().Add(-3 * time.Hour)},
		},
	})
	s.signIn("--hidden")
	s.tray.WaitTooltip("1 voicemail, 1 missed call", patience)
	s.waitBadge(2, patience)
	before := s.tray.Icon()
	s.shot("signed-in")
	if len(s.desk.Notifications().All()) != 0 {
		t.Errorf("the first sign-in announced %v", s.desk.Notifications().All())
	}

	id := s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna Schmidt", RemoteNumber: "+4972311234",
		Speech: "reception"})
	s.desk.Notifications().Wait("Anna Schmidt", soon)
	s.tray.WaitTooltip("2 voicemails, 1 missed call", soon)
	s.waitBadge(3, soon)
	if same(before, s.tray.Icon()) {
		t.Error("the tray icon did not change with the badge")
	}
	if shown := s.desk.Notifications().All(); len(shown) != 1 {
		t.Errorf("%d notifications for one voicemail: %v", len(shown), shown)
	}

	s.tray.Activate()
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Anna Schmidt", patience)
	children := s.agent.Children()
	if len(children) != 1 {
		t.Fatalf("the agent has children %v, want the window's process", children)
	}
	s.shot("window")

	recording := s.desk.Record()
	window.ClickText("Play")
	s.await("the message marked read", func(p istratest.State) bool { return isRead(p, id) })
	s.waitBadge(2, patience)
	spoken := rig.Decode(t, filepath.Join(rig.Root(t), "assets", "speech", "reception.ogg"))
	s.shot("playing")
	rig.Eventually(t, spoken.Duration()+patience, "the message was heard to its end", func() error {
		return rig.Follow(recording.Heard(), spoken)
	})
	recording.Stop()

	window.ClickTextBeside("Delete", "Call back")
	s.await("the call", func(p istratest.State) bool { return len(p.Placed) == 1 })
	if placed := s.platform.PlacedCalls()[0]; placed.Terminal != s.platform.Terminals()[0].ID ||
		placed.Destination != callback(s.platform.State(), id) {
		t.Errorf("placed %+v", placed)
	}
	s.shot("called-back")

	window.Close()
	s.gone(children[0])
	if !s.agent.Alive() {
		t.Fatal("the agent ended with the window")
	}
	s.quit()
}

func isRead(p istratest.State, id string) bool {
	for _, v := range p.Voicemails {
		if v.ID == id {
			return v.Read
		}
	}
	return false
}

func callback(p istratest.State, id string) string {
	for _, v := range p.Voicemails {
		if v.ID == id {
			return v.CallbackNumber
		}
	}
	return ""
}
