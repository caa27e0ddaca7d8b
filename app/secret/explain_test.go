package secret

import (
	"fmt"
	"testing"
)

func TestExplain(t *testing.T) {
	if got := Explain(nil); got != "" {
		t.Errorf("no error is explained as %q", got)
	}
	seen := map[string]error{}
	for _, err := range []error{ErrNotFound, ErrNoKeyring, ErrNoneYet, ErrLocked, ErrDenied, ErrTimeout} {
		got := Explain(fmt.Errorf("read the password: %w", err))
		if got == "" || seen[got] != nil {
			t.Errorf("%v and %v are both explained as %q", err, seen[got], got)
		}
		seen[got] = err
	}
}
