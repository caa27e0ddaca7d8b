package proxy

import (
	"context"
	"errors"
	"fmt"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// The desktop's portal, which knows its proxy settings and evaluates proxy scripts.
const (
	portal     = "org.freedesktop.portal.Desktop"
	portalPath = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	lookup     = "org.freedesktop.portal.ProxyResolver.Lookup"
)

// System finds the proxies for a host and port: "" is none, an empty list too. A portal that doesn't run is not started
// for it.
func System(ctx context.Context, addr string) ([]string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	conn, err := bus.Connect(ctx)
	if err != nil {
		return nil, nil // no desktop
	}
	defer conn.Close()
	var found []string
	err = conn.Object(portal, portalPath).CallWithContext(ctx, lookup, dbus.FlagNoAutoStart,
		"https://"+addr+"/").Store(&found)
	var refusal dbus.Error
	if errors.As(err, &refusal) {
		return nil, nil // it doesn't run, or can't tell
	}
	if err != nil {
		return nil, fmt.Errorf("ask the desktop for proxies: %w", err)
	}
	for i, address := range found {
		if address == "direct://" {
			found[i] = ""
		}
	}
	return found, nil
}

// Kind says in a word what the user has set: here only a look at a host tells.
func Kind() string { return "desktop" }
