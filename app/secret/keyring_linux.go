package secret

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"

	"istratray/app/bus"
)

// The Secret Service's names on the bus.
const (
	secrets     = "org.freedesktop.secrets"
	secretsPath = dbus.ObjectPath("/org/freedesktop/secrets")
	loginPath   = secretsPath + "/collection/login"
	defaultPath = secretsPath + "/aliases/default"
)

// glance is how long looking for the cause of a failure may take.
const glance = 5 * time.Second

// reachable fails where there is no session bus. The library would start one.
func reachable() error {
	if !bus.Available() {
		return ErrNoKeyring
	}
	return nil
}

// attempt runs call and types its error. It runs it once more where nothing turns out to be wrong: the
// library takes any signal that comes while the keyring asks for its password for the answer, and
// fails although the keyring has been opened.
func attempt(ctx context.Context, call func() error) error {
	err := call()
	if err == nil {
		return nil
	}
	cause := diagnose(ctx, err)
	if cause == nil {
		if err = call(); err == nil {
			return nil
		}
		cause = cmp.Or(diagnose(ctx, err), ErrDenied)
	}
	return fmt.Errorf("%w: %w", cause, err)
}

// diagnose finds out why a call failed: from the error where that tells, else by looking at the
// keyring over a connection of our own. nil means that nothing is wrong now.
func diagnose(ctx context.Context, err error) error {
	if errors.Is(err, keyring.ErrNotFound) {
		return ErrNotFound
	}
	var answer dbus.Error
	if errors.As(err, &answer) {
		switch answer.Name {
		case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
			"org.freedesktop.DBus.Error.Spawn.ServiceNotFound", "org.freedesktop.DBus.Error.Spawn.ExecFailed":
			return ErrNoKeyring
		case "org.freedesktop.Secret.Error.IsLocked":
			return ErrLocked
		case "org.freedesktop.DBus.Error.AccessDenied":
			return ErrDenied
		}
	}
	return look(ctx)
}

// look finds what is wrong with the keyring, if it can be seen.
func look(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, glance, ErrTimeout)
	defer cancel()
	conn, err := bus.Connect(ctx)
	if err != nil {
		return ErrNoKeyring
	}
	defer conn.Close()
	owned, err := bus.HasOwner(ctx, conn, secrets)
	switch {
	case ctx.Err() != nil:
		return ErrTimeout
	case err != nil || !owned:
		return ErrNoKeyring
	case locked(ctx, conn):
		return ErrLocked
	case ctx.Err() != nil:
		return ErrTimeout
	}
	return nil
}

// locked reports whether the collection that the library uses is locked: the one for the login, or
// without one the default.
func locked(ctx context.Context, conn *dbus.Conn) bool {
	for _, path := range []dbus.ObjectPath{loginPath, defaultPath} {
		var is bool
		err := conn.Object(secrets, path).CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0,
			"org.freedesktop.Secret.Collection", "Locked").Store(&is)
		if err == nil {
			return is
		}
	}
	return false
}
