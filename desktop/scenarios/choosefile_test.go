//go:build desktop

package scenarios

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// portalOf puts a portal on the desktop's bus, in which somebody chooses that file; it tells for which window.
func (s *story) portalOf(file string) (parents chan string) {
	s.Helper()
	conn, err := dbus.Connect(s.desk.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	s.must(err)
	s.Cleanup(func() { _ = conn.Close() })
	parents = make(chan string, 1)
	const path = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	choose := func(from dbus.Sender, parent, _ string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
		token, _ := options["handle_token"].Value().(string)
		sender := strings.ReplaceAll(strings.TrimPrefix(string(from), ":"), ".", "_")
		request := path + dbus.ObjectPath("/request/"+sender+"/"+token)
		_ = conn.Emit(request, "org.freedesktop.portal.Request.Response", uint32(0),
			map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{"file://" + file})})
		parents <- parent
		return request, nil
	}
	version := func(_, _ string) (dbus.Variant, *dbus.Error) { return dbus.MakeVariant(uint32(3)), nil }
	s.must(conn.ExportMethodTable(map[string]any{"OpenFile": choose}, path, "org.freedesktop.portal.FileChooser"))
	s.must(conn.ExportMethodTable(map[string]any{"Get": version}, path, "org.freedesktop.DBus.Properties"))
	_, err = conn.RequestName("org.freedesktop.portal.Desktop", dbus.NameFlagDoNotQueue)
	s.must(err)
	return parents
}

// A file of vCards is chosen in the desktop's own window, as in other programs; its path is changed later.
func TestAFileOfCardsIsChosen(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	home := s.desk.Getenv("HOME")
	file := filepath.Join(home, "my contacts.vcf")
	s.must(os.WriteFile(file, []byte("BEGIN:VCARD\nFN:Anna Keller\nTEL:+49 7231 26-120\nEND:VCARD\n"), 0o600))
	other := filepath.Join(home, "other.vcf")
	s.must(os.WriteFile(other, []byte("BEGIN:VCARD\nFN:Zoe\nTEL:+49 7231 26-121\nEND:VCARD\n"), 0o600))
	parents := s.portalOf(strings.ReplaceAll(file, " ", "%20"))
	s.signIn()
	window := s.desk.Accessible("istratray")
	window.Wait(rig.PageTab, "Settings", patience).Press()
	window.Wait(rig.Button, "Add an address book", patience).Press()
	window.Wait(rig.Button, "A file or folder", patience).Press()
	window.Wait(rig.Button, "Choose a file…", patience).Press()
	select {
	case parent := <-parents:
		if !strings.HasPrefix(parent, "x11:") {
			t.Errorf("it is asked for by %q", parent)
		}
	case <-time.After(patience):
		t.Fatal("the desktop's window was not asked for")
	}
	rig.Eventually(t, patience, "the file is in the field", func() error {
		if path := window.Wait(rig.Entry, "File or folder", patience).Text(); path != file {
			return fmt.Errorf("there is %q", path)
		}
		return nil
	})
	window.Wait(rig.Button, "Test", patience).Press()
	window.Wait(rig.Label, "1 person found: Anna Keller", patience)
	s.shot("chosen")
	window.Wait(rig.Button, "Add", patience).Press()
	window.Wait(rig.Button, "Edit", patience).Press()
	window.Wait(rig.Entry, "File or folder", patience).Set(other)
	window.Wait(rig.Button, "Test", patience).Press()
	window.Wait(rig.Label, "1 person found: Zoe", patience)
	s.desk.WaitWindow("Istra Tray", patience).Key("Return") // the keyboard is at Save
	s.knows("the other file is read", `"name":"Zoe"`, "contacts", "lookup", "+49723126121", "--json")
	s.quit()
}
