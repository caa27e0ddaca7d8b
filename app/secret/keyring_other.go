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

// attempt runs call and types its error.
func attempt(_ context.Context, call func() error) error {
	err := call()
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
