package seat

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/godbus/dbus/v5"
)

const portalShortcuts = "org.freedesktop.portal.GlobalShortcuts"

// WatchShortcut asks the desktop's portal for a key, about which the desktop may ask the person, and reports each
// press of it with the token that may bring a window to the front, until ctx ends: then nil. It returns
// ErrNoShortcuts where there is no such portal, ErrShortcutRefused where the answer is no, and another error when the
// portal goes away.
func WatchShortcut(ctx context.Context, key Shortcut, pressed func(token string)) error {
	p, err := openPortal(ctx, portalShortcuts)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoShortcuts, err)
	}
	defer p.conn.Close()
	session, err := p.bind(ctx, key)
	if errors.Is(err, errPortalRefused) {
		return fmt.Errorf("%w: %w", ErrShortcutRefused, err)
	}
	if ctx.Err() != nil { // a call that is cut off fails in many ways
		return nil
	}
	if err != nil {
		return err
	}
	return p.watch(ctx, session, key.ID, pressed)
}

// bind makes a session with the key in it.
func (p *portalLink) bind(ctx context.Context, key Shortcut) (dbus.ObjectPath, error) {
	answer, err := p.request(ctx, portalShortcuts+".CreateSession", func(options map[string]dbus.Variant) []any {
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
		_, err := p.request(ctx, portalShortcuts+".BindShortcuts", func(options map[string]dbus.Variant) []any {
			return []any{session, wanted, "", options}
		})
		return session, err
	}
	return "", errors.New("the portal's session has no name")
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
