package seat

import (
	"context"
	"errors"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// sessionLimit is how long a session may take to show that it is there.
const sessionLimit = 3 * time.Second

// Session is a desktop session of this user.
type Session struct {
	Screen Screen
	Bus    string // DBUS_SESSION_BUS_ADDRESS
	ID     string // XDG_SESSION_ID
}

// GoesOn reports whether the session is still there, on this computer: its screen and its bus answer, and logind, where
// it runs, doesn't say that it ends. It takes some seconds at most.
func (s Session) GoesOn(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, sessionLimit)
	defer cancel()
	address := bus.Address(s.Bus)
	return address != "" && !s.Screen.remote() && s.Screen.Check() == nil && bus.Check(ctx, address) == nil &&
		!ends(ctx, s.ID)
}

// ends reports whether logind says that a session is over or ending; a display may have another one by then.
func ends(ctx context.Context, id string) bool {
	if id == "" {
		return false
	}
	conn, err := bus.ConnectSystem(ctx)
	if err != nil {
		return false
	}
	defer conn.Close()
	path, err := namedSession(ctx, conn, id)
	if e := (dbus.Error{}); errors.As(err, &e) {
		return e.Name == login1+".NoSuchSession"
	}
	return err == nil && closing(ctx, conn, path)
}
