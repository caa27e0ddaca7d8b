//go:build unix && !darwin

package settings

import (
	"os"
	"os/user"
	"testing"
)

func TestTheEnvironmentNamesFoldersThatAreUsed(t *testing.T) {
	u, err := user.Current()
	if err != nil {
		t.Skip("this user has no entry:", err)
	}
	t.Setenv("XDG_CACHE_HOME", "/var/cache/anna")
	for _, home := range []string{"", "relative"} {
		t.Setenv("HOME", home)
		t.Setenv("XDG_CONFIG_HOME", "relative/folder")
		t.Setenv("XDG_RUNTIME_DIR", "")
		TidyEnvironment()
		if got := os.Getenv("HOME"); got != u.HomeDir {
			t.Errorf("the home folder is %q, want %q", got, u.HomeDir)
		}
		for _, name := range []string{"XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"} {
			if got, set := os.LookupEnv(name); set {
				t.Errorf("%s is %q", name, got)
			}
		}
	}
	if got := os.Getenv("XDG_CACHE_HOME"); got != "/var/cache/anna" {
		t.Errorf("an absolute folder became %q", got)
	}
}
