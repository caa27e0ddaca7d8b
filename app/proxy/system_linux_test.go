package proxy

import (
	"slices"
	"testing"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
)

// fakePortal answers as a desktop's portal does.
type fakePortal struct{ asked chan string }

func (p *fakePortal) Lookup(uri string) ([]string, *dbus.Error) {
	p.asked <- uri
	if uri == "https://odd.example:443/" {
		return nil, dbus.NewError("org.freedesktop.portal.Error.Failed", nil)
	}
	return []string{"http://proxy.example:8080", "direct://"}, nil
}

func TestSystemAsksThePortal(t *testing.T) {
	conn := bustest.Start(t).Connect()
	if found, err := System(t.Context(), "pbx.example:443"); len(found) != 0 || err != nil {
		t.Errorf("without a portal: %q, %v", found, err)
	}
	p := &fakePortal{asked: make(chan string, 4)}
	if err := conn.Export(p, portalPath, "org.freedesktop.portal.ProxyResolver"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(portal, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	found, err := System(t.Context(), "pbx.example:443")
	if err != nil || !slices.Equal(found, []string{"http://proxy.example:8080", ""}) {
		t.Errorf("%q, %v", found, err)
	}
	if asked := <-p.asked; asked != "https://pbx.example:443/" {
		t.Errorf("asked was %s", asked)
	}
	if found, err := System(t.Context(), "odd.example:443"); len(found) != 0 || err != nil {
		t.Errorf("a portal that fails: %q, %v", found, err)
	}
}

func TestSystemWithoutADesktop(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	if found, err := System(t.Context(), "pbx.example:443"); len(found) != 0 || err != nil {
		t.Errorf("%q, %v", found, err)
	}
}
