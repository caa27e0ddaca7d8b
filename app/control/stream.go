package control

import (
	"bytes"
	"context"
	"net/http"
	"sync"
	"time"

	"istratray/app/inbox"
)

// streamSnapshots writes what changes, as it changes, until the client goes or the agent ends.
// Nothing wakes up while nothing changes.
func (s *Server) streamSnapshots(w http.ResponseWriter, r *http.Request, stop <-chan struct{}) error {
	window, err := flag(r, "window")
	if err != nil {
		return err
	}
	var shows <-chan Show // nil, so never ready, for other clients
	var missed *Show      // the window was gone before it took it
	ending := false
	if window {
		mailbox, leave := s.windows.join()
		defer func() {
			if show := leave(missed); show != nil && !ending {
				s.showAgain(*show)
			}
		}()
		shows = mailbox
	}
	snapshots, cancel := s.backend.Subscribe()
	defer cancel()
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := stream{w: w, rc: http.NewResponseController(w), limit: s.limits.stream}
	if !out.snapshot(s.backend.Current()) {
		return nil
	}
	for going := true; going; {
		select {
		case snap := <-snapshots:
			going = out.snapshot(snap)
		case show := <-shows:
			if going = out.line(Update{Show: &show}); !going {
				missed = &show
			}
		case <-stop:
			out.line(Update{Bye: true})
			going, ending = false, true
		case <-r.Context().Done():
			going = false
		}
	}
	return nil
}

// showAgain asks the backend for a window once more: the one that was asked was just being closed.
func (s *Server) showAgain(show Show) {
	if err := s.backend.Show(context.Background(), show); err != nil {
		s.log.Warn("control: show again", "error", err)
	}
}

// stream is one client's end of the snapshots.
type stream struct {
	w     http.ResponseWriter
	rc    *http.ResponseController
	limit time.Duration   // for the client to take a line
	sent  *inbox.Snapshot // what the client has; nil before the first
}

// snapshot sends the difference to what the client has. A snapshot older than that, which was in
// the mailbox when the first was taken, is passed over. False means that the client is gone.
func (s *stream) snapshot(next inbox.Snapshot) bool {
	if s.sent != nil && next.Seq < s.sent.Seq {
		return true
	}
	for _, u := range updates(s.sent, next) {
		if !s.line(u) {
			return false
		}
	}
	s.sent = &next
	return true
}

// line sends one update. False means that the client is gone, or takes nothing.
func (s *stream) line(u Update) bool {
	var buf bytes.Buffer
	if err := newEncoder(&buf).Encode(u); err != nil {
		panic(err) // the wire types hold nothing that JSON can't
	}
	return writeWithin(s.rc, s.w, buf.Bytes(), s.limit) == nil
}

// openWindows are the streams of windows, to which Show goes.
type openWindows struct {
	mu        sync.Mutex
	mailboxes map[chan Show]struct{} // guarded by mu
	waiting   *Show                  // guarded by mu: for the window that comes next; nil = nothing
}

// join gives a window its mailbox, and the way to take it away: that returns what the window has not
// taken, which is the newest in the mailbox or else missed.
func (ws *openWindows) join() (mailbox <-chan Show, leave func(missed *Show) *Show) {
	box := make(chan Show, 1)
	ws.mu.Lock()
	defer ws.mu.Unlock()
	if ws.mailboxes == nil {
		ws.mailboxes = map[chan Show]struct{}{}
	}
	ws.mailboxes[box] = struct{}{}
	if ws.waiting != nil {
		box <- *ws.waiting
		ws.waiting = nil
	}
	return box, func(missed *Show) *Show {
		ws.mu.Lock()
		defer ws.mu.Unlock()
		delete(ws.mailboxes, box)
		select {
		case show := <-box:
			return &show
		default:
			return missed
		}
	}
}

// ShowWaiting says whether a request to show the window waits for the next one that connects.
func (s *Server) ShowWaiting() bool {
	s.windows.mu.Lock()
	defer s.windows.mu.Unlock()
	return s.windows.waiting != nil
}

// ShowInWindow asks every connected window to come to the front; the newest request replaces one
// not yet delivered. False means that no window is connected: then the request waits for the next
// one that connects, so start it. It never blocks.
func (s *Server) ShowInWindow(show Show) bool {
	ws := &s.windows
	ws.mu.Lock()
	defer ws.mu.Unlock()
	if len(ws.mailboxes) == 0 {
		ws.waiting = &show
		return false
	}
	for mailbox := range ws.mailboxes {
		select {
		case <-mailbox:
		default:
		}
		mailbox <- show // has room: only this method and join, under the lock, fill it
	}
	return true
}
