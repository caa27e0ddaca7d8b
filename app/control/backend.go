package control

import (
	"context"
	"io"
	"time"

	"istratray/app/inbox"
	"istratray/app/settings"
)

// Backend is the agent as the socket sees it. All methods are called from many goroutines at once.
// Errors that are an *Error reach the client as they are; others are logged and become a neutral
// Refused.
type Backend interface {
	People
	// Current is the newest snapshot.
	Current() inbox.Snapshot
	// Subscribe gives a one-slot mailbox in which a newer snapshot replaces one not yet taken.
	// The channel is not closed; cancel ends the subscription and may be called twice.
	Subscribe() (updates <-chan inbox.Snapshot, cancel func())

	SetRead(ctx context.Context, id string, read bool) error
	Delete(ctx context.Context, kind inbox.ItemKind, id string, undo bool) error
	// DeleteLater hides an item now and deletes it after wait, unless Undo comes first.
	DeleteLater(ctx context.Context, kind inbox.ItemKind, id string, wait time.Duration) error
	Undo(ctx context.Context, kind inbox.ItemKind, id string) error
	PlaceCall(ctx context.Context, req CallRequest) (CallAnswer, error)
	SetFollowUp(ctx context.Context, f inbox.FollowUp) error
	MissedSeen(ctx context.Context, until time.Time) error
	// Retry tries at once to end an outage, instead of waiting for the next attempt.
	Retry(ctx context.Context) error
	SignIn(ctx context.Context, req SignInRequest) error
	SecondFactor(ctx context.Context, code string) error
	SignOut(ctx context.Context) error
	// Audio opens a message's sound in a format: ogg, au, aac or mp4. The caller closes Body.
	Audio(ctx context.Context, id, format string) (Audio, error)
	Settings() settings.Settings
	SetSettings(ctx context.Context, s settings.Settings) error
	SetCallerID(ctx context.Context, id inbox.CallerID) error
	// TryHook runs the user's command now, and answers when it has ended.
	TryHook(ctx context.Context, trial HookTrial) (HookOutcome, error)
	// OpenCallerPage opens the user's own page for an item's caller in the browser.
	OpenCallerPage(ctx context.Context, req PageRequest) error
	// Show opens the window or brings it to the front.
	Show(ctx context.Context, show Show) error
	// Start answers a second start of the program, perhaps in another session: whether it is to take the agent's
	// place.
	Start(ctx context.Context, req StartRequest) (StartAnswer, error)
	Transcripts
	// Quit asks the agent to end and returns at once.
	Quit()
}

// Audio is a message's sound as the platform delivers it.
type Audio struct {
	Body        io.ReadCloser
	ContentType string
	Length      int64         // bytes; -1 = unknown
	Told        time.Duration // how long the message is by the list, in whole seconds; for clients only
}
