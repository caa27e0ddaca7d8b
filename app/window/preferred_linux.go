package window

import (
	"time"

	"github.com/rymdport/portal/settings"
	"github.com/rymdport/portal/settings/appearance"

	"istratray/app/window/look"
)

// preferredWait is how long the desktop has to say how it wants programs to look.
const preferredWait = 200 * time.Millisecond

// Where desktops keep these wishes beside org.freedesktop.appearance: GNOME's own keys, which its portal hands on.
const (
	gnomeInterface     = "org.gnome.desktop.interface"
	gnomeAccessibility = "org.gnome.desktop.a11y.interface"
)

// preferred is how the desktop wants its programs to look. Where the question hangs, which some desktops let it,
// a goroutine hangs with it until the process ends, and Fyne follows the palette only.
func preferred() look.Desktop {
	answer := make(chan look.Desktop, 1)
	go func() { answer <- ask(settings.ReadOne) }()
	select {
	case d := <-answer:
		return d
	case <-time.After(preferredWait):
		return look.Desktop{Mode: look.System}
	}
}

// ask reads the wishes by a way to read one setting. The mode is Light where the desktop prefers nothing, which
// Fyne would take for dark; else System, and Fyne follows what the desktop says.
func ask(read func(namespace, key string) (any, error)) look.Desktop {
	d := look.Desktop{Mode: look.System}
	if _, err := read(appearance.Namespace, "color-scheme"); err != nil {
		d.Mode = look.Light
	}
	contrast, err := read(appearance.Namespace, "contrast")
	if err != nil {
		contrast, _ = read(gnomeAccessibility, "high-contrast")
	}
	d.HighContrast = contrast == uint32(1) || contrast == true
	motion, err := read(appearance.Namespace, "reduced-motion")
	if err != nil {
		moving, _ := read(gnomeInterface, "enable-animations")
		motion = moving == false
	}
	d.Still = motion == uint32(1) || motion == true
	if scale, err := read(gnomeInterface, "text-scaling-factor"); err == nil {
		d.TextScale = sensible(scale)
	}
	return d
}

// sensible is a factor that text can be scaled by, or 0.
func sensible(v any) float64 {
	if scale, ok := v.(float64); ok && scale >= 0.5 && scale <= 3 {
		return scale
	}
	return 0
}

// followPreferred calls changed, on a goroutine of its own, each time the desktop has other wishes. The library
// offers no way to stop listening: it ends with the process.
func followPreferred(changed func(look.Desktop)) {
	go func() {
		_ = settings.OnSignalSettingChanged(func(c settings.Changed) {
			switch c.Namespace {
			case appearance.Namespace, gnomeInterface, gnomeAccessibility:
				changed(preferred())
			}
		})
	}()
}
