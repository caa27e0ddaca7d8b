package window

import (
	"time"

	"github.com/rymdport/portal/settings/appearance"

	"istratray/app/window/look"
)

// preferredWait is how long the desktop has to say which palette it prefers.
const preferredWait = 200 * time.Millisecond

// preferred is what "as the system" means: System where the desktop says what it prefers, and then
// Fyne follows it; Light where it does not, since Fyne would take that for dark. Where the question
// hangs, which some desktops let it, a goroutine hangs with it until the process ends.
func preferred() look.Mode {
	answer := make(chan error, 1)
	go func() {
		_, err := appearance.GetColorScheme()
		answer <- err
	}()
	select {
	case err := <-answer:
		if err == nil {
			return look.System
		}
	case <-time.After(preferredWait):
	}
	return look.Light
}
