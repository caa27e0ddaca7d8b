package agent

import (
	"context"
	"errors"
	"time"

	"istratray/app/inbox"
	"istratray/app/notify"
	"istratray/app/settings"
	"istratray/app/zone"
)

// The actions of a notification.
const (
	actionOpen = notify.DefaultAction
	actionPlay = "play"
	actionCall = "call"
	actionPage = "page"
)

// announce shows a notification for what is new, as the preferences have it. What they silence
// counts as announced, and the user's command runs for it all the same. It is called by the session's
// announcer only, again for what could not be shown.
func (a *Agent) announce(ctx context.Context, e inbox.Announce) (hidden bool, err error) {
	prefs := a.settings.get()
	a.attention.await(ctx)
	if a.attention.holds(e) {
		return false, errHeld
	}
	e = a.resolved(ctx, e)
	a.runHook(e, prefs.Hook)
	if loudness(prefs).Silences(e, time.Now().In(zone.Local())) {
		a.hooked.forget(e)
		return false, nil
	}
	w := a.wording()
	n := a.notificationOf(w, e)
	n.Sound = prefs.Notifications.Sound
	n.Urgent = n.Urgent || a.attention.busy() // what is not held back has to get through
	if err := a.notifier.Post(ctx, n); err != nil {
		return false, err
	}
	a.hooked.forget(e)
	return w.locked, nil
}

// errHeld says that the inbox has not heard of do not disturb yet: it will announce the item when that ends.
var errHeld = errors.New("do not disturb is on")

// redraw updates a notification that may be on the screen.
func (a *Agent) redraw(ctx context.Context, e inbox.Announce) {
	a.logged("redrawing a notification", a.notifier.Update(ctx, a.notificationOf(a.wording(), e)))
}

// notificationOf is an announcement's notification without its sound.
func (a *Agent) notificationOf(w wording, e inbox.Announce) notify.Notification {
	n := w.notificationOf(loudness(a.settings.get()).Heard(e))
	if label := a.pageLabel(); label != "" && len(e.Keys) == 1 {
		n.Actions = append(n.Actions, notify.Action{Key: actionPage, Label: label})
	}
	return n
}

func loudness(s settings.Settings) inbox.Loudness {
	n := s.Notifications
	return inbox.Loudness{Voicemails: n.Voicemails, MissedCalls: n.MissedCalls,
		QuietFrom: n.QuietFrom, QuietTo: n.QuietTo}
}

// followUpItem is the kind of a reminder's notification key, beside the inbox's item kinds.
const followUpItem inbox.ItemKind = "followup"

// remind shows that it is time to call someone back.
func (a *Agent) remind(ctx context.Context, r inbox.Remind) {
	a.attention.await(ctx)
	n := a.wording().reminderOf(r.FollowUp)
	if r.Again {
		a.logged("redrawing a reminder", a.notifier.Update(ctx, n))
		return
	}
	n.Sound = a.settings.get().Notifications.Sound
	a.logged("reminding of a call", a.notifier.Post(ctx, n))
}
