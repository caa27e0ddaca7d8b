//go:build desktop

package scenarios

import (
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"istratray/assets/icons"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// An address book is added in the window: a number becomes a person while one looks. Then it is given a name of one's
// own, a note, made a VIP, and muted; all of that by names and roles.
func TestCallersGetNamesInTheWindow(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.signIn("--hidden")
	s.stranger("+49723126120")
	s.waitBadge(1, patience)
	s.succeeds("show")
	window := s.desk.Accessible("istratray")
	window.Wait(rig.PageTab, "Settings", patience).Press()

	contacts := filepath.Join(s.desk.Getenv("HOME"), "contacts.vcf")
	s.must(os.WriteFile(contacts,
		[]byte("BEGIN:VCARD\nVERSION:3.0\nFN:Anna Keller\nORG:Keller GmbH\nTEL:+49 7231 26-120\nPHOTO;ENCODING=b:"+
			base64.StdEncoding.EncodeToString(icons.PNG64)+"\nEND:VCARD\n"), 0o600))
	window.Wait(rig.Button, "Add an address book", patience).Press()
	window.Wait(rig.Button, "A file or folder", patience).Press()
	window.Wait(rig.Entry, "File or folder", patience).Set("~/contacts.vcf")
	window.Wait(rig.Button, "Test", patience).Press()
	window.Wait(rig.Label, "1 person found: Anna Keller", patience)
	s.shot("found")
	window.Wait(rig.Button, "Add", patience).Press()
	window.Wait(rig.Button, "Sync now", patience)

	window.Wait(rig.PageTab, "Calls", patience).Press()
	window.Wait(rig.Heading, "Anna Keller", patience)
	window.Wait(rig.Label, "Keller GmbH", patience)
	s.desk.WaitWindow("Istra Tray", patience).Key("F2")
	window.Wait(rig.Entry, "Name", patience).Set("Anna from Keller")
	window.Wait(rig.Entry, "Note", patience).Set("Wants the offer")
	window.Wait(rig.Button, "Save", patience).Press()
	window.Wait(rig.Heading, "Anna from Keller", patience)
	window.Wait(rig.Label, "Wants the offer", patience)
	s.say(window, "VIP")
	s.waitThing(window, rig.ListItem, "Anna from Keller, VIP", func(*rig.Thing) bool { return true })
	s.shot("vip")
	s.say(window, "Muted")
	s.waitThing(window, rig.ListItem, "Anna from Keller, VIP, muted", func(*rig.Thing) bool { return true })
	if said := s.desk.Run(program, "contacts", "lookup", "+49723126120",
		"--json").Stdout(); !strings.Contains(said, `"muted":true`) ||
		!strings.Contains(said, `"note":"Wants the offer"`) {
		t.Errorf("the command says %s", said)
	}
	window.Wait(rig.Button, "Undo", patience).Press()
	s.waitThing(window, rig.ListItem, "Anna from Keller, VIP, Missed", func(*rig.Thing) bool { return true })
	s.quit()
}

// say chooses something to say about the caller who is shown.
func (s *story) say(window *rig.Accessible, item string) {
	s.Helper()
	window.Wait(rig.Button, "More", patience).Press()
	window.Wait(rig.MenuItem, item, patience).Press()
}

// Someone without an account looks at the demo first: it opens beside the sign-in, which waits.
func TestTheFirstRunLeadsToTheDemo(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.agent = s.desk.Spawn(program)
	window := s.desk.Accessible("istratray")
	window.Wait(rig.Entry, "Server", patience).Set("phone.example.com")
	window.Wait(rig.Button, "Try the demo", patience).Press()
	rig.Eventually(s, patience, "the demo runs", func() error {
		if p := s.desk.Run(program, "status", "--profile", "demo",
			"--json"); !strings.Contains(p.Stdout(), `"demo":true`) {
			return errors.New("not yet")
		}
		return nil
	})
	s.waitState("signed-out") // the account's own agent is left as it was
	s.succeeds("quit", "--profile", "demo")
	window.Wait(rig.Button, "Sign in", patience)
	s.quit()
}
