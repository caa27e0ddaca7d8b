package notify

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"sync"

	"github.com/godbus/dbus/v5"

	"istratray/assets/icons"
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
	body := lines(note.Body, maxBody)
	if l.abilities.Markup {
		body = markup(body)
	}
	const asTheServiceLikes = int32(-1)
	return []any{l.opts.AppName, replaces, desktopEntry, line(note.Title, maxTitle), body,
		l.actions(note), l.hints(note), asTheServiceLikes}
}

func (l *link) actions(note Notification) []string {
	pairs := []string{}
	if !l.abilities.Actions {
		return pairs
	}
	for _, a := range note.Actions {
		pairs = append(pairs, a.Key, line(a.Label, maxTitle))
	}
	return pairs
}

func (l *link) hints(note Notification) map[string]dbus.Variant {
	hints := map[string]dbus.Variant{
		"desktop-entry": dbus.MakeVariant(desktopEntry),
		"urgency":       dbus.MakeVariant(normal),
		"image-data":    picture(),
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
	Data                  []byte
}

// picture is the program's icon. It is sent along, since the icon's name means something only where
// the program was installed.
var picture = sync.OnceValue(func() dbus.Variant {
	icon, err := png.Decode(bytes.NewReader(icons.PNG64))
	if err != nil {
		panic("notify: the embedded icon is no picture: " + err.Error())
	}
	img := image.NewNRGBA(icon.Bounds())
	draw.Draw(img, img.Bounds(), icon, icon.Bounds().Min, draw.Src)
	size := img.Bounds().Size()
	return dbus.MakeVariant(pixels{int32(size.X), int32(size.Y), int32(img.Stride), true, 8, 4, img.Pix})
})
