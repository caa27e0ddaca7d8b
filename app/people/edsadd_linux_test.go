package people

import (
	"testing"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// AddToEDS puts a card into the desktop's own address book, as another program would.
func AddToEDS(t *testing.T, card string) {
	t.Helper()
	conn, err := bus.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	s, err := findEDS(t.Context(), conn)
	if err != nil {
		t.Fatal(err)
	}
	var path, name string
	if err := call(t.Context(), conn.Object(s.factory, edsFactory), edsInterface+"Factory.OpenAddressBook",
		"system-address-book").Store(&path, &name); err != nil {
		t.Fatal(err)
	}
	book := conn.Object(name, dbus.ObjectPath(path))
	if err := call(t.Context(), book, edsInterface+".Open").Err; err != nil {
		t.Fatal(err)
	}
	if err := call(t.Context(), book, edsInterface+".CreateContacts", []string{card}, uint32(0)).Err; err != nil {
		t.Fatal(err)
	}
}
