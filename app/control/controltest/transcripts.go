package controltest

import (
	"context"

	"istratray/app/inbox"
)

// Say makes t a message's transcript.
func (b *Backend) Say(id string, t inbox.Transcript) {
	b.mu.Lock()
	b.said[id] = t
	b.mu.Unlock()
	b.Change(func(s *inbox.Snapshot) {
		for i := range s.Voicemails {
			if s.Voicemails[i].ID == id {
				s.Voicemails[i].Transcript = t.Text
			}
		}
	})
}

// WillSay is what MakeTranscript of a message leads to.
func (b *Backend) WillSay(id string, t inbox.Transcript) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.willSay[id] = t
}

// Transcript implements control.Transcripts, like MakeTranscript. It fails as "transcript" does, but is not noted.
func (b *Backend) Transcript(_ context.Context, id string) (inbox.Transcript, error) {
	if b.Text != nil {
		return b.Text(id), nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	t, ok := b.said[id]
	if !ok {
		t.State = inbox.NoTranscript
	}
	return t, b.failures["transcript"]
}

func (b *Backend) MakeTranscript(_ context.Context, id string) error {
	if err := b.ask("transcript %s", id); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.said[id] = inbox.Transcript{State: inbox.TranscriptRunning}
	if made, ok := b.willSay[id]; ok {
		b.said[id] = made
	}
	return nil
}
