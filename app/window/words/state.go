package words

import (
	"time"

	"istratray/app/inbox"
	"istratray/app/window/lang"
)

// Freshness says how far what is shown can be trusted: "Updated 12 s ago", "Offline, showing 10:42".
func Freshness(s inbox.Snapshot, now time.Time) string {
	switch s.Connection.State {
	case inbox.Online:
		return updated(s.Updated, now)
	case inbox.Connecting:
		return lang.L("Connecting…")
	case inbox.Syncing:
		return lang.L("Reading the lists…")
	case inbox.Offline:
		return offline(s, now)
	case inbox.NeedsSignIn:
		return lang.L("Sign in again")
	}
	return lang.L("Signed out")
}

func offline(s inbox.Snapshot, now time.Time) string {
	switch {
	case !s.Known || s.Updated.IsZero():
		return lang.L("Offline")
	case SameDay(s.Updated, now):
		return lang.L("Offline, showing {{.Time}}", map[string]any{"Time": Clock(s.Updated)})
	}
	return lang.L("Offline, showing {{.Time}}", map[string]any{"Time": Moment(s.Updated, now)})
}

// updated rounds the age down, so that the text changes seldom.
func updated(t, now time.Time) string {
	step := time.Minute
	switch d := now.Sub(t); {
	case d < 10*time.Second:
		return lang.L("Just updated")
	case d < time.Minute:
		step = 5 * time.Second
	}
	return lang.L("Updated {{.Age}} ago", map[string]any{"Age": Span(now.Sub(t).Truncate(step))})
}
