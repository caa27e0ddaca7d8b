package session

import (
	"context"

	"istratray/app/inbox"
)

// SetTranscript sets the transcript of an account's voicemail; an empty text removes it. It does nothing if the
// account is not the present one.
func (s *Session) SetTranscript(ctx context.Context, account, id, text string) error {
	return s.ask(ctx, func() {
		if s.creds.Account() == account {
			s.apply(inbox.Transcribed{ID: id, Text: text})
		}
	})
}
