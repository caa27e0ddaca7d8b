package notify

import "github.com/godbus/dbus/v5"

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
