//go:build desktop

package scenarios

import (
	"errors"
	"strings"
	"syscall"
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// missedCall is a call that nobody answered.
func (s *story) missedCall(name, number string) {
	s.Helper()
	s.platform.AddCall(istratest.Call{RemoteLabel: name, RemoteNumber: number, Internal: true,
		Incoming: true, Missed: true, Ring: 12 * time.Second, Time: time.Now()})
}

// A missed call counts as seen by who looks at the window, not by a window that nobody looks at.
func TestAMissedCallIsSeenBySomebody(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, withMessage())
	s.signIn()
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Anna Schmidt", patience)
	window.Key("ctrl+2")
	window.WaitText("No calls yet", patience)
	s.desk.Run("xdotool", "search", "--name", "Istra Tray", "windowminimize")
	s.desk.WaitNoWindow("Istra Tray", patience)
	s.missedCall("Tom Becker", "214")
	first := s.desk.Notifications().Wait("Tom Becker", patience)
	s.waitBadge(2, patience)
	s.missedCall("Maria Rossi", "215") // with the list of this one the first one would be seen at the latest
	s.desk.Notifications().Wait("Maria Rossi", patience)
	s.waitBadge(3, patience)
	if shown := s.desk.Notifications().Shown(); len(shown) < 2 {
		t.Errorf("notifications of a minimised window were withdrawn: %+v left", shown)
	}
	s.desk.Run("xdotool", "search", "--name", "Istra Tray", "windowmap", "windowactivate")
	s.waitBadge(1, patience)
	s.desk.Notifications().WaitClosed(first.ID, patience)
	s.quit()
}

// So it is where another window lies over this one, and where it is on another workspace.
func TestAWindowOutOfSightSeesNothing(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, withMessage())
	s.signIn()
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Anna Schmidt", patience)
	window.Key("ctrl+2")
	window.WaitText("No calls yet", patience)

	cover := s.desk.Spawn("xmessage", "-geometry", "1280x800+0+0", "-title", "cover", "A window over all others")
	s.desk.WaitWindow("cover", patience).Focus()
	s.unseen("Tom Becker", 2)
	cover.Signal(syscall.SIGTERM)
	cover.Wait(patience)
	s.desk.WaitNoWindow("cover", patience)
	window.Focus()
	s.waitBadge(1, patience)

	s.workspaces("set_num_desktops", "get_num_desktops", "2")
	s.workspaces("set_desktop", "get_desktop", "1")
	s.unseen("Maria Rossi", 2)
	s.workspaces("set_desktop", "get_desktop", "0")
	window.Focus()
	s.waitBadge(1, patience)
	s.quit()
}

// workspaces asks the window manager for something about them until it is so.
func (s *story) workspaces(set, get, want string) {
	s.Helper()
	rig.Eventually(s, patience, set+" "+want, func() error {
		s.desk.Run("xdotool", set, want)
		if got := strings.TrimSpace(s.desk.Run("xdotool", get).Stdout()); got != want {
			return errors.New(get + " says " + got)
		}
		return nil
	})
}

// unseen has a call missed, and neither its notification nor its number goes away by itself.
func (s *story) unseen(name string, badge int) {
	s.Helper()
	s.missedCall(name, "214")
	popup := s.desk.Notifications().Wait(name, patience)
	s.waitBadge(badge, patience)
	rig.Rest(s, 3*time.Second) // three times as long as a look takes
	s.waitBadge(badge, patience)
	for _, shown := range s.desk.Notifications().Shown() {
		if shown.ID == popup.ID {
			return
		}
	}
	s.Errorf("the notification of %s was withdrawn", name)
}

// What a caller sends as a number is not dialled unasked, from a notification neither.
func TestCallBackDialsNoCodes(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, withMessage())
	s.signIn("--hidden")
	s.missedCall("Mallory", "*21*0900123456#")
	popup := s.desk.Notifications().Wait("Mallory", patience)
	s.waitBadge(2, patience) // the agent has the call that it shows
	s.desk.Notifications().Act(popup.ID, "call")
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Codes with", patience)
	s.shot("code")
	window.Focus()
	window.Key("Return", "Return")

	s.missedCall("Eve", "112")
	popup = s.desk.Notifications().Wait("Eve", patience)
	s.waitBadge(3, patience)
	s.desk.Notifications().Act(popup.ID, "call")
	window.WaitText("This is an emergency number.", patience)
	window.Focus()
	window.Key("Return", "Return") // to the button, and on to the question
	window.WaitText("Cancel", patience)
	s.shot("emergency")
	window.Key("Escape")

	s.missedCall("Tom Becker", "214")
	popup = s.desk.Notifications().Wait("Tom Becker", patience)
	s.waitBadge(4, patience)
	s.desk.Notifications().Act(popup.ID, "call")
	s.await("the call", func(p istratest.State) bool { return len(p.Placed) > 0 })
	if placed := s.platform.PlacedCalls(); len(placed) != 1 || placed[0].Destination != "214" {
		t.Errorf("placed %+v", placed)
	}
	s.quit()
}
