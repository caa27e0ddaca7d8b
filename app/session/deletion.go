package session

import (
	"context"
	"sync"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

// Delete deletes an item. With undo it is hidden now and deleted after Config.UndoTime, unless
// Undo comes first; without, Delete returns when the platform has answered.
func (s *Session) Delete(ctx context.Context, kind inbox.ItemKind, id string, undo bool) error {
	if !undo {
		return s.act(ctx, s.deletion(kind, id))
	}
	return s.DeleteLater(ctx, kind, id, s.cfg.UndoTime)
}

// DeleteLater hides an item now and deletes it after wait, unless Undo comes first.
func (s *Session) DeleteLater(ctx context.Context, kind inbox.ItemKind, id string, wait time.Duration) error {
	var err error
	asked := s.ask(ctx, func() {
		if err = s.ready(); err != nil {
			return
		}
		if _, err = s.refOf(kind, id); err != nil {
			return
		}
		due := time.Now().Add(wait)
		s.apply(inbox.DeleteAsked{Kind: kind, ID: id, Due: due})
		s.after(wait, func() { s.deletionDue(kind, id, due) })
	})
	if asked != nil {
		return asked
	}
	return err
}

// Undo brings a hidden item back; ErrNotFound when it is too late.
func (s *Session) Undo(ctx context.Context, kind inbox.ItemKind, id string) error {
	var err error
	asked := s.ask(ctx, func() {
		if d, ok := s.state.Deletion(kind, id); !ok || d.Due.IsZero() {
			err = ErrNotFound
			return
		}
		s.apply(inbox.DeleteUndone{Kind: kind, ID: id})
	})
	if asked != nil {
		return asked
	}
	return err
}

// deletionDue carries out a deletion that nobody undid.
func (s *Session) deletionDue(kind inbox.ItemKind, id string, due time.Time) {
	if d, ok := s.state.Deletion(kind, id); !ok || !d.Due.Equal(due) {
		return // undone, or asked for again
	}
	if err := s.start(s.deletion(kind, id), make(chan error, 1)); err != nil {
		s.takeBack(kind, id, err)
	}
}

// deletion is the request itself. A zero Due hides the item for as long as it takes.
func (s *Session) deletion(kind inbox.ItemKind, id string) action {
	var ref istraclient.Ref
	return action{
		begin: func() (err error) {
			if ref, err = s.refOf(kind, id); err == nil {
				s.apply(inbox.DeleteAsked{Kind: kind, ID: id})
			}
			return err
		},
		do: func(ctx context.Context, p Platform) error { return deleteItem(ctx, p, kind, ref) },
		end: func(err error) {
			if err != nil {
				s.takeBack(kind, id, err)
				return
			}
			s.apply(inbox.DeleteDone{Kind: kind, ID: id})
		},
		counts: true,
	}
}

func (s *Session) takeBack(kind inbox.ItemKind, id string, err error) {
	what := "voicemail-not-deleted"
	if kind == inbox.CallItem {
		what = "call-not-deleted"
	}
	n := notice(what, err)
	s.apply(inbox.DeleteFailed{Kind: kind, ID: id, Text: n.Text, Reason: n.Reason})
}

func deleteItem(ctx context.Context, p actions, kind inbox.ItemKind, ref istraclient.Ref) error {
	if kind == inbox.CallItem {
		return wrap("delete the call", p.DeleteCall(ctx, ref))
	}
	return wrap("delete the voicemail", p.DeleteVoicemail(ctx, ref))
}

func (s *Session) refOf(kind inbox.ItemKind, id string) (istraclient.Ref, error) {
	if kind == inbox.CallItem {
		if c, ok := s.state.Call(id); ok {
			return istraclient.Ref{ID: c.ID, URI: c.URI}, nil
		}
	} else if v, ok := s.state.Voicemail(id); ok {
		return istraclient.Ref{ID: v.ID, URI: v.URI}, nil
	}
	return istraclient.Ref{}, ErrNotFound
}

// itemRef is an item on the platform.
type itemRef struct {
	kind inbox.ItemKind
	ref  istraclient.Ref
}

// pendingDeletions are the items that are hidden and not being deleted yet.
func (s *Session) pendingDeletions() []itemRef {
	if s.linked() != nil {
		return nil
	}
	var items []itemRef
	for _, d := range s.state.Deletions() {
		ref, err := s.refOf(d.Kind, d.ID)
		if err == nil && !d.Due.IsZero() {
			items = append(items, itemRef{d.Kind, ref})
		}
	}
	return items
}

// carryOut performs the pending deletions before the session ends: the user has seen these items disappear. It runs
// on a worker.
func (s *Session) carryOut(ctx context.Context, p actions, items []itemRef) {
	var all sync.WaitGroup
	for _, item := range items {
		all.Go(func() {
			if err := deleteItem(ctx, p, item.kind, item.ref); err != nil {
				s.cfg.Logger.Warn("deleting on leaving", "err", err)
			}
		})
	}
	all.Wait()
}
