package notify

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
	"istratray/app/plain"
)

// The desktop file's name without its ending: services find icon and settings by it.
const desktopEntry = "istratray"

// Urgencies of the protocol.
const (
	normal   = byte(1)
	critical = byte(2)
)

// render makes the arguments of Notify. Title and labels are plain text by the protocol; the body is
// markup for the services that say so, and must not be escaped for the others.
func (l *link) render(note Notification, replaces uint32) []any {
	body := plain.Lines(note.Body, maxBody)
	if l.abilities.Markup {
		body = markup(body)
	}
	const asTheServiceLikes = int32(-1)
	return []any{l.opts.AppName, replaces, desktopEntry, plain.Line(note.Title, maxTitle), body,
		l.actions(note), l.hints(note), asTheServiceLikes}
}

func (l *link) actions(note Notification) []string {
	pairs := []string{}
	if !l.abilities.Actions {
		return pairs
	}
	for _, a := range note.Actions {
		pairs = append(pairs, a.Key, plain.Line(a.Label, maxTitle))
	}
	return pairs
}

func (l *link) hints(note Notification) map[string]dbus.Variant {
	hints := map[string]dbus.Variant{
		"desktop-entry": dbus.MakeVariant(desktopEntry),
		"urgency":       dbus.MakeVariant(normal),
	}
	if l.picture != nil {
		hints["image-data"] = *l.picture
	}
	if note.Urgent {
		hints["urgency"] = dbus.MakeVariant(critical)
	}
	if note.Sound && l.abilities.Sound {
		hints["sound-name"] = dbus.MakeVariant("message-new-instant")
	}
	if !note.Sound {
		hints["suppress-sound"] = dbus.MakeVariant(true)
	}
	return hints
}

// pixels are a picture as the protocol has it: rows of RGBA, not premultiplied.
type pixels struct {
	Width, Height, Stride int32
	Alpha                 bool
	BitsPerSample         int32
	Channels              int32
	Data                  []uint32 // of bytes: see bus.Words
}

var pixelsSignature = dbus.ParseSignatureMust("(iiibiiay)")

// decode makes a hint of a PNG. It is sent along with each notification, since an icon's name means
// something only where the program was installed.
func decode(file []byte) (dbus.Variant, error) {
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return dbus.Variant{}, err
	}
	flat := image.NewNRGBA(img.Bounds())
	draw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, draw.Src)
	size := flat.Bounds().Size()
	p := pixels{int32(size.X), int32(size.Y), int32(flat.Stride), true, 8, 4, bus.Words(flat.Pix)}
	return dbus.MakeVariantWithSignature(p, pixelsSignature), nil
}
