package control_test

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// dialAs makes the test binary a client in another user's process: see TestOtherUsersAreRefused.
const dialAs = "CONTROL_TEST_DIAL"

func TestMain(m *testing.M) {
	if socket := os.Getenv(dialAs); socket != "" {
		os.Exit(dialAndAsk(socket))
	}
	goleak.VerifyTestMain(m)
}
