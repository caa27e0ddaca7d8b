package seat

import (
	"errors"
	"fmt"
	"testing"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
)

// chooserOf is a portal in which a person chooses: code 0 and a place, or 1 for nothing.
func chooserOf(t *testing.T, b *bustest.Bus, code uint32, uri string) (asked chan map[string]dbus.Variant) {
	t.Helper()
	f := &fakePortal{t: t, conn: b.Connect()}
	asked = make(chan map[string]dbus.Variant, 5)
	for iface, methods := range map[string]map[string]any{
		properties: {"Get": func(_, _ string) (dbus.Variant, *dbus.Error) { return dbus.MakeVariant(uint32(3)), nil }},
		portalFiles: {"OpenFile": func(from dbus.Sender, parent, title string, options map[string]dbus.Variant,
		) (dbus.ObjectPath, *dbus.Error) {
			asked <- map[string]dbus.Variant{"parent": dbus.MakeVariant(parent), "title": dbus.MakeVariant(title),
				"directory": options["directory"], "filters": options["filters"]}
			return f.answer(from, options, code, map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{uri})})
		}},
	} {
		if err := f.conn.ExportMethodTable(methods, portalPath, iface); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.conn.RequestName(portal, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return asked
}

// asking is what the portal was asked; ChooseFile has returned by then.
func asking(t *testing.T, asked <-chan map[string]dbus.Variant) map[string]dbus.Variant {
	t.Helper()
	select {
	case question := <-asked:
		return question
	default:
		t.Fatal("the portal was not asked")
		return nil
	}
}

func TestAFileIsChosen(t *testing.T) {
	b := bustest.Start(t)
	if _, err := ChooseFile(t.Context(), Choice{}); !errors.Is(err, ErrNoChooser) || HasChooser(t.Context()) {
		t.Errorf("without a portal: %v", err)
	}
	asked := chooserOf(t, b, 0, "file:///home/anna/My%20contacts.vcf")
	if !HasChooser(t.Context()) {
		t.Error("the portal is not found")
	}
	path, err := ChooseFile(t.Context(), Choice{Title: "Add", Kind: "vCards", Patterns: []string{"*.vcf"},
		Parent: "x11:2a"})
	if err != nil || path != "/home/anna/My contacts.vcf" {
		t.Errorf("%q, %v", path, err)
	}
	question := asking(t, asked)
	if question["parent"].Value() != "x11:2a" || question["title"].Value() != "Add" ||
		fmt.Sprint(question["filters"].Value()) != "[[vCards [[0 *.vcf]]]]" {
		t.Errorf("asked %v", question)
	}
	if _, err := ChooseFile(t.Context(), Choice{Folder: true}); err != nil ||
		asking(t, asked)["directory"].Value() != true {
		t.Errorf("a folder: %v", err)
	}
}

func TestNoFileIsChosen(t *testing.T) {
	chooserOf(t, bustest.Start(t), 1, "")
	if path, err := ChooseFile(t.Context(), Choice{}); path != "" || err != nil {
		t.Errorf("%q, %v", path, err)
	}
}

func TestAPlaceThatIsNoFileIsChosen(t *testing.T) {
	chooserOf(t, bustest.Start(t), 0, "sftp://host/x.vcf")
	if path, err := ChooseFile(t.Context(), Choice{}); path != "" || err == nil {
		t.Errorf("%q, %v", path, err)
	}
}
