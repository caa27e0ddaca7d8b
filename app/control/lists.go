package control

import (
	"context"
	"net/http"
	"slices"
	"time"

	"istratray/app/inbox"
	"istratray/app/words"
)

func (s *Server) listVoicemails(w http.ResponseWriter, r *http.Request) error {
	unread, err := flag(r, "unread")
	if err != nil {
		return err
	}
	snap, err := s.known(r.Context(), func(snap inbox.Snapshot) inbox.ListState { return snap.Mailbox })
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, filtered(snap.Voicemails, func(v inbox.Voicemail) bool { return !unread || !v.Read }))
	return nil
}

func (s *Server) listCalls(w http.ResponseWriter, r *http.Request) error {
	missed, err := flag(r, "missed")
	if err != nil {
		return err
	}
	snap, err := s.known(r.Context(), func(snap inbox.Snapshot) inbox.ListState { return snap.History })
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, filtered(snap.Calls, func(c inbox.Call) bool { return !missed || c.Missed }))
	return nil
}

// filtered is never nil: an empty list is [] in JSON.
func filtered[T any](items []T, keep func(T) bool) []T {
	kept := make([]T, 0, len(items))
	for _, item := range items {
		if keep(item) {
			kept = append(kept, item)
		}
	}
	return slices.Clip(kept)
}

// known is the newest snapshot, once the list was read at least once: an empty list must mean that
// there is nothing, never that nothing was read yet.
func (s *Server) known(ctx context.Context, list func(inbox.Snapshot) inbox.ListState) (inbox.Snapshot, error) {
	updates, cancel := s.backend.Subscribe()
	defer cancel()
	limit := time.NewTimer(s.limits.lists)
	defer limit.Stop()
	snap := s.backend.Current()
	for {
		if done, err := settled(snap, list(snap)); done {
			return snap, err
		}
		select {
		case snap = <-updates:
		case <-limit.C:
			return snap, NewError(Unreachable, words.New("lists-not-read"))
		case <-ctx.Done():
			return snap, ctx.Err()
		}
	}
}

// settled reports whether a snapshot can answer a list request, or never will without a change.
func settled(snap inbox.Snapshot, list inbox.ListState) (bool, error) {
	problem := snap.Connection.Problem
	switch {
	case snap.Connection.State == inbox.SignedOut:
		return true, NewError(NotSignedIn, words.New("nobody-signed-in"))
	case list.Known:
		return true, nil
	case list.Problem.Code != inbox.NoProblem:
		return true, problemError(Unreachable, list.Problem, "list-unreadable")
	case snap.Connection.State == inbox.NeedsSignIn:
		return true, problemError(NotSignedIn, problem, "needs-you")
	case snap.Connection.State == inbox.Offline:
		return true, problemError(Unreachable, problem, "unreachable")
	}
	return false, nil
}

// problemError answers with a problem of the snapshot, and where it has no words with those of a reason.
func problemError(code Code, p inbox.Problem, reason string) *Error {
	e := NewError(code, words.New(reason))
	if p.Message != "" {
		e.Message, e.Reason = p.Message, p.Reason
	}
	e.Problem, e.Detail = string(p.Code), p.Detail
	return e
}
