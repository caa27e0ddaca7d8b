package agent

import (
	"context"
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
func (a *Agent) announce(ctx context.Context, e inbox.Announce) error {
	prefs := a.settings.get()
	e = a.resolved(ctx, e)
	a.runHook(a.hooked.first(e), prefs.Hook)
	if loudness(prefs).Silences(e, time.Now().In(zone.Local())) {
		a.hooked.forget(e)
		return nil
	}
	n := a.notificationOf(e)
	n.Sound = prefs.Notifications.Sound
	err := a.notifier.Post(ctx, n)
	if err == nil {
		a.hooked.forget(e)
	}
	return err
}

// notificationOf is an announcement's notification without its sound.
func (a *Agent) notificationOf(e inbox.Announce) notify.Notification {
	n := a.wording().notificationOf(e)
	if label := a.pageLabel(); label != "" && len(e.Keys) == 1 {
		n.Actions = append(n.Actions, notify.Action{Key: actionPage, Label: label})
	}
	return n
}

func loudness(s settings.Settings) inbox.Loudness {
	n := s.Notifications
	return inbox.Loudness{Voicemails: n.Voicemails, MissedCalls: n.MissedCalls, QuietFrom: n.QuietFrom, QuietTo: n.QuietTo}
}

// followUpItem is the kind of a reminder's notification key, beside the inbox's item kinds.
const followUpItem inbox.ItemKind = "followup"

// remind shows that it is time to call somebody back.
func (a *Agent) remind(ctx context.Context, f inbox.FollowUp) {
	n := a.wording().reminderOf(f)
	n.Sound = a.settings.get().Notifications.Sound
	a.logged("reminding of a call", a.notifier.Post(ctx, n))
}
