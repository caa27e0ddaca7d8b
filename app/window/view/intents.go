package view

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2/lang"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/parts"
)

// callAgain is how soon after a call the same number is dialled only after a question.
const callAgain = 8 * time.Second

// calling is the call placed last.
type calling struct {
	number string
	at     time.Time
	busy   bool // the platform has not answered yet
}

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

// call places a call, and says how it goes. A second one to the same number within seconds is asked for.
func (u *UI) call(number, name string) {
	switch {
	case number == "":
		u.toast.say(lang.L("No number is known for this caller."), toastLong)
	case u.calling.busy:
	case number == u.calling.number && u.Now().Sub(u.calling.at) < callAgain:
		u.toast.offer(lang.L("You called {{.Name}} a moment ago.", map[string]any{"Name": parts.Clean(name)}),
			lang.L("Call again"), toastLong, func() { u.place(number, name) })
	default:
		u.place(number, name)
	}
}

func (u *UI) place(number, name string) {
	who := map[string]any{"Name": parts.Clean(name)}
	u.calling = calling{number: number, at: u.Now(), busy: true}
	u.toast.say(lang.L("Calling {{.Name}}…", who), time.Minute)
	var answer control.CallAnswer
	u.do(func(ctx context.Context) (err error) {
		answer, err = u.Agent.PlaceCall(ctx, control.CallRequest{Destination: number})
		return err
	}, func(err error) {
		u.calling.busy = false
		if err != nil {
			if control.CodeOf(err) != control.Unsure { // else it may be ringing: the next press asks
				u.calling = calling{}
			}
			u.report(err)
			return
		}
		u.toast.say(u.pickUp(answer.Phone, who), toastLong)
	})
}

// pickUp says which phone rings; its name matters only to who has several.
func (u *UI) pickUp(phone inbox.Phone, who map[string]any) string {
	if len(u.snap.Phones) > 1 && phone.Label != "" {
		who["Phone"] = parts.Clean(phone.Label)
		return lang.L("Pick up your phone “{{.Phone}}”: it is calling {{.Name}}.", who)
	}
	return lang.L("Pick up your desk phone: it is calling {{.Name}}.", who)
}

// missedSeen acknowledges the missed calls that are looked at, once each.
func (u *UI) missedSeen() {
	if u.snap.Counts.MissedCalls == 0 {
		return
	}
	for _, c := range u.snap.Calls {
		if !c.Missed {
			continue
		}
		if c.Time.After(u.missed) {
			u.missed = c.Time
			u.do(func(ctx context.Context) error { return u.Agent.MissedSeen(ctx, c.Time) }, u.report)
		}
		return
	}
}
