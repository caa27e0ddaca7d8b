//go:build !linux

package seat

import "context"

// HasChooser is false.
func HasChooser(context.Context) bool { return false }

// ChooseFile returns ErrNoChooser at once.
func ChooseFile(context.Context, Choice) (string, error) { return "", ErrNoChooser }
