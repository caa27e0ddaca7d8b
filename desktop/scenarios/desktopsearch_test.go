//go:build desktop

package scenarios

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// asks calls the program as the search of GNOME and of Plasma does.
func (s *story) asks(method string, answer any, args ...any) {
	s.Helper()
	call := s.desk.Bus().Object("org.istratray.IstraTray.Search", "/org/istratray/IstraTray/Search").CallWithContext(
		s.Context(), method, 0, args...)
	s.must(call.Err)
	if answer != nil {
		s.must(call.Store(answer))
	}
}

func (s *story) finds(word string) (ids []string) {
	s.Helper()
	s.asks("org.gnome.Shell.SearchProvider2.GetInitialResultSet", &ids, []string{word})
	return ids
}

// Callers and people are found by the search of the desktop, and nothing is dialled by it.
func TestTheDesktopsSearch(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.signIn("--hidden")
	contacts := filepath.Join(s.desk.Getenv("HOME"), "mine.vcf")
	const card = "BEGIN:VCARD\nVERSION:3.0\nFN:Benoît Keller\nTEL:+33 1 23 45 67 89\nEND:VCARD\n"
	s.must(os.WriteFile(contacts, []byte(card), 0o600))
	s.succeeds("contacts", "add", "vcard", contacts, "--name", "Mine")
	s.missed("Anna Keller", "+49723126120")
	s.waitBadge(1, patience)
	ids := s.finds("keller")
	if len(ids) != 2 {
		t.Fatalf("found are %q, want the call and the person", ids)
	}
	s.asks("org.gnome.Shell.SearchProvider2.ActivateResult", nil, ids[0], []string{"keller"}, uint32(0))
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Anna Keller", patience)
	s.shot("caller")
	s.asks("org.kde.krunner1.Run", nil, ids[1], "")
	window.WaitText("Call this number", patience)
	s.shot("dial")
	if placed := s.platform.PlacedCalls(); len(placed) != 0 {
		t.Errorf("the search has placed %+v", placed)
	}

	lock := rig.Lock(s, s.desk.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	rig.Eventually(s, patience, "nobody is found on a locked screen", func() error { return none(s.finds("keller")) })
	lock.Set(false)
	rig.Eventually(s, patience, "found again", func() error { return some(s.finds("keller")) })
	preferences := s.preferences(s.client())
	preferences.Notifications.Private = true
	s.must(s.client().SetSettings(t.Context(), preferences))
	s.must(none(s.finds("keller")))
	s.quit()
}

func none(ids []string) error {
	if len(ids) > 0 {
		return fmt.Errorf("found are %q", ids)
	}
	return nil
}

func some(ids []string) error {
	if len(ids) == 0 {
		return errors.New("nobody is found")
	}
	return nil
}
