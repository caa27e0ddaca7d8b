package player_test

import (
	"testing"

	"go.uber.org/goleak"
)

// Goroutines that a dead sound server holds are abandoned on purpose.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m,
		goleak.IgnoreAnyFunction("istratray/player/output.closeWithin.func1"),
		goleak.IgnoreAnyFunction("istratray/player/output.(*device).Close.func1"),
		goleak.IgnoreAnyFunction("istratray/player/output.System.Open.func1"),
		goleak.IgnoreAnyFunction("istratray/player/output.System.list"),
	)
}
