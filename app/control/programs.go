package control

import (
	"context"

	"istratray/app/inbox"
)

// HookTrial asks for a run of the user's command, for the newest voicemail or a made-up one.
type HookTrial struct {
	Command []string `json:"command,omitempty"` // program and arguments; empty: those of the settings
}

// HookOutcome is how the command ended.
type HookOutcome struct {
	Exit    int     `json:"exit"` // its exit code; 0 is well
	Seconds float64 `json:"seconds"`
	Output  string  `json:"output"` // the first 4096 bytes of what it wrote
}

// PageRequest asks for the user's own page for an item's caller.
type PageRequest struct {
	Kind inbox.ItemKind `json:"kind"`
	ID   string         `json:"id"`
}

// TryHook runs the user's command now, and waits until it has ended.
func (c *Client) TryHook(ctx context.Context, trial HookTrial) (HookOutcome, error) {
	return ask(ctx, c, tryHookEndpoint, "", trial)
}

// OpenCallerPage opens the user's own page for an item's caller in the browser.
func (c *Client) OpenCallerPage(ctx context.Context, req PageRequest) error {
	return tell(ctx, c, callerPageEndpoint, "", req)
}
