//go:build desktop

package scenarios

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// popups is how a notification daemon shows its notifications, and how one calls back there.
type popups struct {
	daemon, window string
	callBack       func(w *rig.Window, text string) // in the notification with this text
}

// On two notification daemons as people have them, badge, menu and notifications are to be seen, and a
// click on Call back in a notification places the call.
func TestBadgeMenuAndNotificationsOnRealDaemons(t *testing.T) {
	for name, p := range map[string]popups{
		"xfce": {rig.Xfce, "xfce4-notifyd", func(w *rig.Window, _ string) { w.ClickText("Call back") }},
		// dunst has the buttons in a menu, in which the desktop's stand-in chooses this one.
		"dunst": {rig.Dunst, "Dunst", func(w *rig.Window, text string) {
			box := w.WaitText(text, patience)
			w.RightClick(box.Min.X+5, box.Min.Y+5)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s := begin(t, rig.Options{Notify: p.daemon, Sound: rig.None}, withMessage())
			s.signIn("--hidden")
			s.waitBadge(1, patience)
			s.shot("badge")
			s.tray.OpenMenu().WaitText("Voicemail: Anna Schmidt", patience)
			s.shot("menu")
			s.desk.Run("xdotool", "key", "Escape", "mousemove", "600", "400") // no tooltip in the way

			voicemail := s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "David Okafor",
				RemoteNumber: "+441632960123"})
			s.notified(p, "New voicemail from David Okafor", "voicemail")
			s.calledBack(1, callback(s.platform.State(), voicemail))
			s.platform.SetRead(voicemail, true) // on the phone: it leaves the screen
			s.waitBadge(1, patience)

			s.platform.AddCall(istratest.Call{RemoteLabel: "Tom Becker", RemoteNumber: "214", Internal: true,
				Incoming: true, Missed: true, Ring: 12 * time.Second, Time: time.Now()})
			s.notified(p, "Missed call from Tom Becker", "missed-call")
			s.calledBack(2, "214")
			s.quit()
		})
	}
}

// notified waits for a notification on the screen, takes a picture, and calls back from it.
func (s *story) notified(p popups, text, picture string) {
	s.Helper()
	var popup *rig.Window
	rig.Eventually(s, patience, fmt.Sprintf("a notification says %q", text), func() error {
		popup = s.desk.WaitWindow(p.window, patience)
		words, err := popup.Words() // the one before may be going away
		var read []string
		for _, word := range words {
			read = append(read, word.Text)
		}
		if all := strings.Join(read, " "); err == nil && !strings.Contains(all, text) {
			err = fmt.Errorf("the newest reads %q", all)
		}
		return err
	})
	s.shot(picture)
	p.callBack(popup, text)
}

// calledBack waits for the nth call, from the first phone to a number.
func (s *story) calledBack(n int, number string) {
	s.Helper()
	s.await("the call", func(p istratest.State) bool { return len(p.Placed) == n })
	if placed := s.platform.PlacedCalls()[n-1]; placed.Terminal != s.platform.Terminals()[0].ID ||
		placed.Destination != number {
		s.Errorf("placed %+v, want a call to %s", placed, number)
	}
}

// Menu and notifications are in the desktop's language, and in another as soon as that is chosen.
func TestItSpeaksTheUsersLanguage(t *testing.T) {
	s := begin(t, rig.Options{Lang: "fr_FR.UTF-8", Notify: rig.Xfce, Sound: rig.None}, withMessage())
	s.signIn("--hidden")
	s.tray.WaitTooltip("1 message vocal", patience)
	s.tray.OpenMenu().WaitText("Message vocal\u00a0: Anna Schmidt", patience)
	s.shot("menu")
	s.desk.Run("xdotool", "key", "Escape", "mousemove", "600", "400")

	s.platform.AddCall(istratest.Call{RemoteLabel: "Tom Becker", RemoteNumber: "214", Internal: true,
		Incoming: true, Missed: true, Ring: 12 * time.Second, Time: time.Now()})
	s.notified(popups{rig.Xfce, "xfce4-notifyd", func(*rig.Window, string) {}}, "s de sonnerie", "missed-call")

	preferences := s.preferences(s.client())
	preferences.Language = "de"
	s.must(s.client().SetSettings(t.Context(), preferences))
	s.tray.WaitTooltip("1 Voicemail, 1 verpasster Anruf", patience)
	s.tray.OpenMenu().WaitText("Verpasster Anruf: Tom Becker", patience)
	s.shot("german")
	s.desk.Run("xdotool", "key", "Escape")
	s.quit()
}
