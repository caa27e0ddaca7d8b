//go:build !linux

package secret

import (
	"context"
	"errors"
	"fmt"

	"github.com/zalando/go-keyring"
)

// reachable: these systems always have a keyring.
func reachable() error { return nil }

func getPassword(_ context.Context, user string) (string, error) {
	password, err := keyring.Get(service, user)
	return password, typed(err)
}

func setPassword(_ context.Context, user, password string) error {
	return typed(keyring.Set(service, user, password))
}

func deletePassword(_ context.Context, user string) error {
	return typed(keyring.Delete(service, user))
}

// typed wraps what can be wrong with a keyring.
func typed(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNotFound
	case errors.Is(err, keyring.ErrUnsupportedPlatform):
		return ErrNoKeyring
	}
	return fmt.Errorf("%w: %w", ErrDenied, err)
}
