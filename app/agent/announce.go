package agent

import (
	"context"
	"fmt"
	"strings"
	"time"

	"istratray/app/inbox"
	"istratray/app/notify"
	"istratray/app/settings"
)

// The actions of a notification. "default" is the click on it.
const (
	actionOpen = "default"
	actionPlay = "play"
	actionCall = "call"
)

// announce shows a notification for what is new, as the preferences have it. What they silence
// counts as announced, and the user's command runs for it all the same. It is called by the session's
// announcer only, again for what could not be shown.
func (a *Agent) announce(ctx context.Context, e inbox.Announce) error {
	prefs := a.settings.get()
	a.runHook(a.hooked.first(e), prefs.Hook)
	if silenced(e, prefs, time.Now()) {
		a.hooked.forget(e)
		return nil
	}
	n := notificationOf(e, prefs.Notifications.Private)
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

func notificationOf(e inbox.Announce, private bool) notify.Notification {
	switch {
	case e.Voicemail != nil:
		return voicemailNotification(*e.Voicemail, private)
	case e.Call != nil:
		return callNotification(*e.Call, private)
	default:
		return notify.Notification{
			Key:     inbox.SummaryKey,
			Title:   "New while you were busy",
			Body:    countsText(e.Summary),
			Actions: []notify.Action{{Key: actionOpen, Label: "Open"}},
		}
	}
}

func voicemailNotification(v inbox.Voicemail, private bool) notify.Notification {
	n := notify.Notification{
		Key:    inbox.Key(inbox.VoicemailItem, v.ID),
		Title:  "New voicemail",
		Body:   clock(v.Seconds),
		Urgent: v.Urgent,
		Actions: []notify.Action{
			{Key: actionOpen, Label: "Open"},
			{Key: actionPlay, Label: "Play"},
		},
	}
	if v.Urgent {
		n.Title = "Urgent voicemail"
	}
	if !private {
		n.Title += " from " + caller(v.Label, v.Number)
		n.Body = joined(clock(v.Seconds), numberBeside(v.Label, v.Number))
	}
	if v.Dialable() != "" {
		n.Actions = append(n.Actions, notify.Action{Key: actionCall, Label: "Call back"})
	}
	return n
}

func callNotification(c inbox.Call, private bool) notify.Notification {
	n := notify.Notification{
		Key:     inbox.Key(inbox.CallItem, c.ID),
		Title:   "Missed call",
		Body:    joined(c.Time.Local().Format("15:04"), rang(c.Rang)),
		Actions: []notify.Action{{Key: actionOpen, Label: "Open"}},
	}
	if !private {
		n.Title += " from " + caller(c.Label, c.Number)
		n.Body = joined(c.Time.Local().Format("15:04"), rang(c.Rang), numberBeside(c.Label, c.Number))
	}
	if c.Dialable() != "" {
		n.Actions = append(n.Actions, notify.Action{Key: actionCall, Label: "Call back"})
	}
	return n
}

// followUpItem is the kind of a reminder's notification key, beside the inbox's item kinds.
const followUpItem inbox.ItemKind = "followup"

// remind shows that it is time to call somebody back.
func (a *Agent) remind(ctx context.Context, f inbox.FollowUp) {
	n := reminderOf(f, a.settings.get().Notifications.Private)
	n.Sound = a.settings.get().Notifications.Sound
	a.logged("reminding of a call", a.notifier.Post(ctx, n))
}

func reminderOf(f inbox.FollowUp, private bool) notify.Notification {
	n := notify.Notification{
		Key:     inbox.Key(followUpItem, f.Caller),
		Title:   "Time to call back",
		Body:    "You asked to be reminded.",
		Actions: []notify.Action{{Key: actionOpen, Label: "Open"}},
	}
	if !private {
		n.Title = "Time to call " + caller(f.Name, f.Number)
		n.Body = joined(n.Body, numberBeside(f.Name, f.Number))
	}
	if f.Number != "" {
		n.Actions = append(n.Actions, notify.Action{Key: actionCall, Label: "Call back"})
	}
	return n
}

func caller(label, number string) string {
	switch {
	case label != "":
		return label
	case number != "":
		return number
	default:
		return "an unknown caller"
	}
}

// numberBeside is the number, unless the label is it already.
func numberBeside(label, number string) string {
	if label == number || label == "" {
		return ""
	}
	return number
}

func rang(seconds int) string {
	if seconds <= 0 {
		return ""
	}
	return fmt.Sprintf("rang %d s", seconds)
}

func clock(seconds int) string { return fmt.Sprintf("%d:%02d", seconds/60, seconds%60) }

func joined(parts ...string) string {
	var shown []string
	for _, p := range parts {
		if p != "" {
			shown = append(shown, p)
		}
	}
	return strings.Join(shown, " · ")
}

// countsText is "2 voicemails, 1 missed call"; empty when nothing waits.
func countsText(c inbox.Counts) string {
	plural := func(n int, one, many string) string {
		switch n {
		case 0:
			return ""
		case 1:
			return "1 " + one
		default:
			return fmt.Sprintf("%d %s", n, many)
		}
	}
	v, m := plural(c.UnreadVoicemails, "voicemail", "voicemails"), plural(c.MissedCalls, "missed call", "missed calls")
	if v != "" && m != "" {
		return v + ", " + m
	}
	return v + m
}
