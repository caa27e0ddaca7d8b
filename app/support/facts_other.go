//go:build !windows

package support

import (
	"os"
	"strings"
)

// system are facts about the system: the name of a Linux distribution.
func system() map[string]any { return map[string]any{"release": release()} }

// release is the name of a Linux distribution; "" elsewhere.
func release() string {
	text, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "PRETTY_NAME="); ok {
			return strings.Trim(strings.TrimSpace(name), `"`)
		}
	}
	return ""
}
