package front

import "testing"

func TestStartupTime(t *testing.T) {
	for id, want := range map[string]uint32{
		"gnome-shell/Istra Tray/1234-1-host_TIME98765": 98765, "_TIME0": 0, "": 0, "a_TIMEx": 0, "x_TIME1_TIME2": 2,
		"_TIME99999999999": 0,
	} {
		if got, ok := startupTime(id); ok != (want != 0) || ok && got != want {
			t.Errorf("%q: %d, %v, want %d", id, got, ok, want)
		}
	}
}
