//go:build desktop

package scenarios

import (
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// A compositor that crashes takes the window with it and nothing else, if it comes back; a session without one is
// over.
func TestACompositorThatCrashes(t *testing.T) {
	s := begin(t, rig.Options{WM: rig.Sway, Sound: rig.None}, withMessage())
	s.signIn()
	s.desk.WaitInFront("Istra Tray", patience)
	window := s.theWindow()
	s.desk.StopService("wm")
	s.gone(window)
	s.desk.StartService("wm")
	s.desk.StopService("tray") // it is no bar without its compositor
	s.desk.StartService("tray")
	s.tray = s.desk.WaitTray("istratray", patience)
	s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Maria Rossi", RemoteNumber: "215"})
	s.desk.Notifications().Wait("Maria Rossi", patience)
	s.tray.Activate()
	s.desk.WaitInFront("Istra Tray", patience)

	s.desk.StopService("wm")
	const grace = 15 * time.Second // as long as a compositor may take to come back, and some
	if code := s.agent.Wait(grace + patience); code != 0 {
		t.Errorf("the agent ended with code %d: %s", code, s.agent.Stderr())
	}
	s.noComplaints()
}
