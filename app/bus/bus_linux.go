// Package bus opens private connections to the desktop's D-Bus session bus.
//
// A private connection belongs to one package and one goroutine: its match rules and signals reach
// nobody else, and closing it hurts nobody else. A session bus is only ever joined, never started:
// a bus that a program starts for itself has no desktop on it. Linux only.
package bus

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/godbus/dbus/v5"
)

// ErrNone means that there is no session bus to join.
var ErrNone = errors.New("no D-Bus session bus")

// The bus's own name, for calls and matches.
const (
	Name  = "org.freedesktop.DBus"
	Path  = dbus.ObjectPath("/org/freedesktop/DBus")
	Owner = Name + ".NameOwnerChanged" // arguments: name, old owner, new owner
)

// Available reports whether this session says it has a bus. It asks the environment and the file
// system only, so it is quick; the bus may still not answer.
func Available() bool {
	if a := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); a != "" && a != "autolaunch:" {
		return true
	}
	dir := filepath.Join("/run/user", strconv.Itoa(os.Getuid()))
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return true
		}
	}
	return false
}

// Address is that of the session bus of a process whose DBUS_SESSION_BUS_ADDRESS is variable, as far as it is
// known without asking; "" for none. Two processes with the same one are in the same session.
func Address(variable string) string {
	if a := variable; a != "" && a != "autolaunch:" {
		a, _, _ = strings.Cut(a, ",guid=")
		return a
	}
	path := filepath.Join("/run/user", strconv.Itoa(os.Getuid()), "bus")
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return "unix:path=" + path
}

// Connect joins the session bus. The connection delivers signals in order and ends with ctx at the
// latest, which is also the only limit on a bus that does not answer. It returns ErrNone where there
// is no bus.
func Connect(ctx context.Context, opts ...dbus.ConnOption) (*dbus.Conn, error) {
	if !Available() {
		return nil, ErrNone
	}
	opts = append(opts, dbus.WithContext(ctx), dbus.WithSignalHandler(dbus.NewSequentialSignalHandler()))
	conn, err := dbus.SessionBusPrivateNoAutoStartup(opts...)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	if err := greet(conn); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	return conn, nil
}

// ConnectSystem joins the computer's own bus, which has nothing of this session's on it. It ends like Connect's.
func ConnectSystem(ctx context.Context) (*dbus.Conn, error) {
	conn, err := dbus.SystemBusPrivate(dbus.WithContext(ctx), dbus.WithSignalHandler(dbus.NewSequentialSignalHandler()))
	if err != nil {
		return nil, fmt.Errorf("join the system bus: %w", err)
	}
	if err := greet(conn); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("join the system bus: %w", err)
	}
	return conn, nil
}

// Check reports whether a bus answers at an address: nil if one does.
func Check(ctx context.Context, address string) error {
	conn, err := dbus.Dial(address, dbus.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNone, err)
	}
	return errors.Join(greet(conn), conn.Close())
}

func greet(conn *dbus.Conn) error {
	if err := conn.Auth(nil); err != nil {
		return fmt.Errorf("authenticate: %w", err)
	}
	if err := conn.Hello(); err != nil {
		return fmt.Errorf("say hello: %w", err)
	}
	return nil
}

// WatchOwner makes the bus send conn an Owner signal whenever name gets or loses its owner.
func WatchOwner(ctx context.Context, conn *dbus.Conn, name string) error {
	return conn.AddMatchSignalContext(ctx, dbus.WithMatchSender(Name), dbus.WithMatchObjectPath(Path),
		dbus.WithMatchInterface(Name), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, name))
}

// OwnerChange reads an Owner signal about name: the owner it has now, "" for none.
func OwnerChange(s *dbus.Signal, name string) (owner string, ok bool) {
	if s.Name != Owner || s.Sender != Name || len(s.Body) != 3 || s.Body[0] != name {
		return "", false
	}
	owner, ok = s.Body[2].(string)
	return owner, ok
}

// HasOwner reports whether someone on the bus owns name now.
func HasOwner(ctx context.Context, conn *dbus.Conn, name string) (bool, error) {
	var owned bool
	err := conn.BusObject().CallWithContext(ctx, Name+".NameHasOwner", 0, name).Store(&owned)
	return owned, err
}
