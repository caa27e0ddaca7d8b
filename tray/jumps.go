package tray

import (
	"slices"

	"istratray/app/inbox"
)

// jump is a line in the list of the program's button in the taskbar: it starts the program with arguments.
type jump struct {
	title     string // harmless text
	arguments []string
}

// jumpList is that list: what is new, and what can be done.
type jumpList struct {
	heading       string // over what is new
	newest, tasks []jump
}

func (l jumpList) equal(other jumpList) bool {
	same := func(a, b jump) bool { return a.title == b.title && slices.Equal(a.arguments, b.arguments) }
	return l.heading == other.heading && slices.EqualFunc(l.newest, other.newest, same) &&
		slices.EqualFunc(l.tasks, other.tasks, same)
}

// jumpsFor decides what the list holds. It says no times: it is not drawn anew when somebody looks at it.
func (w wording) jumpsFor(s inbox.Snapshot) jumpList {
	l := jumpList{heading: w.Say("Newest")}
	for _, it := range w.arrivals(s) {
		l.newest = append(l.newest, it.jump)
	}
	if signedIn(s) {
		l.tasks = []jump{{w.Say("Call a number…"), []string{"dial"}}}
	}
	return l
}

func (w wording) voicemailJump(v inbox.Voicemail) jump {
	title := w.voicemailTitle(v)
	switch {
	case w.private && v.Urgent:
		title = w.Say("Urgent voicemail")
	case w.private:
		title = w.Say("New voicemail")
	}
	return jump{title, []string{"show", "--voicemail", "--", v.ID}}
}

func (w wording) callJump(c inbox.Call) jump {
	title := w.callTitle(c)
	if w.private {
		title = w.Say("Missed call")
	}
	return jump{title, []string{"show", "--call", "--", c.ID}}
}
