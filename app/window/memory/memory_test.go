package memory_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"istratray/app/window/memory"
)

func TestMemorySurvives(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "window.json")
	f := memory.Open(path)
	at := time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC)
	f.Change(func(m *memory.Memory) { m.Width, m.Marks["+1"] = 900, memory.Mark{At: at} })
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	m := memory.Open(path).Get()
	if m.Width != 900 || !m.Marks["+1"].At.Equal(at) {
		t.Errorf("%+v", m)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

func TestBrokenOrMissingFileIsForgotten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "window.json")
	if err := os.WriteFile(path, []byte(`{"width": 300, "marks": "x"`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, path + ".none", ""} {
		if m := memory.Open(p).Get(); m.Width != 0 || len(m.Marks) != 0 {
			t.Errorf("%s: %+v", p, m)
		}
	}
	if err := memory.Open("").Save(); err != nil {
		t.Error(err)
	}
}

func TestMarksAreBounded(t *testing.T) {
	f := memory.Open("")
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 2100 {
		f.Change(func(m *memory.Memory) {
			m.Marks[fmt.Sprint(i)] = memory.Mark{At: start.Add(time.Duration(i) * time.Minute)}
		})
	}
	marks := f.Get().Marks
	if _, old := marks["0"]; old || len(marks) != 2000 {
		t.Errorf("%d marks, the oldest among them: %v", len(marks), old)
	}
}
