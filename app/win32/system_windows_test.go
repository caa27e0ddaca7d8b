package win32

import "testing"

// What is told can't be brought about here: that Windows takes the requests, and lets go of them.
func TestWatchesBeginAndEnd(t *testing.T) {
	for name, watch := range map[string]func(func()) (func(), error){"sleep": OnWake, "network": OnNetworkChange} {
		done, err := watch(func() {})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		done()
	}
	if err := RestartAfterUpdate("--hidden --profile work"); err != nil {
		t.Error(err)
	}
}
