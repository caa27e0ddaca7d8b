package bus_test

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// What is sent as words arrives as the bytes it was.
func TestWordsArriveAsBytes(t *testing.T) {
	type picture struct {
		Width int32
		Odd   byte // so that what follows has to be aligned
		Data  []uint32
	}
	want := []byte{1, 2, 3, 4, 250, 251, 252, 253, 0, 0, 0, 9}
	order := binary.ByteOrder(binary.LittleEndian)
	if binary.NativeEndian.Uint16([]byte{1, 0}) != 1 {
		order = binary.BigEndian
	}
	sent := dbus.MakeVariantWithSignature([]picture{{3, 7, bus.Words(want)}, {1, 7, nil}},
		dbus.ParseSignatureMust("a(iyay)"))
	m := &dbus.Message{Type: dbus.TypeMethodCall, Body: []any{sent}, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldPath: dbus.MakeVariant(dbus.ObjectPath("/a")), dbus.FieldMember: dbus.MakeVariant("M"),
		dbus.FieldSignature: dbus.MakeVariant(dbus.SignatureOf(sent)),
	}}
	var wire bytes.Buffer
	if err := m.EncodeTo(&wire, order); err != nil {
		t.Fatal(err)
	}
	got, err := dbus.DecodeMessage(&wire)
	if err != nil {
		t.Fatal(err)
	}
	pictures := got.Body[0].(dbus.Variant).Value().([][]any)
	if data := pictures[0][2].([]byte); !bytes.Equal(data, want) || len(pictures[1][2].([]byte)) != 0 {
		t.Errorf("arrived as %v", pictures)
	}
}
