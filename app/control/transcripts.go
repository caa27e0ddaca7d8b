package control

import (
	"context"
	"net/http"
	"slices"

	"istratray/app/inbox"
	"istratray/app/words"
)

// Transcripts is what the agent knows of voicemails as text. Messages that don't exist are NotFound.
type Transcripts interface {
	Transcript(ctx context.Context, id string) (inbox.Transcript, error)
	// MakeTranscript has it made, again where there is one, and does not wait for it.
	MakeTranscript(ctx context.Context, id string) error
}

func (s *Server) getTranscript(w http.ResponseWriter, r *http.Request) error {
	if err := s.holds(r); err != nil {
		return err
	}
	return s.writeTranscript(w, r)
}

func (s *Server) makeTranscript(w http.ResponseWriter, r *http.Request) error {
	if err := s.holds(r); err != nil {
		return err
	}
	if err := s.backend.MakeTranscript(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	return s.writeTranscript(w, r)
}

// holds waits for the lists, and looks for the voicemail.
func (s *Server) holds(r *http.Request) error {
	snap, err := s.known(r.Context(), func(snap inbox.Snapshot) inbox.ListState { return snap.Mailbox })
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(snap.Voicemails, func(v inbox.Voicemail) bool { return v.ID == r.PathValue("id") }) {
		return NewError(NotFound, words.New("no-voicemail"))
	}
	return nil
}

func (s *Server) writeTranscript(w http.ResponseWriter, r *http.Request) error {
	t, err := s.backend.Transcript(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, t)
	return nil
}

// Transcript is a voicemail's transcript as it is now.
func (c *Client) Transcript(ctx context.Context, id string) (inbox.Transcript, error) {
	return ask(ctx, c, transcriptEndpoint, id, nothing{})
}

// MakeTranscript has a voicemail's transcript made, again where there is one, and does not wait for it.
func (c *Client) MakeTranscript(ctx context.Context, id string) (inbox.Transcript, error) {
	return ask(ctx, c, makeTranscriptEndpoint, id, nothing{})
}
