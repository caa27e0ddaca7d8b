package atspi

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"istratray/app/window/access"
)

// errBusy says that Fyne's goroutine did not answer in time.
var errBusy = errors.New("the window is busy")

// The limits of a look at the window.
const (
	patience = 2 * time.Second       // how long a call waits for Fyne's goroutine
	fresh    = 15 * time.Millisecond // how old a tree may be that answers a call: a frame of the window
)

// source is where trees come from. Many may ask at once: they share a look.
type source struct {
	scan    func() *access.Tree
	post    func(func())
	news    chan struct{} // there is a tree that may differ from the one before
	watched atomic.Bool   // each frame is looked at

	mu      sync.Mutex    // guards what follows
	waiting []func()      // what is to be done on Fyne's goroutine, in order
	tree    *access.Tree  // the last one, nil for none
	first   *access.Tree  // what was told before anything else
	stale   bool          // something was done since
	coming  chan struct{} // closed when the look under way is over; nil: none is
}

func newSource(o Options) *source {
	return &source{scan: o.Scan, post: o.Post, news: make(chan struct{}, 1)}
}

// soon does something on Fyne's goroutine, once that has the time for it, and before the next frame where frames are
// looked at. Fyne itself picks at random between what is posted and the next frame when both wait: while frames take
// long, what is posted waits for several of them.
func (s *source) soon(f func()) {
	s.mu.Lock()
	s.waiting = append(s.waiting, f)
	s.mu.Unlock()
	s.post(s.work)
}

// work does what waits, on Fyne's goroutine.
func (s *source) work() {
	s.mu.Lock()
	waiting := s.waiting
	s.waiting = nil
	s.mu.Unlock()
	for _, f := range waiting {
		f()
	}
}

// frame looks at the window, on Fyne's goroutine, after the keys that have come and before they are drawn.
func (s *source) frame() {
	if !s.watched.Load() {
		return
	}
	s.work()
	s.look()
	s.tell()
}

// tell says that there is news, and is never held up.
func (s *source) tell() {
	select {
	case s.news <- struct{}{}:
	default:
	}
}

// get is a tree that is fresh enough to answer with. It is nil where there is no window.
func (s *source) get(ctx context.Context) (*access.Tree, error) {
	s.mu.Lock()
	if t := s.tree; t != nil && !s.stale && time.Since(t.When) < fresh {
		s.mu.Unlock()
		return t, nil
	}
	coming := s.coming
	asked := coming != nil
	if !asked {
		coming = make(chan struct{})
		s.coming = coming
	}
	s.mu.Unlock()
	if !asked {
		s.soon(func() { s.lookFor(coming) })
	}
	if err := wait(ctx, coming); err != nil {
		s.giveUp(coming)
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tree, nil
}

// lookFor looks for those who wait for it, unless someone has looked since they asked.
func (s *source) lookFor(coming chan struct{}) {
	s.mu.Lock()
	waited := s.coming == coming
	s.mu.Unlock()
	if waited {
		s.look()
	}
}

// look makes a tree, on Fyne's goroutine.
func (s *source) look() {
	tree := s.scan()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tree, s.stale = tree, false // what is done next is done on this goroutine, too
	if s.first == nil {
		s.first = tree
	}
	if s.coming != nil {
		close(s.coming)
		s.coming = nil
	}
}

// giveUp lets the next call ask again: a loop that ends drops what it was asked.
func (s *source) giveUp(coming chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.coming == coming {
		s.coming = nil
	}
}

// told is the tree that clients were told first: they have to be sent what has changed since.
func (s *source) told() *access.Tree {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.first
}

// forget lets go of all trees.
func (s *source) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tree, s.first = nil, nil
}

// act does something with a node as it is now, on Fyne's goroutine. A nil node is one that is gone. What was not begun
// in time is not done any more.
func (s *source) act(ctx context.Context, id int, do func(*access.Node) bool) (ok bool, err error) {
	done := make(chan struct{})
	var begun atomic.Bool // by Fyne's goroutine, or never to be
	var result bool       // written before done is closed
	s.soon(func() {
		if !begun.CompareAndSwap(false, true) {
			return
		}
		defer close(done)
		defer s.did()
		if tree := s.scan(); tree != nil && ctx.Err() == nil {
			result = do(tree.Nodes[id])
		}
	})
	err = wait(ctx, done)
	if err != nil && !begun.CompareAndSwap(false, true) {
		err = wait(ctx, done) // it has just begun
	}
	if err != nil {
		return false, err
	}
	return result, nil
}

// did looks at what came of something, before the window is drawn: that takes longer than a look. The next call
// looks again, as there may be more to come.
func (s *source) did() {
	tree := s.scan()
	s.mu.Lock()
	s.tree, s.stale = tree, true
	s.mu.Unlock()
	s.tell()
}

// seen is the last tree, however old. It is nil where there is none.
func (s *source) seen() *access.Tree {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tree
}

func wait(ctx context.Context, done <-chan struct{}) error {
	limit := time.NewTimer(patience)
	defer limit.Stop()
	select {
	case <-done:
		return nil
	case <-limit.C:
		return errBusy
	case <-ctx.Done():
		return ctx.Err()
	}
}
