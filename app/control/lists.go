package control

import (
	"context"
	"net/http"
	"slices"
	"time"

	"istratray/app/inbox"
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
			return snap, &Error{Code: Unreachable, Message: "The lists have not been read from the platform yet. Try again in a moment."}
		case <-ctx.Done():
			return snap, ctx.Err()
		}
	}
}

// settled tells whether a snapshot can answer a list request, or never will without a change.
func settled(snap inbox.Snapshot, list inbox.ListState) (bool, error) {
	problem := snap.Connection.Problem
	switch {
	case snap.Connection.State == inbox.SignedOut:
		return true, &Error{Code: NotSignedIn, Message: "Nobody is signed in. Sign in from the window first."}
	case list.Known:
		return true, nil
	case list.Problem.Code != inbox.NoProblem:
		return true, problemError(Unreachable, list.Problem, "The list can't be read.")
	case snap.Connection.State == inbox.NeedsSignIn:
		return true, problemError(NotSignedIn, problem, "Signing in needs you: open the window.")
	case snap.Connection.State == inbox.Offline:
		return true, problemError(Unreachable, problem, "The platform can't be reached.")
	}
	return false, nil
}

func problemError(code Code, p inbox.Problem, fallback string) *Error {
	if p.Message == "" {
		p.Message = fallback
	}
	return &Error{Code: code, Message: p.Message, Problem: string(p.Code), Detail: p.Detail}
}
