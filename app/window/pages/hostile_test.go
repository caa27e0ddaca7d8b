package pages_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/pages"
	"istratray/internal/hostile"
)

// A name is a part of a file's name on each of the systems: never a place, never too long, and it does
// not turn what follows, so that the ending is what it looks like.
func TestHostileNamesAsFileNames(t *testing.T) {
	dir := t.TempDir()
	for _, s := range hostile.Texts() {
		name := "2026-05-04 11.00 " + pages.FileName(s) + ".ogg"
		if strings.ContainsAny(name, `/\:*?"<>|`) {
			t.Errorf("%.40q gives %q", s, name)
		}
		if why := hostile.Misread(name); why != "" {
			t.Errorf("%.40q: %s", s, why)
		}
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Errorf("%.40q: %v", s, err)
		}
	}
}

func TestHostileNamesInRows(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	b := bench.New(t, s)
	for _, text := range hostile.Texts() {
		v := s.Voicemails[0]
		v.Label, v.Number, v.Callback = text, text, text
		s.Voicemails = []inbox.Voicemail{v}
		b.UI.Render(s)
		b.Settle()
		rows := b.Rows()
		if len(rows) == 0 {
			t.Fatalf("%.40q: no row", text)
		}
		for _, shown := range b.Texts() {
			if why := hostile.Misread(shown); why != "" {
				t.Errorf("%.40q is shown as %.40q: %s", text, shown, why)
			}
		}
	}
}
