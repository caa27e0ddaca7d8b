package settingspage_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/seat"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

// people opens the settings with these address books.
func people(t *testing.T, books ...control.ContactBook) *bench.Bench {
	t.Helper()
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.SetBooks(books...)
	b.UI.Show(control.Show{Page: "settings", Item: "people"})
	b.Settle()
	return b
}

// write puts text into the field of a name.
func write(b *bench.Bench, name, text string) {
	b.T.Helper()
	b.LayOut()
	tree := b.Tree()
	for _, id := range tree.Order {
		if n := tree.Nodes[id]; n.Name == name && n.Text != nil {
			n.Text.Set(text)
			b.Settle()
			return
		}
	}
	b.T.Fatalf("no field is called %q", name)
}

var mine = control.ContactBook{Name: "Mine", Kind: "vcard", People: 87,
	Updated: control.Moment{Time: bench.Noon.Add(-time.Hour)}}

func TestAddressBooksSayHowTheyStand(t *testing.T) {
	b := people(t, mine,
		control.ContactBook{Name: "Company", Kind: "ldap", Syncing: true, Done: 3200, Total: 8000},
		control.ContactBook{Name: "Old", Kind: "carddav", People: 3, Problem: "For scripts.",
			Reason: inbox.Reason{Reason: "contacts-no-book"}})
	b.Expect("File · 87 people · Last synced: Today, 11:00", "Directory (LDAP) · reading 3,200 of 8,000…",
		"CardDAV · 3 people",
		"There is no address book at this address.")
	b.Agent.SetBooks(mine)
	b.Pass(time.Second) // a reading is followed
	b.Settle()
	b.ExpectNot("Company")
}

func TestAnAddressBookIsAddedInTwoSteps(t *testing.T) {
	b := people(t)
	b.Tap("Add an address book")
	b.Tap("An online address book (CardDAV)")
	b.Tap("Test")
	b.Expect("Enter the server’s address.")
	write(b, "Address", "https://cloud.example.com")
	write(b, "Login", "anna")
	write(b, "Password", "secret")
	b.Agent.Fail("testbook", &control.Error{Code: control.Refused, Problem: "unknown-key", Detail: "sha256//3fa911",
		Message: "Unknown."})
	b.Tap("Test")
	b.Expect("sha256// 3fa911", "Copy key")
	b.Agent.Fail("testbook", nil)
	b.Tap("Trust this server")
	b.Expect("214 people found, such as Anna Keller")
	b.Key(fyne.KeyReturn) // the keyboard is at Add
	b.ExpectAsked("testbook carddav||https://cloud.example.com|anna|secret|",
		"testbook carddav||https://cloud.example.com|anna|secret|sha256//3fa911",
		"addbook carddav||https://cloud.example.com|anna|secret|sha256//3fa911")
	b.Expect("CardDAV · 214 people", "Add an address book")
	b.ExpectNot("Test")
}

func TestAWrongPasswordIsSaidAtItsField(t *testing.T) {
	b := people(t)
	b.Tap("Add an address book")
	b.Tap("A company directory (LDAP)")
	write(b, "Address", "ldaps://ldap.example.com")
	b.Agent.Fail("testbook", &control.Error{Code: control.Refused, Problem: "wrong-password", Message: "Refused."})
	b.Tap("Test")
	b.Expect("Refused.")
	if e, ok := b.Window.Canvas().Focused().(*parts.Entry); !ok || !e.Password {
		t.Error("the keyboard is not at the password")
	}
	b.Key(fyne.KeyEscape)
	b.ExpectNot("Test", "Refused.")
}

func TestAddressBooksAreOrderedSyncedAndRemoved(t *testing.T) {
	b := people(t, mine, control.ContactBook{Name: "Company", Kind: "ldap"})
	b.Tap("Move Company up")
	b.Tap("Sync now") // the last one
	b.Tap("Remove")
	b.Expect("Mine")
	b.PressOverlay("Remove")
	b.ExpectAsked("orderbooks Company|Mine", "syncbook Mine", "removebook Mine")
	b.ExpectNot("Mine")
	b.Agent.Fail("syncbook", errors.New("broken"))
	b.Tap("Sync now")
	b.Expect("Something went wrong. Try again.")
}

func TestFilesAreSuggested(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"friends.vcf", "Family.csv", "notes.txt", ".hidden.vcf"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "more"), 0o700); err != nil {
		t.Fatal(err)
	}
	b := people(t)
	b.Tap("Add an address book")
	b.Tap("A file or folder")
	write(b, "File or folder", dir+"/")
	b.Expect(dir+"/Family.csv", dir+"/friends.vcf", dir+"/more/")
	b.ExpectNot(dir+"/notes.txt", dir+"/.hidden.vcf")
	write(b, "File or folder", dir+"/f")
	b.ExpectNot(dir + "/more/")
	b.Tap(dir + "/friends.vcf")
	b.Tap("Add")
	b.ExpectAsked("addbook vcard||" + dir + "/friends.vcf|||")
}

