//go:build !cgo

package output

import (
	"context"
	"log/slog"
)

// System has no devices in a build without cgo.
type System struct {
	AppName string
	Logger  *slog.Logger
}

// Open implements Opener.
func (System) Open(context.Context, string) (Device, error) { return nil, ErrNoCgo }

// List implements Opener.
func (System) List(context.Context) ([]Info, error) { return nil, ErrNoCgo }
