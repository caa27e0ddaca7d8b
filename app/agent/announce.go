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
)

// announce shows a notification for what is new, as the preferences have it. What they silence
// counts as announced, and the user's command runs for it all the same. It is called by the session's
// announcer only, again for what could not be shown.
func (a *Agent) announce(ctx context.Context, e inbox.Announce) error {
	prefs := a.settings.get()
	a.runHook(a.hooked.first(e), prefs.Hook)
	if silenced(e, prefs, time.Now().In(zone.Local())) {
		a.hooked.forget(e)
		return nil
	}
	n := a.wording().notificationOf(e)
	n.Sound = prefs.Notifications.Sound
	err := a.notifier.Post(ctx, n)
	if err == nil {
		a.hooked.forget(e)
	}
	return err
}

// silenced says whether nothing is to pop up. Quiet hours let urgent voicemails through; who switched
// voicemails off gets none.
func silenced(e inbox.Announce, prefs settings.Settings, now time.Time) bool {
	if e.Voicemail != nil && !prefs.Notifications.Voicemails || e.Call != nil && !prefs.Notifications.MissedCalls {
		return true
	}
	return !urgent(e) && quiet(prefs.Notifications.QuietFrom, prefs.Notifications.QuietTo, now)
}

func urgent(e inbox.Announce) bool { return e.Voicemail != nil && e.Voicemail.Urgent }

// quiet says whether the time of day lies within the quiet hours, which may pass midnight. Texts
// are "22:00"; empty or broken ones mean that there are none.
func quiet(from, to string, now time.Time) bool {
	start, err1 := time.Parse("15:04", from)
	end, err2 := time.Parse("15:04", to)
	if err1 != nil || err2 != nil || from == to {
		return false
	}
	minute := func(t time.Time) int { return t.Hour()*60 + t.Minute() }
	a, b, n := minute(start), minute(end), minute(now)
	if a < b {
		return n >= a && n < b
	}
	return n >= a || n < b
}

// followUpItem is the kind of a reminder's notification key, beside the inbox's item kinds.
const followUpItem inbox.ItemKind = "followup"

// remind shows that it is time to call somebody back.
func (a *Agent) remind(ctx context.Context, f inbox.FollowUp) {
	n := a.wording().reminderOf(f)
	n.Sound = a.settings.get().Notifications.Sound
	a.logged("reminding of a call", a.notifier.Post(ctx, n))
}
