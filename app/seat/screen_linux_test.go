package seat

import "testing"

func TestXAddress(t *testing.T) {
	for display, want := range map[string]string{
		":0": "unix /tmp/.X11-unix/X0", ":12.1": "unix /tmp/.X11-unix/X12", "unix:3": "unix /tmp/.X11-unix/X3",
		"localhost:10.0": "tcp localhost:6010",
	} {
		network, address := xAddress(display)
		if got := network + " " + address; got != want {
			t.Errorf("%s: %s, want %s", display, got, want)
		}
	}
}
