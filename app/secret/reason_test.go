package secret

import (
	"fmt"
	"testing"
)

func TestEachFailureHasAReason(t *testing.T) {
	if got := Reason(nil); got != "" {
		t.Errorf("no error is named %q", got)
	}
	seen := map[string]error{}
	for _, err := range []error{ErrNotFound, ErrNoKeyring, ErrNoneYet, ErrLocked, ErrDenied, ErrTimeout} {
		got := Reason(fmt.Errorf("read the password: %w", err))
		if got == "" || seen[got] != nil {
			t.Errorf("%v and %v are both named %q", err, seen[got], got)
		}
		seen[got] = err
	}
}
