//go:build desktop

package scenarios

import (
	"strings"
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// Someone signs in for the first time and gets everything wrong first.
func TestWrongEntriesAtTheSignIn(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.agent = s.desk.Spawn(program)
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Sign in to your phone system", patience)
	s.fillIn(window, "nowhere.invalid", s.platform.Login(), "999999")
	window.WaitText("There is no server named", patience)
	s.shot("no-such-server")

	window.ClickText("nowhere.invalid")
	window.Key("ctrl+a")
	window.Type(s.platform.URL())
	window.Key("Return")
	window.WaitText("Is this your server?", patience)
	s.shot("unknown-key")
	window.ClickText("Trust this server")
	window.WaitText("accept this login and password", patience)
	s.shot("wrong-password")
	if refused := s.platform.State().RefusedLogins; refused != 1 {
		t.Errorf("the wrong password was tried %d times, want once", refused)
	}

	window.ClickText(s.platform.Login())
	window.Key("Tab", "ctrl+a")
	window.Type(s.platform.Password())
	window.Key("Return")
	s.waitState("online")
	window.WaitText("Open at login", patience)
	window.Key("Escape") // the questions after a first sign-in can be left alone
	window.WaitText("Voicemail", patience)
	s.quit()
}

// fillIn types into the sign-in form, whose first empty field has the focus.
func (s *story) fillIn(window *rig.Window, server, login, password string) {
	s.Helper()
	window.Type(server)
	window.Key("Tab")
	window.Type(login)
	window.Key("Tab")
	window.Type(password)
	window.Key("Return")
}

// Without a sound server the player says so, and everything else continues.
func TestNoSound(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, withMessage())
	s.signIn()
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.ClickText("Play")
	window.WaitText("No sound device was found.", patience)
	s.shot("no-sound")
	if unread := s.platform.Counters().Voicemails; unread != 1 {
		t.Errorf("%d unread: a message that was not heard is marked read", unread)
	}
	window.ClickTextBeside("Delete", "Call back")
	s.await("the call", func(p istratest.State) bool { return len(p.Placed) == 1 })
	s.quit()
}

// A platform that is gone at the start leaves what is known on the screen, and what is wrong above it.
func TestADeadPlatform(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, withMessage())
	s.signIn("--hidden")
	s.waitBadge(1, patience)
	s.quit()
	s.platform.Stop()
	s.agent = s.desk.Spawn(program)
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Anna Schmidt", patience)
	window.WaitText("The server refuses connections.", patience)
	s.shot("dead-platform")
	s.waitState("offline")
	s.desk.WaitTray("istratray", patience).WaitTooltip("Offline since", patience)
	if code := s.desk.Run(program, "call", "214").ExitCode(); code != 5 {
		t.Errorf("a call without a platform ends with code %d, want 5", code)
	}
	s.quit()
}

func withMessage() istratest.Options {
	return istratest.Options{Voicemails: []istratest.Voicemail{
		{RemoteLabel: "Anna Schmidt", RemoteNumber: "+4972311234", Time: time.Now().Add(-time.Hour)},
	}}
}

// Without a keyring the password lasts as long as the program, which says so; with a locked one it
// waits for its owner.
func TestKeyringsThatDoNotHelp(t *testing.T) {
	for name, c := range map[string]struct{ wm, keyring, says string }{
		"none":                  {"", rig.None, "This desktop has no keyring,"},
		"locked":                {"", rig.Locked, "The keyring is locked."},
		"locked, under Wayland": {rig.Sway, rig.Locked, "The keyring is locked."},
	} {
		t.Run(name, func(t *testing.T) {
			s := begin(t, rig.Options{WM: c.wm, Keyring: c.keyring, Sound: rig.None}, istratest.Options{})
			s.signIn("--hidden")
			s.agent.WaitStderr(c.says, patience)
			s.quit()
			s.agent = s.desk.Spawn(program)
			s.waitState("needs-sign-in")
			window := s.desk.WaitWindow("Istra Tray", patience)
			window.WaitText(c.says, patience)
			s.shot("asks-again")
			window.Type(s.platform.Password())
			window.Key("Return")
			s.waitState("online")
			s.quit()
		})
	}
}

// missing is what is said where there is no tray: sway's bar could have one.
var missing = map[string]string{"": "This desktop shows no tray icons", rig.Sway: "There is no bar with a tray"}

// A desktop without a tray (GNOME as it comes, sway without a bar) has the window, which says so, and the
// notifications, one of which says so once.
func TestNoTray(t *testing.T) { onEach(t, noTray) }

func noTray(t *testing.T, wm string) {
	s := begin(t, rig.Options{WM: wm, Tray: rig.None, Sound: rig.None}, istratest.Options{})
	s.startSignedIn("--hidden")
	s.agent.WaitStderr(missing[wm], patience)
	s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna Schmidt", RemoteNumber: "200"})
	n := s.desk.Notifications().Wait("Anna Schmidt", soon)
	s.desk.Notifications().Act(n.ID, "default")
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Anna Schmidt", patience)
	window.WaitText(missing[wm], patience)
	s.shot("no-tray")
	if said := strings.Count(s.agent.Stderr(), missing[wm]); said != 1 {
		t.Errorf("the missing tray was told %d times", said)
	}
	s.desk.Notifications().Wait(missing[wm], patience)
	s.quit()
	if wm != "" {
		return // what follows is of no desktop
	}

	s.agent = s.desk.Spawn(program, "--hidden") // it is no news any more
	s.agent.WaitStderr(missing[wm], patience)
	s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Tom Becker", RemoteNumber: "214"})
	s.desk.Notifications().Wait("Tom Becker", patience)
	if told := len(s.desk.Notifications().All()); told != 3 {
		t.Errorf("%d notifications, want two voicemails and one about the tray: %v", told, s.desk.Notifications().All())
	}
	s.quit()
}
