package view

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"istratray/app/inbox"
	"istratray/app/window/parts"
)

// setRead marks a voicemail. The list shows it with the agent's next snapshot.
func (u *UI) setRead(id string, read bool) {
	u.do(func(ctx context.Context) error { return u.Agent.SetRead(ctx, id, read) }, u.report)
}

// remove deletes an item, with Undo as long as the agent waits.
func (u *UI) remove(kind inbox.ItemKind, id, name string) {
	if kind == inbox.VoicemailItem && u.playback.ID == id {
		u.Sound.Stop()
	}
	u.do(func(ctx context.Context) error { return u.Agent.Delete(ctx, kind, id, true) }, func(err error) {
		if err != nil {
			u.report(err)
			return
		}
		text := lang.L("Call with {{.Name}} deleted", map[string]any{"Name": parts.Clean(name)})
		if kind == inbox.VoicemailItem {
			text = lang.L("Message from {{.Name}} deleted", map[string]any{"Name": parts.Clean(name)})
		}
		u.toast.offer(text, lang.L("Undo"), toastUndo, func() { u.undo(kind, id) })
	})
}

// removeSeveral deletes messages, with one Undo for all of them.
func (u *UI) removeSeveral(ids []string) {
	u.do(func(ctx context.Context) error {
		var errs []error
		for _, id := range ids {
			errs = append(errs, u.Agent.Delete(ctx, inbox.VoicemailItem, id, true))
		}
		return errors.Join(errs...)
	}, func(err error) {
		if err != nil {
			u.report(err)
			return
		}
		u.toast.offer(lang.N("{{.N}} messages deleted", len(ids), map[string]any{"N": len(ids)}), lang.L("Undo"), toastUndo, func() {
			for _, id := range ids {
				u.undo(inbox.VoicemailItem, id)
			}
		})
	})
}

func (u *UI) undo(kind inbox.ItemKind, id string) {
	u.do(func(ctx context.Context) error { return u.Agent.Undo(ctx, kind, id) }, u.report)
}
