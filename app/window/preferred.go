package window

import (
	"time"

	"istratray/app/window/look"
)

// preferredWait is how long the window waits to hear how the desktop wants programs to look. What is heard later is
// followed as soon as it comes.
const preferredWait = 200 * time.Millisecond

// inTime is what the desktop has said before late fires, else how a window looks that nobody has said anything about.
func inTime(wishes <-chan look.Desktop, late <-chan time.Time) look.Desktop {
	select {
	case d, said := <-wishes:
		if said {
			return d
		}
	case <-late:
	}
	return unsaid()
}
