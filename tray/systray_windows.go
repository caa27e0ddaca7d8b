package tray

import (
	"strings"

	"fyne.io/systray"
	"golang.org/x/sys/windows/registry"
)

func (m *systemMenu) setIcon(ic icon) {
	f := onDark
	if lightTaskbar() {
		f = onLight
	}
	systray.SetIcon(ico(ic, f))
}

// lightTaskbar reads what the user chose for the taskbar; before Windows 10 1903 it is always dark.
func lightTaskbar() bool {
	k, err := registry.OpenKey(registry.CURRENT_USER,
		`Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer k.Close()
	light, _, err := k.GetIntegerValue("SystemUsesLightTheme")
	return err == nil && light != 0
}

// menuText keeps an ampersand from marking the next letter as the key that chooses the line.
func menuText(label string) string { return strings.ReplaceAll(label, "&", "&&") }
