package atspi

import (
	"context"
	"errors"
	"sync"
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
	scan  func() *access.Tree
	post  func(func())
	acted chan struct{} // an action was done for a client: its result has been seen, and is reported at once

	mu     sync.Mutex    // guards what follows
	tree   *access.Tree  // the last one, nil for none
	first  *access.Tree  // what was told before anything else
	stale  bool          // something was done since
	coming chan struct{} // closed when the look under way is over; nil: none is
}

// get is a tree that is fresh enough to answer with. It is nil where there is no window.
func (s *source) get(ctx context.Context) (*access.Tree, error) {
	s.mu.Lock()
	if t := s.tree; t != nil && !s.stale && time.Since(t.When) < fresh {
		s.mu.Unlock()
		return t, nil
	}
	coming := s.coming
	if coming == nil {
		coming = make(chan struct{})
		s.coming = coming
		s.post(func() { s.look(coming) })
	}
	s.mu.Unlock()
	if err := wait(ctx, coming); err != nil {
		s.giveUp(coming)
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tree, nil
}

// look makes a tree, on Fyne's goroutine.
func (s *source) look(coming chan struct{}) {
	tree := s.scan()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tree, s.stale = tree, false // what is done next is done on this goroutine, too
	if s.first == nil {
		s.first = tree
	}
	if s.coming == coming {
		s.coming = nil
	}
	close(coming)
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

// act does something with a node as it is now, on Fyne's goroutine. A nil node is one that is gone.
func (s *source) act(ctx context.Context, id int, do func(*access.Node) bool) (ok bool, err error) {
	done := make(chan struct{})
	var result bool // written before done is closed
	s.post(func() {
		defer close(done)
		defer s.did()
		if tree := s.scan(); tree != nil && ctx.Err() == nil {
			result = do(tree.Nodes[id])
		}
	})
	if err := wait(ctx, done); err != nil {
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
	select {
	case s.acted <- struct{}{}:
	default:
	}
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
