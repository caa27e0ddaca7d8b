package memory_test

import (
	"os"
	"path/filepath"
	"testing"

	"istratray/app/window/memory"
)

func TestMemorySurvives(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "window.json")
	f := memory.Open(path)
	f.Change(func(m *memory.Memory) { m.Width, m.Told = 900, true })
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	m := memory.Open(path).Get()
	if m.Width != 900 || !m.Told {
		t.Errorf("%+v", m)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

func TestBrokenOrMissingFileIsForgotten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "window.json")
	if err := os.WriteFile(path, []byte(`{"width": 300, "told": "x"`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, path + ".none", ""} {
		if m := memory.Open(p).Get(); m.Width != 0 || m.Told {
			t.Errorf("%s: %+v", p, m)
		}
	}
	if err := memory.Open("").Save(); err != nil {
		t.Error(err)
	}
}
