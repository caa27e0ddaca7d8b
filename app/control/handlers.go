package control

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"time"

	"istratray/app/inbox"
	"istratray/app/words"
)

func (s *Server) getStatus(w http.ResponseWriter, _ *http.Request) error {
	snap := s.backend.Current()
	account := snap.Account
	writeJSON(w, http.StatusOK, Status{
		State:            snap.Connection.State,
		UnreadVoicemails: snap.Counts.UnreadVoicemails,
		MissedCalls:      snap.Counts.MissedCalls,
		Badge:            snap.Counts.Badge(),
		Updated:          Moment{snap.Updated},
		Server:           account.Server,
		Login:            account.Login,
		Since:            snap.Connection.Since,
		Problem:          snap.Connection.Problem.Message,
		Reason:           snap.Connection.Problem.Reason,
		TextMessages:     snap.Counts.TextMessages,
		User:             User{Name: account.Name, Company: account.Company, Extension: account.Extension},
		Platform:         account.Platform,
		Push:             snap.Connection.Push,
		Demo:             account.Demo,
	})
	return nil
}

// getGoroutines helps to find out why an agent grows or hangs: it lists functions and addresses.
func (s *Server) getGoroutines(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	_, _ = fmt.Fprintf(w, "%d goroutines\n\n%s", runtime.NumGoroutine(), stacks) // the client may have gone
	return nil
}

func (s *Server) setRead(ctx context.Context, id string, req ReadRequest) (nothing, error) {
	if req.Read == nil {
		return nothing{}, NewError(BadRequest, words.New("argument"))
	}
	return nothing{}, s.backend.SetRead(ctx, id, *req.Read)
}

func (s *Server) deleteItem(kind inbox.ItemKind) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if wait, ok := undoWait(r); ok {
			if err := s.backend.DeleteLater(r.Context(), kind, r.PathValue("id"), wait); err != nil {
				return err
			}
			return noContent(w)
		}
		undo, err := flag(r, "undo")
		if err != nil {
			return err
		}
		if err := s.backend.Delete(r.Context(), kind, r.PathValue("id"), undo); err != nil {
			return err
		}
		return noContent(w)
	}
}

// undoWait is how long a deletion shall wait, where the client says so.
func undoWait(r *http.Request) (time.Duration, bool) {
	wait, err := time.ParseDuration(r.URL.Query().Get("undo"))
	return wait, err == nil && wait >= time.Second && wait <= time.Minute
}

func (s *Server) undo(ctx context.Context, req UndoRequest) error {
	if req.Kind != inbox.VoicemailItem && req.Kind != inbox.CallItem {
		return NewError(BadRequest, words.New("kind"))
	}
	return s.backend.Undo(ctx, req.Kind, req.ID)
}

func (s *Server) placeCall(ctx context.Context, req CallRequest) (CallAnswer, error) {
	req.Destination = strings.TrimSpace(req.Destination)
	if req.Destination == "" {
		e := NewError(BadRequest, words.New("number-empty"))
		e.Problem, e.Detail = NumberProblem, "empty"
		return CallAnswer{}, e
	}
	return s.backend.PlaceCall(ctx, req)
}

func (s *Server) missedSeen(ctx context.Context, req SeenRequest) error {
	return s.backend.MissedSeen(ctx, req.Until)
}

func (s *Server) setFollowUp(ctx context.Context, f inbox.FollowUp) error {
	if f.Caller == "" {
		return NewError(BadRequest, words.New("followup-caller"))
	}
	return s.backend.SetFollowUp(ctx, f)
}

func (s *Server) quit(w http.ResponseWriter, _ *http.Request) error {
	s.backend.Quit()
	return noContent(w)
}

// flag reads an optional yes-or-no parameter; missing is no.
func flag(r *http.Request, name string) (bool, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return false, nil
	}
	value, err := strconv.ParseBool(text)
	if err != nil {
		return false, NewError(BadRequest, words.New("parameter", "name", name))
	}
	return value, nil
}
