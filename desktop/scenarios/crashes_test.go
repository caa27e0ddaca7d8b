//go:build desktop

package scenarios

import (
	"testing"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// After a logout no agent is left; after the next login there is one, signed in, and what came in the meantime is
// announced.
func TestLogoutAndLogin(t *testing.T) {
	onEach(t, func(t *testing.T, wm string) {
		s := begin(t, rig.Options{WM: wm, Sound: rig.None}, withMessage())
		s.signIn()
		s.desk.WaitInFront("Istra Tray", patience)
		s.waitPasswordKept()
		window := s.theWindow()
		s.desk.Logout()
		s.endsWell(s.agent)
		s.gone(window)
		s.noComplaints()
		s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Maria Rossi", RemoteNumber: "215"})

		s.desk.Login()
		s.agent = s.desk.Spawn(program, "--hidden")
		s.tray = s.desk.WaitTray("istratray", patience)
		s.desk.Notifications().Wait("Maria Rossi", patience)
		s.waitState("online")
		s.tray.Activate()
		s.desk.WaitInFront("Istra Tray", patience)
		s.quit()
	})
}

// Tray host, window manager and session bus die and come again, each while the program needs it. Under Wayland the
// window manager is the compositor, which has a story of its own.
func TestTheSessionsServicesCrash(t *testing.T) {
	onEach(t, func(t *testing.T, wm string) {
		s := begin(t, rig.Options{WM: wm, Sound: rig.None, Keyring: rig.None}, withMessage())
		s.signIn("--hidden")
		s.desk.KillService("tray")
		s.desk.StartService("tray")
		s.tray = s.desk.WaitTray("istratray", patience)
		s.tray.WaitTooltip("1 voicemail", patience)
		s.tray.Activate()
		s.desk.WaitInFront("Istra Tray", patience)
		if wm == "" {
			s.desk.KillService("wm")
			s.succeeds("show")
			s.desk.StartService("wm")
			s.succeeds("show")
			s.desk.WaitInFront("Istra Tray", patience)
		}
		s.desk.RestartBus()
		s.tray = s.desk.WaitTray("istratray", patience)
		s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Maria Rossi", RemoteNumber: "215"})
		n := s.desk.Notifications().Wait("Maria Rossi", patience)
		s.tray.WaitTooltip("2 voicemail", patience)
		s.goAway(wm, 1)
		s.desk.Notifications().Act(n.ID, "default")
		s.desk.WaitInFront("Istra Tray", patience)
		s.shot("after all of it")
		s.quit()
	})
}
