//go:build !linux

package search

import "context"

// Run waits for the end of ctx: no other desktop asks on a bus.
func (p *Provider) Run(ctx context.Context) { <-ctx.Done() }
