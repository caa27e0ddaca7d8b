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
func (s *story) asks(method string, answer any, args ...any) error {
	call := s.desk.Bus().Object("org.istratray.IstraTray.Search", "/org/istratray/IstraTray/Search").CallWithContext(
		s.Context(), method, 0, args...)
	if call.Err != nil || answer == nil {
		return call.Err
	}
	return call.Store(answer)
}

func (s *story) finds(word string) (ids []string, err error) {
	err = s.asks("org.gnome.Shell.SearchProvider2.GetInitialResultSet", &ids, []string{word})
	return ids, err
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
	var ids []string
	rig.Eventually(s, patience, "the call and the person are found", func() (err error) {
		if ids, err = s.finds("keller"); err == nil && len(ids) != 2 {
			err = fmt.Errorf("found are %q", ids)
		}
		return err
	})
	s.must(s.asks("org.gnome.Shell.SearchProvider2.ActivateResult", nil, ids[0], []string{"keller"}, uint32(0)))
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Anna Keller", patience)
	s.shot("caller")
	s.must(s.asks("org.kde.krunner1.Run", nil, ids[1], ""))
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

func none(ids []string, err error) error {
	if err == nil && len(ids) > 0 {
		err = fmt.Errorf("found are %q", ids)
	}
	return err
}

func some(ids []string, err error) error {
	if err == nil && len(ids) == 0 {
		err = errors.New("nobody is found")
	}
	return err
}
