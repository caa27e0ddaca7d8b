//go:build unix && !darwin

package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// homeIn points everything that places depend on into a fresh folder.
func homeIn(t *testing.T) string {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"} {
		t.Setenv(name, "")
	}
	return home
}

func TestPlacesWithoutVariables(t *testing.T) {
	home := homeIn(t)
	got, err := PlacesFor("")
	want := Places{
		ConfigDir: home + "/.config/istratray/default",
		CacheDir:  home + "/.cache/istratray/default",
		StateDir:  home + "/.local/state/istratray/default",
		Socket:    home + "/.cache/istratray/run/istratray-default.sock",
	}
	if err != nil || got != want {
		t.Fatalf("PlacesFor = %+v, %v; want %+v", got, err, want)
	}
}

func TestPlacesFollowTheVariables(t *testing.T) {
	base := homeIn(t)
	t.Setenv("XDG_CONFIG_HOME", base+"/c")
	t.Setenv("XDG_CACHE_HOME", base+"/k")
	t.Setenv("XDG_STATE_HOME", "relative/is/ignored")
	t.Setenv("XDG_RUNTIME_DIR", base)
	got, err := PlacesFor("work")
	want := Places{
		ConfigDir: base + "/c/istratray/work",
		CacheDir:  base + "/k/istratray/work",
		StateDir:  base + "/.local/state/istratray/work",
		Socket:    base + "/istratray-work.sock",
	}
	if err != nil || got != want {
		t.Fatalf("PlacesFor = %+v, %v; want %+v", got, err, want)
	}
}

func TestSocketIsNotPutIntoAnotherUsersRuntimeFolder(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give a folder away")
	}
	home := homeIn(t)
	other := filepath.Join(home, "other")
	if err := os.Mkdir(other, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(other, 12345, 12345); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_RUNTIME_DIR", other)
	got, err := PlacesFor("")
	if err != nil || strings.HasPrefix(got.Socket, other) {
		t.Fatalf("Socket = %s, %v", got.Socket, err)
	}
}

func TestLongSocketPathsBecomeShortAndStayApart(t *testing.T) {
	home := homeIn(t)
	seen := map[string]bool{}
	for _, dir := range []string{"a", "b"} {
		t.Setenv("XDG_RUNTIME_DIR", filepath.Join(home, strings.Repeat(dir, 120)))
		got, err := PlacesFor("")
		if err != nil || len(got.Socket) > maxSocketPath || seen[got.Socket] {
			t.Errorf("Socket = %s, %v", got.Socket, err)
		}
		seen[got.Socket] = true
	}
}
