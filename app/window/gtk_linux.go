package window

import (
	"os"
	"path/filepath"
	"strings"

	"istratray/app/window/look"
)

// gtkMode is the palette that GTK's programs have, which is known without a portal: Light unless the environment or
// GTK's own file asks for a dark theme.
func gtkMode() look.Mode {
	if name := os.Getenv("GTK_THEME"); name != "" {
		return modeOf(isDark(name))
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return look.Light
	}
	for _, version := range []string{"gtk-4.0", "gtk-3.0"} {
		file, err := os.ReadFile(filepath.Join(dir, version, "settings.ini"))
		if err == nil && asksForDark(string(file)) {
			return look.Dark
		}
	}
	return look.Light
}

// asksForDark reports whether a settings.ini of GTK's does.
func asksForDark(file string) bool {
	for line := range strings.Lines(file) {
		key, value, _ := strings.Cut(line, "=")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "gtk-application-prefer-dark-theme":
			if value == "1" || strings.EqualFold(value, "true") {
				return true
			}
		case "gtk-theme-name":
			if isDark(value) {
				return true
			}
		}
	}
	return false
}

// isDark tells a dark theme by its name: Adwaita:dark in GTK_THEME, Adwaita-dark elsewhere.
func isDark(theme string) bool {
	theme = strings.ToLower(theme)
	return strings.HasSuffix(theme, ":dark") || strings.HasSuffix(theme, "-dark")
}

func modeOf(dark bool) look.Mode {
	if dark {
		return look.Dark
	}
	return look.Light
}
