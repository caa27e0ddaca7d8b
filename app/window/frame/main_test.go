package frame_test

import (
	"testing"

	"go.uber.org/goleak"

	"istratray/app/window/internal/bench"
)

// withoutRaceDetector skips a test that lays out or draws every screen: nothing runs beside that, and the race
// detector makes it take ten times as long. "make drawn" has it.
func withoutRaceDetector(t *testing.T) {
	t.Helper()
	if raceDetector {
		t.Skip("make drawn")
	}
}

func TestMain(m *testing.M) {
	bench.Prepare() // its own goroutines are there before goleak looks
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent())
}
