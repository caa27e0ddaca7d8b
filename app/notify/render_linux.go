package notify

import (
	"cmp"
	"os"
	"path/filepath"

	"github.com/godbus/dbus/v5"

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
	icon := ""
	switch {
	case l.icon && l.abilities.Files:
		icon = iconFile()
	case l.icon:
		icon = desktopEntry
	}
	const asTheServiceLikes = int32(-1)
	return []any{l.opts.AppName, replaces, icon, plain.Line(note.Title, maxTitle), body,
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
	if picture := cmp.Or(pictureAddress(note.Picture), l.picture); picture != "" {
		hints["image-path"] = dbus.MakeVariant(picture)
	}
	if note.Missed {
		hints["category"] = dbus.MakeVariant("call.unanswered")
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

// installed reports whether the program's icon is among the desktop's: services find it by its name then, sharp in
// any size.
func installed() bool { return iconIn("*") != "" }

// iconFile is the installed icon in the size that services without a size of their own show well; else its name.
func iconFile() string { return cmp.Or(iconIn("48x48"), desktopEntry) }

// iconIn is the program's icon in a folder for a size; "" where there is none.
func iconIn(size string) string {
	for _, dir := range dataDirs() {
		found, err := filepath.Glob(filepath.Join(dir, "icons/hicolor", size, "apps", desktopEntry+".*"))
		if err == nil && len(found) > 0 {
			return found[0]
		}
	}
	return ""
}

// dataDirs are the folders that desktops look for icons in.
func dataDirs() []string {
	home, dirs := os.Getenv("XDG_DATA_HOME"), os.Getenv("XDG_DATA_DIRS")
	if home == "" {
		home = filepath.Join(os.Getenv("HOME"), ".local/share")
	}
	if dirs == "" {
		dirs = "/usr/local/share:/usr/share"
	}
	return append(filepath.SplitList(dirs), home)
}
