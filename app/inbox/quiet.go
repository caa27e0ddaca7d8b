package inbox

import (
	"slices"
	"time"
)

// Loudness is which notifications the user wants to see.
type Loudness struct {
	Voicemails, MissedCalls bool
	QuietFrom, QuietTo      string // local times such as 22:00, perhaps past midnight; "" = no quiet hours
}

// Silences reports whether an announcement shows no notification. Urgent voicemails and VIPs break through quiet
// hours; a kind that is switched off shows none.
func (l Loudness) Silences(a Announce, now time.Time) bool {
	if a.Voicemail != nil && !l.Voicemails || a.Call != nil && !l.MissedCalls {
		return true
	}
	if counts := l.Heard(a).Summary; counts.Badge() == 0 && a.Summary.Badge() > 0 {
		return true
	}
	return !a.Presses() && l.Quiet(now)
}

// Heard is an announcement without what is switched off in its summary.
func (l Loudness) Heard(a Announce) Announce {
	if !l.Voicemails {
		a.Summary.UnreadVoicemails = 0
	}
	if !l.MissedCalls {
		a.Summary.MissedCalls = 0
	}
	on := map[ItemKind]bool{VoicemailItem: l.Voicemails, CallItem: l.MissedCalls}
	a.VIPs = slices.DeleteFunc(slices.Clone(a.VIPs), func(v VIP) bool { return !on[v.Kind] })
	return a
}

// Quiet reports whether the time of day lies within the quiet hours. Broken texts mean that there are none.
func (l Loudness) Quiet(now time.Time) bool {
	start, err1 := time.Parse("15:04", l.QuietFrom)
	end, err2 := time.Parse("15:04", l.QuietTo)
	if err1 != nil || err2 != nil || l.QuietFrom == l.QuietTo {
		return false
	}
	minute := func(t time.Time) int { return t.Hour()*60 + t.Minute() }
	a, b, n := minute(start), minute(end), minute(now)
	if a < b {
		return n >= a && n < b
	}
	return n >= a || n < b
}

// Presses reports whether an announcement breaks through quiet hours: an urgent voicemail, anything from a VIP, or a
// summary that contains one.
func (a Announce) Presses() bool {
	switch {
	case a.Voicemail != nil:
		return a.Voicemail.Urgent || a.Voicemail.VIP
	case a.Call != nil:
		return a.Call.VIP
	}
	return a.Pressing
}

// grouped makes a summary of many. Pressing items are announced one by one, unless those are many, too.
func grouped(items []Announce) []Announce {
	if len(items) <= manyAtOnce {
		return items
	}
	var pressing, rest []Announce
	for _, item := range items {
		if item.Presses() {
			pressing = append(pressing, item)
		} else {
			rest = append(rest, item)
		}
	}
	if len(pressing) > manyAtOnce || len(rest) == 0 {
		return []Announce{summaryOf(items)}
	}
	if len(rest) > 1 {
		rest = []Announce{summaryOf(rest)}
	}
	return append(pressing, rest...)
}
