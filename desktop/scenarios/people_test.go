//go:build desktop

package scenarios

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"istratray/assets/icons"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// stranger is a call from outside, of which the platform knows the number only.
func (s *story) stranger(number string) {
	s.platform.AddCall(istratest.Call{RemoteLabel: number, RemoteNumber: number, RemoteType: "EXTERNAL_NUMBER",
		Incoming: true, Missed: true, Ring: 12 * time.Second, Time: time.Now()})
}

// A number becomes a person when an address book knows it; VIPs come through at night, muted callers never.
func TestANumberBecomesAPerson(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.signIn("--hidden")
	home := s.desk.Getenv("HOME")
	s.stranger("+49723126120")
	first := s.desk.Notifications().Wait("Missed call", patience)
	if !strings.Contains(first.String(), "7231") {
		t.Errorf("nobody is known: %v", first)
	}
	contacts := filepath.Join(home, "mine.vcf")
	s.must(os.WriteFile(contacts,
		[]byte("BEGIN:VCARD\nVERSION:3.0\nFN:Anna <b>Keller</b>\nORG:Keller GmbH\nTEL:+49 7231 26-120\nPHOTO;ENCODING=b:"+
			base64.StdEncoding.EncodeToString(icons.PNG64)+"\nEND:VCARD\n"),
		0o600))
	s.succeeds("contacts", "add", "vcard", contacts, "--name", "Mine")
	s.inMenu("Missed call: Anna <b>Keller</b>")

	s.succeeds("note", "+49723126120", "Wants the offer")
	s.stranger("+49723126120")
	n := s.desk.Notifications().Wait("from Anna", patience)
	if !strings.Contains(n.Body, "Keller GmbH") || !strings.Contains(n.Body, "Wants the offer") {
		t.Errorf("the notification reads %v", n)
	}
	if shown, _ := n.Hints["image-path"].Value().(string); !strings.Contains(shown, "-pictures/") {
		t.Errorf("the notification shows %q", shown)
	}

	now := time.Now()
	c := s.client()
	p := s.preferences(c)
	p.Notifications.QuietFrom, p.Notifications.QuietTo = now.Add(-time.Hour).Format("15:04"),
		now.Add(time.Hour).Format("15:04")
	s.must(c.SetSettings(t.Context(), p))
	if p := s.preferences(c); len(p.Contacts) != 1 {
		t.Errorf("a window's settings have changed the address books: %+v", p.Contacts)
	}
	s.succeeds("mute", "+4989555100", "on")
	s.succeeds("vip", "+4930901820", "on")
	s.stranger("+4989555100")
	s.stranger("+49723126121")
	s.stranger("+4930901820")
	vip := s.desk.Notifications().Wait("VIP", patience)
	if !strings.Contains(vip.String(), "30") {
		t.Errorf("the VIP's notification reads %v", vip)
	}
	s.waitBadge(4, patience) // all but the muted one
	if all := s.desk.Notifications().All(); len(all) != 3 {
		t.Errorf("shown at night: %v", all)
	}

	s.must(os.WriteFile(contacts, []byte("BEGIN:VCARD\nVERSION:3.0\nFN:Anna Schmidt\nTEL:+49 7231 26-120\nEND:VCARD\n"),
		0o600))
	s.inMenu("Missed call: Anna Schmidt")
	s.quit()
}

func (s *story) inMenu(text string) {
	s.Helper()
	rig.Eventually(s, patience, fmt.Sprintf("the menu has %q", text), func() error {
		for _, item := range s.tray.Menu().Children {
			if strings.HasPrefix(item.Label, text) {
				return nil
			}
		}
		return fmt.Errorf("it is %v", s.tray.Menu())
	})
}

// An address book goes away: its people keep their names, also over a restart, and its problem is on the settings'
// page until it is back. Signing out puts one's own notes away, signing in again brings them back.
func TestAnAddressBookThatGoesDown(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.signIn("--hidden")
	file := filepath.Join(s.desk.Getenv("HOME"), "mine.vcf")
	card := []byte("BEGIN:VCARD\nVERSION:3.0\nFN:Anna Keller\nTEL:+49 7231 26-120\nEND:VCARD\n")
	s.must(os.WriteFile(file, card, 0o600))
	s.succeeds("contacts", "add", "vcard", file, "--name", "Mine")
	s.succeeds("note", "+49723126120", "Wants the offer")
	s.stranger("+49723126120")
	s.inMenu("Missed call: Anna Keller")

	s.must(os.Remove(file))
	s.knows("mine.vcf is gone", `"problemCode":"not-found"`, "contacts", "--json")
	s.quit()
	s.startAgain()
	s.tray = s.desk.WaitTray("istratray", patience)
	s.inMenu("Missed call: Anna Keller")
	s.succeeds("show")
	window := s.desk.Accessible("istratray")
	window.Wait(rig.PageTab, "Settings", patience).Press()
	window.Wait(rig.Label, "The address book is not there. Check its path or address.", patience)
	s.shot("down")
	s.must(os.WriteFile(file, card, 0o600))
	s.knows("it is back", `"problem":""`, "contacts", "--json")

	s.must(s.client().SignOut(t.Context()))
	s.waitState("signed-out")
	if p := s.desk.Run(program, "note", "+49723126120"); strings.Contains(p.Stdout(), "offer") {
		t.Errorf("signed out, the note is %q", p.Stdout())
	}
	s.quit()
	s.signIn("--hidden")
	s.knows("the note is there again", "Wants the offer", "note", "+49723126120")
	s.quit()
}

// knows waits until a command says something.
func (s *story) knows(what, said string, command ...string) {
	s.Helper()
	rig.Eventually(s, patience, what, func() error {
		if p := s.desk.Run(program, command...); !strings.Contains(p.Stdout(), said) {
			return fmt.Errorf("%s says %q", command, p.Stdout())
		}
		return nil
	})
}
