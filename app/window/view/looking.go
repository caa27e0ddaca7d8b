package view

import (
	"context"
	"time"
)

// lookTime is how long the window has had the focus when its user counts as looking at it.
const lookTime = time.Second

// looking is whether somebody sees the window, and what of the calls they have seen.
type looking struct {
	focused bool
	since   time.Time // when the focus came
	newest  time.Time // the newest missed call that was acknowledged
}

// Focused says that the window has got the focus or lost it. A covered or minimised one, and one on another workspace,
// has none.
func (u *UI) Focused(focused bool) {
	if focused != u.looking.focused {
		u.looking.focused, u.looking.since = focused, u.Now()
	}
}

// look acknowledges the missed calls where their page is in front of somebody's eyes.
func (u *UI) look() {
	l := u.looking
	if l.focused && u.Now().Sub(l.since) >= lookTime && u.frame.current == pageCalls && !u.gate.object.Visible() {
		u.missedSeen()
	}
}

// missedSeen acknowledges the missed calls, once each.
func (u *UI) missedSeen() {
	if u.snap.Counts.MissedCalls == 0 {
		return
	}
	for _, c := range u.snap.Calls {
		if !c.Missed {
			continue
		}
		if c.Time.After(u.looking.newest) {
			u.looking.newest = c.Time
			u.do(func(ctx context.Context) error { return u.Agent.MissedSeen(ctx, c.Time) }, u.report)
		}
		return
	}
}
