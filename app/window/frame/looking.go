package frame

import (
	"time"

	"istratray/app/window/pages"
)

// lookTime is how long the window has had the focus when its user counts as looking at it.
const lookTime = time.Second

// looking is whether someone sees the window.
type looking struct {
	focused bool
	since   time.Time // when the focus came
}

// Focused tells the frame that the window has got or lost the focus. A covered or minimised one, and one on another
// workspace, has none.
func (f *Frame) Focused(focused bool) {
	if focused != f.looking.focused {
		f.looking.focused, f.looking.since = focused, f.desk.Now()
	}
}

// look acknowledges the missed calls if someone is looking at their page.
func (f *Frame) look() {
	l := f.looking
	if !l.focused || f.desk.Now().Sub(l.since) < lookTime || f.gate.Open() {
		return
	}
	p, ok := f.places.page().(*pages.Calls)
	if ok && f.desk.Snap.Counts.MissedCalls > 0 && (f.desk.InSight == nil || f.desk.InSight()) {
		p.Seen()
	}
}
