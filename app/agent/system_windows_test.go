package agent

import (
	"slices"
	"testing"
)

// What Windows starts after an update is the agent of the same profile, without a window.
func TestRestartArguments(t *testing.T) {
	for profile, want := range map[string][]string{"": {"--hidden"}, "default": {"--hidden"},
		"work": {"--hidden", "--profile", "work"}} {
		if got := restartArguments(profile); !slices.Equal(got, want) {
			t.Errorf("%q: %q", profile, got)
		}
	}
}
