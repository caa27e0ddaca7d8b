// Package recording brings the sound of a voicemail from the agent to the player: for the window and for the command
// line alike. It keeps no state and starts no goroutine.
package recording

import (
	"context"

	"istratray/app/control"
	"istratray/player"
)

// Agent delivers sound; it is a *control.Client.
type Agent interface {
	Audio(ctx context.Context, id, format string) (control.Audio, error)
}

// Source is one voicemail, in any format.
type Source struct {
	Agent Agent
	ID    string
}

// Open implements player.Source. What is refused in one format, or is no sound, may be there in another.
func (s Source) Open(ctx context.Context, f player.Format) (*player.Stream, error) {
	audio, err := s.Agent.Audio(ctx, s.ID, string(f))
	switch control.CodeOf(err) {
	case control.Refused, control.NotFound, control.BadRequest:
		return nil, &player.RefusedError{Format: f, Err: err}
	}
	if err != nil {
		return nil, err
	}
	return &player.Stream{Body: audio.Body, ContentType: audio.ContentType, Length: audio.Length, Told: audio.Told}, nil
}
