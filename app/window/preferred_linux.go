package window

import (
	"context"
	"slices"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
	"istratray/app/window/look"
)

// The desktop's portal, which knows how programs are to look.
const (
	portalName     = "org.freedesktop.portal.Desktop"
	portalPath     = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	portalSettings = "org.freedesktop.portal.Settings"
)

// Where desktops keep these wishes: the common place, and GNOME's own keys, which its portal hands on.
const (
	appearance         = "org.freedesktop.appearance"
	gnomeInterface     = "org.gnome.desktop.interface"
	gnomeAccessibility = "org.gnome.desktop.a11y.interface"
)

var wishPlaces = []string{appearance, gnomeInterface, gnomeAccessibility}

// unsaid is how a window looks on a desktop that doesn't answer.
func unsaid() look.Desktop { return look.Desktop{Mode: gtkMode()} }

// preferred hands over how the desktop wants its programs to look, and again each time that may have changed. The first
// answer takes as long as it takes: some desktops start the portal for the question, and some let it hang. The channel
// is closed when ctx ends, or where there is nobody to ask.
func preferred(ctx context.Context) <-chan look.Desktop {
	wishes := make(chan look.Desktop, 1)
	go func() {
		defer close(wishes)
		conn, err := bus.Connect(ctx)
		if err != nil {
			return
		}
		defer conn.Close()
		changes := wishChanges(ctx, conn)
		for {
			select {
			case wishes <- askPortal(ctx, conn):
			case <-ctx.Done():
				return
			}
			if !awaitChange(ctx, changes) {
				return
			}
		}
	}()
	return wishes
}

// wishChanges are the signals after which the portal is asked again. A bus that refuses them still answers once.
func wishChanges(ctx context.Context, conn *dbus.Conn) <-chan *dbus.Signal {
	changes := make(chan *dbus.Signal, 16)
	conn.Signal(changes)
	_ = conn.AddMatchSignalContext(ctx, dbus.WithMatchObjectPath(portalPath), dbus.WithMatchInterface(portalSettings),
		dbus.WithMatchMember("SettingChanged"))
	_ = bus.WatchOwner(ctx, conn, portalName)
	return changes
}

// awaitChange waits until a wish has changed or the portal has come. False means that nothing will any more.
func awaitChange(ctx context.Context, changes <-chan *dbus.Signal) bool {
	for {
		select {
		case <-ctx.Done():
			return false
		case s, open := <-changes:
			if !open {
				return false
			}
			if owner, ok := bus.OwnerChange(s, portalName); ok && owner != "" || changesWish(s) {
				return true
			}
		}
	}
}

// changesWish reports whether a signal is about something that the window's look depends on.
func changesWish(s *dbus.Signal) bool {
	if s.Name != portalSettings+".SettingChanged" || len(s.Body) == 0 {
		return false
	}
	place, ok := s.Body[0].(string)
	return ok && slices.Contains(wishPlaces, place)
}

// askPortal asks for all wishes at once: each question is a way to the portal and back, before the window is open.
func askPortal(ctx context.Context, conn *dbus.Conn) look.Desktop {
	var all map[string]map[string]dbus.Variant
	portal := conn.Object(portalName, portalPath)
	if err := portal.CallWithContext(ctx, portalSettings+".ReadAll", 0, wishPlaces).Store(&all); err != nil {
		return unsaid()
	}
	return wishesIn(func(place, key string) any { return all[place][key].Value() })
}

// wishesIn finds the wishes by a way to read one setting; nil is one that isn't there.
func wishesIn(read func(place, key string) any) look.Desktop {
	d := look.Desktop{}
	switch read(appearance, "color-scheme") {
	case nil:
		d.Mode = gtkMode()
	case uint32(1):
		d.Mode = look.Dark
	default:
		d.Mode = look.Light
	}
	contrast := read(appearance, "contrast")
	if contrast == nil {
		contrast = read(gnomeAccessibility, "high-contrast")
	}
	d.HighContrast = contrast == uint32(1) || contrast == true
	motion := read(appearance, "reduced-motion")
	if motion == nil {
		motion = read(gnomeInterface, "enable-animations") == false
	}
	d.Still = motion == uint32(1) || motion == true
	d.TextScale = sensible(read(gnomeInterface, "text-scaling-factor"))
	return d
}

// sensible is a factor that text can be scaled by, or 0.
func sensible(v any) float64 {
	if scale, ok := v.(float64); ok && scale >= 0.5 && scale <= 3 {
		return scale
	}
	return 0
}
