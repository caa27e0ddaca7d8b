package pages

import (
	"context"
	"errors"
	"time"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// deletionWait is how long the agent waits with a deletion: longer than Undo is offered.
const deletionWait = 12 * time.Second

// markSeveral marks those messages that aren't marked so yet, with one Undo for all of them.
func markSeveral(d *desk.Desk, messages []inbox.Voicemail, read bool) {
	var ids []string
	for _, v := range messages {
		if v.Read != read {
			ids = append(ids, v.ID)
		}
	}
	if len(ids) == 0 {
		return
	}
	each(d, ids, func(ctx context.Context, id string) error { return d.Agent.SetRead(ctx, id, read) }, func() {
		text := lang.N("{{.N}} messages marked unread", len(ids), map[string]any{"N": len(ids)})
		if read {
			text = lang.N("{{.N}} messages marked read", len(ids), map[string]any{"N": len(ids)})
		}
		d.Frame.OfferUndo(text, desk.UndoKept, func() {
			each(d, ids, func(ctx context.Context, id string) error {
				return d.Agent.SetRead(ctx, id,
					!read)
			}, func() {})
		})
	})
}

// remove deletes items of a kind, with one Undo for all of them as long as the agent waits. The name is that of
// the only one. What Undo brought back is chosen again.
func (p *listPage) removeItems(kind inbox.ItemKind, name string, ids ...string) {
	d := p.desk
	for _, id := range ids {
		if kind == inbox.VoicemailItem && d.Player.Playback.ID == id {
			d.Player.Stop()
		}
	}
	asked := d.Now()
	each(d, ids, func(ctx context.Context, id string) error {
		return d.Agent.DeleteLater(ctx, kind, id,
			deletionWait)
	}, func() {
		left := deletionWait - d.Now().Sub(asked)
		d.Frame.OfferUndo(removed(kind, d.Book.Named(name), len(ids)), left, func() {
			each(d, ids, func(ctx context.Context, id string) error { return d.Agent.Undo(ctx, kind, id) },
				func() { p.choose(ids[0]) })
		})
	})
}

// removed says what has gone.
func removed(kind inbox.ItemKind, name string, n int) string {
	who, many := map[string]any{"Name": parts.Clean(name)}, map[string]any{"N": n}
	switch {
	case kind == inbox.CallItem && n == 1:
		return lang.L("Call with {{.Name}} deleted", who)
	case kind == inbox.CallItem:
		return lang.N("{{.N}} calls deleted", n, many)
	case n == 1:
		return lang.L("Message from {{.Name}} deleted", who)
	}
	return lang.N("{{.N}} messages deleted", n, many)
}

// each asks for the same of several items; done follows where all went well, else the error is said.
func each(d *desk.Desk, ids []string, ask func(ctx context.Context, id string) error, done func()) {
	d.Do(func(ctx context.Context) error {
		var errs []error
		for _, id := range ids {
			errs = append(errs, ask(ctx, id))
		}
		return errors.Join(errs...)
	}, func(err error) {
		if err != nil {
			d.Report(err)
			return
		}
		done()
	})
}
