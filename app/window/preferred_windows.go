package window

import (
	"context"
	"time"

	"istratray/app/win32"
	"istratray/app/window/look"
)

// preferred is how Windows wants its programs to look; for the palette Fyne asks itself.
func preferred() look.Desktop {
	return look.Desktop{Mode: look.System, HighContrast: win32.HighContrast(), TextScale: win32.TextScale()}
}

// settles is how long Windows writes down a change of its settings after it was told, and before.
const settles = 300 * time.Millisecond

// followPreferred calls changed, on a goroutine of its own, each time the settings have changed. It ends with the
// process.
func followPreferred(changed func(look.Desktop)) {
	soon := time.AfterFunc(0, func() { changed(preferred()) })
	soon.Stop()
	handle := func(_ *win32.Window, message uint32, _, _ uintptr) (uintptr, bool) {
		if message == win32.WMSettingChange {
			soon.Reset(settles)
		}
		return 0, false
	}
	go func() { _ = win32.RunWindow(context.Background(), "IstraTrayLook", handle, func(*win32.Window) {}) }()
}
