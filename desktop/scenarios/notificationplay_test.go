//go:build desktop

package scenarios

import (
	"path/filepath"
	"testing"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// A press on Play in the notification is all it takes to hear a voicemail; with the next one, in the
// window, the notification goes.
func TestANotificationPlaysItsVoicemail(t *testing.T) {
	for name, desk := range map[string]rig.Options{"PulseAudio on X11": {},
		"PipeWire on Wayland": {Sound: rig.PipeWire, WM: rig.Sway}} {
		t.Run(name, func(t *testing.T) { playedFromANotification(t, desk) })
	}
}

func playedFromANotification(t *testing.T, desk rig.Options) {
	s := begin(t, desk, istratest.Options{})
	s.signIn("--hidden")
	first := s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna Schmidt", RemoteNumber: "+4972311234",
		Speech: "wrong-number"})
	popup := s.desk.Notifications().Wait("Anna Schmidt", patience)
	s.waitBadge(1, patience)
	if popup.Actions["play"] != "Play" {
		t.Fatalf("the notification's actions are %v", popup.Actions)
	}
	recording := s.desk.Record()
	s.desk.Notifications().Act(popup.ID, "play")
	window := s.desk.WaitWindow("Istra Tray", patience)
	recording.WaitSound(patience)
	if desk.Sound != rig.PipeWire { // which leaves out pieces where a busy machine comes late
		spoken := rig.Decode(t, filepath.Join(rig.Root(t), "assets", "speech", "wrong-number.ogg"))
		rig.Eventually(t, spoken.Duration()+patience, "the message was heard to its end", func() error {
			return rig.Follow(recording.Heard(), spoken)
		})
	}
	s.await("the message marked read", func(p istratest.State) bool { return isRead(p, first) })
	recording.Stop()
	s.waitBadge(0, patience)
	window.WaitText("Anna Schmidt", patience)
	s.shot("heard")

	second := s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Tom Becker",
		RemoteNumber: "214", Internal: true})
	popup = s.desk.Notifications().Wait("Tom Becker", patience)
	window.WaitText("Tom Becker", patience)
	if s.platform.State().Counters.Voicemails != 1 {
		t.Error("looking at a message has marked it read")
	}
	window.Key("ctrl+shift+n") // plays the next unread message
	s.await("the second message marked read", func(p istratest.State) bool { return isRead(p, second) })
	s.desk.Notifications().WaitClosed(popup.ID, patience)
	s.waitBadge(0, patience)
	s.shot("next")
	s.quit()
}
