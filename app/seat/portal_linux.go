package seat

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// The names of the portal.
const (
	portal         = "org.freedesktop.portal.Desktop"
	portalPath     = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	portalRequest  = "org.freedesktop.portal.Request"
	portalSession  = "org.freedesktop.portal.Session"
	portalRegistry = "org.freedesktop.host.portal.Registry"
)

// errPortalRefused says that the person, or the portal, answered no.
var errPortalRefused = errors.New("the portal answers no")

// portalLink is a conversation with the portal.
type portalLink struct {
	conn    *dbus.Conn
	desktop dbus.BusObject
	signals chan *dbus.Signal
}

// openPortal begins one with a portal that has an interface. The caller closes its connection.
func openPortal(ctx context.Context, iface string) (*portalLink, error) {
	conn, err := bus.Connect(ctx)
	if err != nil {
		return nil, err
	}
	p := &portalLink{conn: conn, desktop: conn.Object(portal, portalPath), signals: make(chan *dbus.Signal, 16)}
	var version dbus.Variant
	err = p.desktop.CallWithContext(ctx, properties+".Get", 0, iface, "version").Store(&version)
	if err == nil {
		conn.Signal(p.signals)
		err = conn.AddMatchSignalContext(ctx, dbus.WithMatchSender(portal))
	}
	if err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("reach the portal: %w", err)
	}
	// Newer portals want to be told who a program is that has no sandbox; to older ones this is unknown.
	p.desktop.CallWithContext(ctx, portalRegistry+".Register", 0, "istratray", map[string]dbus.Variant{})
	return p, nil
}

// request calls a method that answers by a signal, after a person was asked perhaps.
func (p *portalLink) request(ctx context.Context, method string,
	args func(options map[string]dbus.Variant) []any) (map[string]dbus.Variant, error) {
	token := "istratray" + rand.Text()
	sender := strings.ReplaceAll(strings.TrimPrefix(p.conn.Names()[0], ":"), ".", "_")
	path := dbus.ObjectPath("/org/freedesktop/portal/desktop/request/" + sender + "/" + token)
	var given dbus.ObjectPath
	options := map[string]dbus.Variant{"handle_token": dbus.MakeVariant(token)}
	if err := p.desktop.CallWithContext(ctx, method, 0, args(options)...).Store(&given); err != nil {
		return nil, fmt.Errorf("%s of the portal: %w", method, err)
	}
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case s, ok := <-p.signals:
			if !ok {
				return nil, dbus.ErrClosed
			}
			if s.Name != portalRequest+".Response" || s.Path != path && s.Path != given || len(s.Body) != 2 {
				continue
			}
			answer, _ := s.Body[1].(map[string]dbus.Variant)
			if code, _ := s.Body[0].(uint32); code != 0 {
				return nil, fmt.Errorf("%w: %s, %d", errPortalRefused, method, code)
			}
			return answer, nil
		}
	}
}
