//go:build !linux

package seat

import "context"

// otherPlayer is a player that was paused: none here, since only Linux has a common way to ask them.
type otherPlayer struct{}

func pausePlayers(context.Context) ([]otherPlayer, error) { return nil, nil }
func resumePlayers(context.Context, []otherPlayer) error  { return nil }
