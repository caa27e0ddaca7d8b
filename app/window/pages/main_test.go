package pages_test

import (
	"testing"

	"go.uber.org/goleak"

	"istratray/app/window/internal/bench"
)

func TestMain(m *testing.M) {
	bench.Prepare() // its own goroutines are there before goleak looks
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent())
}
