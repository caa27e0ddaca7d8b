package window

import (
	"errors"
	"testing"

	"istratray/app/window/look"
)

func TestWhatTheDesktopPrefers(t *testing.T) {
	for _, c := range []struct {
		name string
		says map[string]any
		want look.Desktop
	}{
		{"nothing", nil, look.Desktop{Mode: look.Light}},
		{"dark", map[string]any{"org.freedesktop.appearance color-scheme": uint32(1)}, look.Desktop{Mode: look.System}},
		{"high contrast", map[string]any{
			"org.freedesktop.appearance color-scheme": uint32(0), "org.freedesktop.appearance contrast": uint32(1),
		}, look.Desktop{Mode: look.System, HighContrast: true}},
		{"high contrast of an older GNOME, and large text", map[string]any{
			"org.gnome.desktop.a11y.interface high-contrast":  true,
			"org.gnome.desktop.interface text-scaling-factor": 1.25,
		}, look.Desktop{Mode: look.Light, HighContrast: true, TextScale: 1.25}},
		{"no motion", map[string]any{"org.freedesktop.appearance reduced-motion": uint32(1)},
			look.Desktop{Mode: look.Light, Still: true}},
		{"no motion of an older GNOME", map[string]any{"org.gnome.desktop.interface enable-animations": false},
			look.Desktop{Mode: look.Light, Still: true}},
		{"motion, whatever GNOME's own key says", map[string]any{
			"org.freedesktop.appearance reduced-motion":     uint32(0),
			"org.gnome.desktop.interface enable-animations": false,
		}, look.Desktop{Mode: look.Light}},
		{"nonsense", map[string]any{
			"org.freedesktop.appearance contrast": "yes", "org.gnome.desktop.interface enable-animations": 0,
			"org.gnome.desktop.interface text-scaling-factor": 40.0,
		}, look.Desktop{Mode: look.Light}},
	} {
		got := ask(func(namespace, key string) (any, error) {
			if v, ok := c.says[namespace+" "+key]; ok {
				return v, nil
			}
			return nil, errors.New("no such setting")
		})
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
