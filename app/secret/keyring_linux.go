package secret

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// reachable fails where there is no session bus.
func reachable() error {
	if !bus.Available() {
		return ErrNoKeyring
	}
	return nil
}

// attributes name an entry, as secret-tool and other programs look for it.
func attributes(user string) map[string]string {
	return map[string]string{"service": service, "username": user}
}

func getPassword(ctx context.Context, user string) (password string, err error) {
	err = withKeeper(ctx, func(k *keeper) error {
		item, err := k.find(ctx, attributes(user))
		if err == nil {
			password, err = k.read(ctx, item)
		}
		return err
	})
	return password, err
}

func setPassword(ctx context.Context, user, password string) error {
	return withKeeper(ctx, func(k *keeper) error {
		return k.write(ctx, fmt.Sprintf("Password for '%s' on '%s'", user, service), attributes(user), password)
	})
}

func deletePassword(ctx context.Context, user string) error {
	return withKeeper(ctx, func(k *keeper) error {
		item, err := k.find(ctx, attributes(user))
		if err != nil {
			return err
		}
		return k.remove(ctx, item)
	})
}

// withKeeper uses the keyring once and types the error.
func withKeeper(ctx context.Context, use func(*keeper) error) error {
	k, err := openKeeper(ctx)
	if err == nil {
		defer k.close()
		err = use(k)
	}
	if ctx.Err() != nil && err != nil {
		return outOfTime(ctx)
	}
	if errors.Is(err, ErrLocked) || errors.Is(err, ErrNoneYet) {
		err = k.sign(ctx, err)
	}
	return typed(err)
}

// typed wraps what can be wrong with a keyring.
func typed(err error) error {
	if err == nil {
		return nil
	}
	for _, known := range []error{ErrNotFound, ErrLocked, ErrNoneYet, ErrDenied} {
		if errors.Is(err, known) {
			return err
		}
	}
	var answer dbus.Error
	switch {
	case errors.Is(err, bus.ErrNone), errors.Is(err, errVanished), broken(err):
		return fmt.Errorf("%w: %w", ErrNoKeyring, err)
	case errors.As(err, &answer):
		return fmt.Errorf("%w: %w", meaning(answer.Name), err)
	}
	return fmt.Errorf("%w: %w", ErrDenied, err)
}

// broken reports whether the bus ended the connection.
func broken(err error) bool {
	return errors.Is(err, dbus.ErrClosed) || errors.Is(err, io.EOF) || errors.As(err, new(*net.OpError))
}

// meaning is what an error of the bus or the service says.
func meaning(name string) error {
	switch name {
	case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
		"org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Disconnected",
		"org.freedesktop.DBus.Error.TimedOut",
		"org.freedesktop.DBus.Error.Spawn.ServiceNotFound", "org.freedesktop.DBus.Error.Spawn.ExecFailed",
		"org.freedesktop.DBus.Error.Spawn.ChildExited", "org.freedesktop.DBus.Error.Spawn.ChildSignaled":
		return ErrNoKeyring
	case "org.freedesktop.Secret.Error.IsLocked":
		return ErrLocked
	}
	return ErrDenied
}
