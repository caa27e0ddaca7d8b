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
	portal          = "org.freedesktop.portal.Desktop"
	portalPath      = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	portalShortcuts = "org.freedesktop.portal.GlobalShortcuts"
	portalRequest   = "org.freedesktop.portal.Request"
	portalSession   = "org.freedesktop.portal.Session"
	portalRegistry  = "org.freedesktop.host.portal.Registry"
)

// WatchShortcut asks the desktop's portal for a key, about which the desktop may ask the person, and tells of each
// press of it with the token that may bring a window to the front, until ctx ends: then nil. It returns ErrNoShortcuts
// where there is no such portal, ErrShortcutRefused where the answer is no, and another error when the portal goes
// away.
func WatchShortcut(ctx context.Context, key Shortcut, pressed func(token string)) error {
	conn, err := bus.Connect(ctx)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoShortcuts, err)
	}
	defer conn.Close()
	var version dbus.Variant
	desktop := conn.Object(portal, portalPath)
	if err := desktop.CallWithContext(ctx, properties+".Get", 0, portalShortcuts,
		"version").Store(&version); err != nil {
		return fmt.Errorf("%w: %w", ErrNoShortcuts, err)
	}
	p := &portalLink{conn: conn, desktop: desktop, signals: make(chan *dbus.Signal, 16)}
	conn.Signal(p.signals)
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchSender(portal)); err != nil {
		return fmt.Errorf("listen to the portal: %w", err)
	}
	// Newer portals want to be told who a program is that has no sandbox; to older ones this is unknown.
	desktop.CallWithContext(ctx, portalRegistry+".Register", 0, "istratray", map[string]dbus.Variant{})
	session, err := p.bind(ctx, key)
	if err != nil {
		return err
	}
	return p.watch(ctx, session, key.ID, pressed)
}

// portalLink is a conversation with the portal.
type portalLink struct {
	conn    *dbus.Conn
	desktop dbus.BusObject
	signals chan *dbus.Signal
}

// bind makes a session with the key in it.
func (p *portalLink) bind(ctx context.Context, key Shortcut) (dbus.ObjectPath, error) {
	answer, err := p.request(ctx, "CreateSession", func(options map[string]dbus.Variant) []any {
		options["session_handle_token"] = dbus.MakeVariant("istratray" + rand.Text())
		return []any{options}
	})
	if err != nil {
		return "", err
	}
	handle, ok := answer["session_handle"].Value().(string)
	if path, isPath := answer["session_handle"].Value().(dbus.ObjectPath); isPath {
		handle, ok = string(path), true
	}
	if session := dbus.ObjectPath(handle); ok && session.IsValid() {
		type binding struct {
			ID      string
			Options map[string]dbus.Variant
		}
		wanted := []binding{{key.ID, variants(map[string]any{"description": key.Description,
			"preferred_trigger": key.Trigger})}}
		_, err := p.request(ctx, "BindShortcuts", func(options map[string]dbus.Variant) []any {
			return []any{session, wanted, "", options}
		})
		return session, err
	}
	return "", errors.New("the portal's session has no name")
}

// request calls a method that answers by a signal, after a person was asked perhaps.
func (p *portalLink) request(ctx context.Context, method string,
	args func(options map[string]dbus.Variant) []any) (map[string]dbus.Variant, error) {
	token := "istratray" + rand.Text()
	sender := strings.ReplaceAll(strings.TrimPrefix(p.conn.Names()[0], ":"), ".", "_")
	path := dbus.ObjectPath("/org/freedesktop/portal/desktop/request/" + sender + "/" + token)
	var given dbus.ObjectPath
	options := map[string]dbus.Variant{"handle_token": dbus.MakeVariant(token)}
	if err := p.desktop.CallWithContext(ctx, portalShortcuts+"."+method, 0,
		args(options)...).Store(&given); err != nil {
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
				return nil, fmt.Errorf("%w: %s, %d", ErrShortcutRefused, method, code)
			}
			return answer, nil
		}
	}
}

func (p *portalLink) watch(ctx context.Context, session dbus.ObjectPath, id string, pressed func(string)) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case s, ok := <-p.signals:
			switch {
			case !ok && ctx.Err() != nil:
				return nil
			case !ok, s.Name == portalSession+".Closed" && s.Path == session:
				return errors.New("the portal has ended the session")
			case s.Name == portalShortcuts+".Activated" && len(s.Body) == 4 && s.Body[0] == session && s.Body[1] == id:
				options, _ := s.Body[3].(map[string]dbus.Variant)
				token, _ := options["activation_token"].Value().(string)
				pressed(token)
			}
		}
	}
}
