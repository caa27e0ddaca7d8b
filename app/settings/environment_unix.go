//go:build unix && !darwin

package settings

import (
	"os"
	"os/user"
	"path/filepath"
)

// TidyEnvironment makes the environment what libraries and other programs take it for: a home folder where none is
// named, and no relative folders, which the XDG base directory specification says to ignore. It is called before
// anything else runs.
func TidyEnvironment() {
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME",
		"XDG_RUNTIME_DIR"} {
		if dir, set := os.LookupEnv(name); set && !filepath.IsAbs(dir) {
			_ = os.Unsetenv(name) // fails for no name like these
		}
	}
	if filepath.IsAbs(os.Getenv("HOME")) {
		return
	}
	if u, err := user.Current(); err == nil && filepath.IsAbs(u.HomeDir) {
		_ = os.Setenv("HOME", u.HomeDir)
	}
}
