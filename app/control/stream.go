package control

import (
	"bytes"
	"context"
	"net/http"
	"sync"
	"time"

	"istratray/app/inbox"
	"istratray/app/slot"
)

// streamSnapshots writes what changes, as it changes, until the client goes or the agent ends.
// Nothing wakes up while nothing changes.
func (s *Server) streamSnapshots(w http.ResponseWriter, r *http.Request, stop <-chan struct{}) error {
	window, err := flag(r, "window")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := &stream{w: w, rc: http.NewResponseController(w), limit: s.limits.stream}
	if !window {
		s.follow(r.Context(), out, nil, nil, stop)
		return nil
	}
	mailbox, first := s.windows.join()
	var unheard *Show
	defer func() { s.windowLeft(r.Context(), mailbox, unheard, stop) }()
	unheard = s.follow(r.Context(), out, first, mailbox, stop)
	return nil
}

// tooLate is how long before the end of its stream a window has certainly read what it was sent. What was sent later
// met a closing window: nobody asks for one and closes it that fast.
const tooLate = 250 * time.Millisecond

// follow is the life of one stream. A window is first told what it was opened for, if anything; follow
// returns what it was sent and did not act on. shows is nil, so never ready, for other clients.
func (s *Server) follow(ctx context.Context, out *stream, first *Show, shows <-chan Show,
	stop <-chan struct{}) (unheard *Show) {
	snapshots, cancel := s.backend.Subscribe()
	defer cancel()
	going := out.snapshot(s.backend.Current())
	if going && first != nil {
		going = out.line(Update{Show: first})
	}
	var told time.Time
	for going {
		select {
		case snap := <-snapshots:
			going = out.snapshot(snap)
		case show := <-shows:
			going = out.line(Update{Show: &show})
			unheard, told = &show, time.Now()
		case <-stop:
			out.line(Update{Bye: true})
			return nil
		case <-ctx.Done():
			going = false
		}
	}
	if time.Since(told) > tooLate {
		return nil
	}
	return unheard
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

// join gives a window its mailbox, and the request that waited for it; nil for none.
func (ws *openWindows) join() (chan Show, *Show) {
	mailbox := make(chan Show, 1)
	ws.mu.Lock()
	defer ws.mu.Unlock()
	if ws.mailboxes == nil {
		ws.mailboxes = map[chan Show]struct{}{}
	}
	ws.mailboxes[mailbox] = struct{}{}
	first := ws.waiting
	ws.waiting = nil
	return mailbox, first
}

// leave takes a window's mailbox away, and returns what is in it.
func (ws *openWindows) leave(mailbox chan Show) *Show {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	delete(ws.mailboxes, mailbox)
	select {
	case show := <-mailbox:
		return &show
	default:
		return nil
	}
}

// windowLeft ends a window's stream. Who asked for the window just as it was closed gets another one; what
// it was opened for is not repeated, or a window that keeps failing would open forever.
func (s *Server) windowLeft(ctx context.Context, mailbox chan Show, unheard *Show, stop <-chan struct{}) {
	if newer := s.windows.leave(mailbox); newer != nil {
		unheard = newer
	}
	select {
	case <-stop:
		return
	default:
	}
	if unheard == nil {
		return
	}
	if err := s.backend.Show(context.WithoutCancel(ctx), *unheard); err != nil {
		s.log.Warn("control: opening the window again", "err", err)
	}
}

// WindowWanted says that a request waits for the next window that connects.
func (s *Server) WindowWanted() bool {
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
		slot.Put(mailbox, show)
	}
	return true
}
