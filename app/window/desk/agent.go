package desk

import (
	"context"
	"io"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/seat"
	"istratray/app/settings"
)

// Agent is what the window asks of the agent: control.Client without what the command line alone
// needs. Errors are *control.Error, ready to show.
type Agent interface {
	People
	SetRead(ctx context.Context, id string, read bool) error
	DeleteLater(ctx context.Context, kind inbox.ItemKind, id string, wait time.Duration) error
	Undo(ctx context.Context, kind inbox.ItemKind, id string) error
	PlaceCall(ctx context.Context, r control.CallRequest) (control.CallAnswer, error)
	MissedSeen(ctx context.Context, until time.Time) error
	// Suggestions are those who are likely to be called, favourites first.
	Suggestions(ctx context.Context, limit int) ([]control.Suggestion, error)
	SetFollowUp(ctx context.Context, f inbox.FollowUp) error
	Retry(ctx context.Context) error
	SignIn(ctx context.Context, r control.SignInRequest) error
	SecondFactor(ctx context.Context, code string) error
	SignOut(ctx context.Context) error
	Settings(ctx context.Context) (settings.Settings, error)
	SetSettings(ctx context.Context, s settings.Settings) error
	Transcript(ctx context.Context, id string) (inbox.Transcript, error)
	MakeTranscript(ctx context.Context, id string) (inbox.Transcript, error) // does not wait for it
	SetCallerID(ctx context.Context, id inbox.CallerID) error
}

// Sound is the player as the pages see it. No method blocks, except those that are not for Fyne's goroutine.
type Sound interface {
	Play(id string, from time.Duration) // a voicemail's sound, in place of what plays
	Pause()
	Resume()
	Stop()
	Seek(at time.Duration)
	SetSpeed(speed float64)
	SetVolume(volume float64)
	SetSkipSilence(skip bool)
	SetDevice(id string)         // "" is the system's own choice
	Waveform(bars int) []float32 // loudness 0..1 of what is loaded so far
	// Draw fetches a voicemail's sound to see how loud that many equal parts of it are, and plays nothing. It waits
	// a moment first, in case another one is wanted. Not for Fyne's goroutine.
	Draw(ctx context.Context, id string, bars int) ([]float32, error)
	Devices() ([]Device, error) // asks the system: not for Fyne's goroutine
	// Record fetches a voicemail's sound to be saved, in that format if there is a good one. Not for Fyne's goroutine.
	Record(ctx context.Context, id, format string) (Recording, error)
}

// Recording is a voicemail's sound as the phone system delivers it. It has to be closed.
type Recording struct {
	Sound interface {
		io.WriterTo
		io.Closer
	}
	Ending string // of a file's name, such as ogg
	Flaw   string // what is wrong with it, in words; empty: nothing
}

// Device is something that sound can come out of.
type Device struct{ ID, Name string }

// Chooser has a person choose a file or folder in the desktop's own window.
type Chooser interface {
	// Available reports whether there is such a window. It may take some seconds.
	Available(ctx context.Context) bool
	// Choose returns the path that was chosen, "" for none. It takes as long as the person does.
	Choose(ctx context.Context, c seat.Choice) (path string, err error)
	// Parent is for Choice.Parent; on Fyne's goroutine.
	Parent() string
}

// Autostart has the program started when the user signs in to the computer. Both methods read or
// write files: they are not for Fyne's goroutine.
type Autostart interface {
	Enabled() (bool, error)
	Set(on bool) error
}
