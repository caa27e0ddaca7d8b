package window

import (
	"context"
	"time"

	"istratray/app/win32"
	"istratray/app/window/look"
)

// unsaid is how a window looks before Windows has been asked: Fyne asks for the palette itself.
func unsaid() look.Desktop { return look.Desktop{Mode: look.System} }

// settles is how long Windows writes down a change of its settings after it was told, and before.
const settles = 300 * time.Millisecond

// preferred hands over how Windows wants its programs to look, and again after each change of its settings. The channel
// is closed when ctx ends.
func preferred(ctx context.Context) <-chan look.Desktop {
	wishes := make(chan look.Desktop, 1)
	wishes <- wishesNow()
	settled := make(chan struct{}, 1)
	go tellChanges(ctx, settled)
	go func() {
		defer close(wishes)
		for {
			select {
			case <-ctx.Done():
				return
			case <-settled:
			}
			select {
			case <-ctx.Done():
				return
			case wishes <- wishesNow():
			}
		}
	}()
	return wishes
}

func wishesNow() look.Desktop {
	return look.Desktop{Mode: look.System, HighContrast: win32.HighContrast(), TextScale: win32.TextScale()}
}

// tellChanges listens for changes of the settings until ctx ends.
func tellChanges(ctx context.Context, settled chan<- struct{}) {
	soon := time.AfterFunc(0, func() {
		select {
		case settled <- struct{}{}:
		default: // one is on its way
		}
	})
	soon.Stop()
	defer soon.Stop()
	handle := func(_ *win32.Window, message uint32, _, _ uintptr) (uintptr, bool) {
		if message == win32.WMSettingChange {
			soon.Reset(settles)
		}
		return 0, false
	}
	_ = win32.RunWindow(ctx, "IstraTrayLook", handle, func(*win32.Window) {})
}
