package people_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"istratray/app/bus/bustest"
	"istratray/app/people"
	"istratray/app/settings"
	"istratray/internal/need"
)

// libexec is where Debian keeps the programs of Evolution Data Server.
const libexec = "/usr/libexec"

func TestTheDesktopsOwnAddressBook(t *testing.T) {
	registry := filepath.Join(libexec, "evolution-source-registry")
	factory := filepath.Join(libexec, "evolution-addressbook-factory")
	for _, program := range []string{registry, factory} {
		if !exists(program) {
			need.Missing(t, program+" ('make setup' installs it)")
		}
	}
	bustest.Start(t)
	home := t.TempDir()
	t.Setenv("XDG_DATA_HOME", home+"/data")
	t.Setenv("XDG_CACHE_HOME", home+"/cache")
	env := append(os.Environ(), "HOME="+home, "XDG_DATA_HOME="+home+"/data", "XDG_CONFIG_HOME="+home+"/config",
		"XDG_CACHE_HOME="+home+"/cache",
		"XDG_RUNTIME_DIR="+home, "GSETTINGS_BACKEND=memory", "GIO_USE_VFS=local")
	h := newHouse(t)
	h.Use([]settings.Contacts{{Name: "System", Kind: settings.System}})
	if s, err := h.First(t.Context(), "System"); err != nil || s.Problem == nil || s.Problem.Code != people.NoService {
		t.Errorf("without the service: %+v, %v", s, err)
	}
	for _, program := range []string{registry, factory} {
		cmd := exec.Command(program) // #nosec G204 -- a test's own service
		cmd.Env = env
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	}
	h.eventually("the service", func() bool { s := h.sync(); return s.Problem == nil })
	foreign := write(t, filepath.Join(home, "foreign.jpg"), string(people.Photo(t, 60, 60)))
	inside := "ENCODING=b;TYPE=JPEG:" + base64.StdEncoding.EncodeToString(people.Photo(t, 300, 200))
	for i, photo := range []string{inside, "VALUE=uri:file://" + foreign} {
		people.AddToEDS(t, fmt.Sprintf("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna %[1]d\r\nN:%[1]d;Anna;;;\r\nPHOTO;%[2]s\r\n"+
			"TEL;TYPE=WORK:+49 7231 26012%[1]d\r\nEND:VCARD\r\n", i, photo))
	}
	if s := h.sync(); s.People != 2 || s.Problem != nil {
		t.Errorf("%+v, %v", s, s.Problem)
	}
	if k := h.wantName(number("07231260120"), "Anna 0"); k.Picture == "" {
		t.Error("her picture, which the service keeps as a file, is missing")
	} else {
		people.CheckPicture(t, k.Picture)
	}
	if k := h.wantName(number("07231260121"), "Anna 1"); k.Picture != "" {
		t.Error("a file of somebody else's is shown as a picture")
	}
}
