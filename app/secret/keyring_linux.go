package secret

import (
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

// reachable fails where there is no session bus. The library would start one.
func reachable() error {
	if !bus.Available() {
		return ErrNoKeyring
	}
	return nil
}

// attempt runs call, types its error, and runs it once more when what it failed with is untrue: the
// library takes any signal that comes while the keyring asks for its password for the answer, and
// then fails although the keyring is (or is about to be) open.
func attempt(ctx context.Context, call func() error) error {
	err := call()
	if err == nil || errors.Is(err, keyring.ErrNotFound) {
		return known(err)
	}
	if typed := diagnose(ctx, err); typed != nil {
		return typed
	}
	if err = call(); err == nil || errors.Is(err, keyring.ErrNotFound) {
		return known(err)
	}
	return cmpOr(diagnose(ctx, err), fmt.Errorf("%w: %w", ErrDenied, err))
}

func cmpOr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func known(err error) error {
	if err != nil {
		return ErrNotFound
	}
	return nil
}

// diagnose finds out why a call failed, by asking the service over a connection of our own; the
// library's errors do not tell. nil means that nothing is wrong now.
func diagnose(ctx context.Context, err error) error {
	var answer dbus.Error
	if errors.As(err, &answer) {
		switch answer.Name {
		case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
			"org.freedesktop.DBus.Error.Spawn.ServiceNotFound", "org.freedesktop.DBus.Error.Spawn.ExecFailed":
			return fmt.Errorf("%w: %w", ErrNoKeyring, err)
		case "org.freedesktop.Secret.Error.IsLocked":
			return fmt.Errorf("%w: %w", ErrLocked, err)
		case "org.freedesktop.DBus.Error.AccessDenied":
			return fmt.Errorf("%w: %w", ErrDenied, err)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	conn, dialErr := bus.Connect(ctx)
	if dialErr != nil {
		return fmt.Errorf("%w: %w", ErrNoKeyring, err)
	}
	defer conn.Close()
	if owned, e := bus.HasOwner(ctx, conn, secrets); e == nil && !owned {
		return fmt.Errorf("%w: %w", ErrNoKeyring, err)
	}
	if locked(ctx, conn) {
		return fmt.Errorf("%w: %w", ErrLocked, err)
	}
	return nil
}

// locked reports whether the collection that the library uses is locked.
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
