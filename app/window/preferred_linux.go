package window

import (
	"time"

	"github.com/rymdport/portal/settings/appearance"

	"istratray/app/window/look"
)

// preferredWait is how long the desktop has to say which palette it prefers.
const preferredWait = 200 * time.Millisecond

// preferred is what "as the system" means: Light where the desktop says that it prefers nothing,
// which Fyne would take for dark; else System, and Fyne follows what the desktop says, be it late.
// Where the question hangs, which some desktops let it, a goroutine hangs with it until the process ends.
func preferred() look.Mode {
	answer := make(chan error, 1)
	go func() {
		_, err := appearance.GetColorScheme()
		answer <- err
	}()
	select {
	case err := <-answer:
		if err != nil {
			return look.Light
		}
	case <-time.After(preferredWait):
	}
	return look.System
}
