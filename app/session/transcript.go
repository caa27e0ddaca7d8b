package session

import (
	"context"

	"istratray/app/inbox"
)

// SetTranscript notes what is said in an account's voicemail; an empty text takes that back. For another account
// than the present one nothing happens.
func (s *Session) SetTranscript(ctx context.Context, account, id, text string) error {
	return s.ask(ctx, func() {
		if s.creds.Account() == account {
			s.apply(inbox.Transcribed{ID: id, Text: text})
		}
	})
}
