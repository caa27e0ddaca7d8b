//go:build unix && !darwin

package settings

import (
	"os"
	"path/filepath"
	"testing"
)

func TestProvidedFileIsTheFirstThatExists(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_DIRS", "relative:"+filepath.Join(dir, "a")+":"+filepath.Join(dir, "b"))
	if got := ProvidedFile(); got != "/etc/xdg/istratray/defaults.json" {
		t.Errorf("with none: %s", got)
	}
	want := filepath.Join(dir, "b", "istratray", "defaults.json")
	if err := os.MkdirAll(filepath.Dir(want), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(want, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := ProvidedFile(); got != want {
		t.Errorf("got %s", got)
	}
}
