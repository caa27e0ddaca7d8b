package agent

import "testing"

func TestWhatHelpsWithoutATray(t *testing.T) {
	for desktop, want := range map[string]string{
		"GNOME": "no-tray-gnome", "ubuntu:GNOME": "no-tray-gnome", "sway": "no-tray-bar",
		"labwc:wlroots": "no-tray-bar", "": "no-tray", "XFCE": "no-tray",
	} {
		if got := noTrayOn(desktop); got != want {
			t.Errorf("%q: %s, want %s", desktop, got, want)
		}
	}
}
