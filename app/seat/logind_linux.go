package seat

import (
	"context"
	"log/slog"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

const (
	login1       = "org.freedesktop.login1"
	login1Path   = dbus.ObjectPath("/org/freedesktop/login1")
	manager      = login1 + ".Manager"
	loginSession = login1 + ".Session"
)

// watchLogind blocks until logind says that the session is ending: true. It is false when ctx ends, at once
// where logind or a session of that name is missing.
func watchLogind(ctx context.Context, id string, log *slog.Logger) (over bool) {
	if id == "" {
		return false
	}
	conn, err := bus.ConnectSystem(ctx)
	if err != nil {
		log.Debug("seat: no system bus", "err", err)
		return false
	}
	defer conn.Close()
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	path, err := subscribe(ctx, conn, id)
	if err != nil {
		log.Debug("seat: no session of logind", "err", err)
		return false
	}
	for {
		select {
		case <-ctx.Done():
			return false
		case s, ok := <-signals:
			if !ok {
				return false
			}
			if removed(s, id) || s.Path == path && closing(ctx, conn, path) {
				return true
			}
		}
	}
}

// subscribe has logind tell of a session's changes and its removal, and gives the session's path.
func subscribe(ctx context.Context, conn *dbus.Conn, id string) (path dbus.ObjectPath, err error) {
	if path, err = namedSession(ctx, conn, id); err != nil {
		return "", err
	}
	for _, match := range [][]dbus.MatchOption{
		{dbus.WithMatchSender(login1), dbus.WithMatchInterface(manager), dbus.WithMatchMember("SessionRemoved")},
		{dbus.WithMatchSender(login1), dbus.WithMatchObjectPath(path), dbus.WithMatchMember("PropertiesChanged")},
	} {
		if err := conn.AddMatchSignalContext(ctx, match...); err != nil {
			return "", err
		}
	}
	return path, nil
}

func namedSession(ctx context.Context, conn *dbus.Conn, id string) (path dbus.ObjectPath, err error) {
	err = conn.Object(login1, login1Path).CallWithContext(ctx, manager+".GetSession", 0, id).Store(&path)
	return path, err
}

func removed(s *dbus.Signal, id string) bool {
	return s.Name == manager+".SessionRemoved" && len(s.Body) > 0 && s.Body[0] == id
}

// closing reports whether the user has logged out: remaining processes, like this one, keep such a session alive.
func closing(ctx context.Context, conn *dbus.Conn, path dbus.ObjectPath) bool {
	var state string
	err := conn.Object(login1, path).CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, loginSession,
		"State").Store(&state)
	return err == nil && state == "closing"
}