func TestTheHookIsEditedAndTried(t *testing.T) {
	b := people(t)
	write(b, "Program and arguments", `/bin/lamp "on and off`)
	b.Tap("Try it")
	b.Expect("A double quote is not closed.")
	write(b, "Program and arguments", `/bin/lamp "on and off"`)
	b.Tap("Try it")
	b.Expect("It ran without errors.")
	b.Tap("Save the command")
	if s, _ := b.Agent.Settings(t.Context()); !slices.Equal(s.Hook, []string{"/bin/lamp", "on and off"}) {
		t.Errorf("kept: %q", s.Hook)
	}
	b.Agent.Fail("hook", &control.Error{Code: control.Refused, Message: "Not run."})
	b.Tap("Try it")
	b.Expect("Not run.")
	b.ExpectNot("It ran without errors.")
}

func TestTheCallersPageIsCheckedAsOneTypes(t *testing.T) {
	b := people(t)
	write(b, "Address", "htt") // is only begun
	b.ExpectNot("The address has to begin with https:// or http://.")
	write(b, "Address", "crm.example.com/{number}")
	b.Expect("The address has to begin with https:// or http://.")
	write(b, "Address", "https://{name}.example.com/")
	b.Expect("Placeholders can only come after the server’s name.")
	write(b, "Address", "https://crm.example.com/?tel={phone}")
	b.Expect("There is no placeholder {phone}. Use {number}, {name} or {id}.")
	b.Tap("Save the page")
	if s, _ := b.Agent.Settings(t.Context()); s.CallerPage.URL != "" {
		t.Errorf("kept: %q", s.CallerPage.URL)
	}
	write(b, "Address", "https://crm.example.com/?tel={number}")
	write(b, "Label of its button", "CRM")
	b.ExpectNot("Placeholders can only come after the server’s name.")
	b.Tap("Save the page")
	if s, _ := b.Agent.Settings(t.Context()); s.CallerPage.URL != "https://crm.example.com/?tel={number}" ||
		s.CallerPage.Label != "CRM" {
		t.Errorf("kept: %+v", s.CallerPage)
	}
}

// chooser stands in for the desktop's window for choosing files.
type chooser struct {
	path  string
	err   error
	asked []seat.Choice
}

func (*chooser) Available(context.Context) bool { return true }

func (c *chooser) Choose(_ context.Context, question seat.Choice) (string, error) {
	c.asked = append(c.asked, question)
	return c.path, c.err
}

func (*chooser) Parent() string { return "x11:2a" }

func TestAFileIsChosenInTheDesktopsWindow(t *testing.T) {
	c := &chooser{path: "/home/anna/contacts.vcf"}
	b := bench.New(t, fake.Snapshot(bench.Noon), func(o *desk.Options) { o.Chooser = c })
	b.UI.Show(control.Show{Page: "settings", Item: "people"})
	b.Settle()
	b.Tap("Add an address book")
	b.Tap("A file or folder")
	b.Tap("Choose a file…")
	b.Tap("Add")
	b.ExpectAsked("addbook vcard||/home/anna/contacts.vcf|||")
	b.Tap("Add an address book")
	b.Tap("A file or folder")
	c.path = ""
	b.Tap("Choose a folder…")
	if len(c.asked) != 2 || c.asked[0].Folder || !c.asked[1].Folder || c.asked[0].Parent != "x11:2a" {
		t.Errorf("asked %+v", c.asked)
	}
	if e, ok := b.Window.Canvas().Focused().(*parts.Entry); !ok || e.Text != "" {
		t.Error("the keyboard is not at the field, which is still empty")
	}
	c.err = seat.ErrNoChooser
	b.Tap("Choose a file…")
	b.Expect("The desktop’s window for choosing files can’t be used. Type the path.")
}

func TestThePathOfAFileIsEdited(t *testing.T) {
	b := people(t, mine)
	s := settings.Defaults()
	s.Contacts = []settings.Contacts{{Name: "Mine", Kind: "vcard", Path: "/old.vcf"}}
	if err := b.Agent.SetSettings(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	b.Tap("Edit")
	b.ExpectNot("Choose a file…") // this desktop has no window for that
	write(b, "File or folder", "/new.vcf")
	b.Tap("Save")
	b.ExpectAsked("settings", "addbook vcard|Mine|/new.vcf||| replace")
}

// An address is typed as people know it, and what is none is said at the field, not below the form.
func TestAnAddressNeedsNoScheme(t *testing.T) {
	b := people(t)
	b.Tap("Add an address book")
	b.Tap("An online address book (CardDAV)")
	write(b, "Address", "cloud.example.com")
	b.Tap("Test")
	if asked := strings.Join(b.Agent.Asked(), "\n"); !strings.Contains(asked, "https://cloud.example.com") {
		t.Errorf("asked: %s", asked)
	}
	b.Agent.Fail("testbook", &control.Error{Code: control.BadRequest, Message: "For scripts.",
		Reason: inbox.Reason{Reason: "contacts-incomplete"}})
	b.Tap("Test")
	b.Expect("Enter the server’s address.")
}
