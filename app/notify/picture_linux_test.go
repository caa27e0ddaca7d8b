package notify

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"istratray/app/bus/bustest"
	"istratray/assets/icons"
)

// A desktop that knows the program's icon is given its name, and no picture beside it.
func TestOnePicture(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_DATA_DIRS", dir)
	t.Setenv("XDG_DATA_HOME", dir)
	b := bustest.Start(t)
	d := newDaemon(t, b, allCaps...).appear()
	run(t).post(t, "a", "first")
	if got := d.next("first"); got.icon != "" || !bytes.Equal(pictureOf(t, got.hints), icons.PNG64) {
		t.Errorf("not installed: icon %q, hints %v", got.icon, got.hints)
	}
	install(t, dir, "64x64")
	n := run(t)
	if err := n.Post(t.Context(), Notification{Key: "b", Title: "second", Missed: true}); err != nil {
		t.Fatal(err)
	}
	if got := d.next("second"); got.icon != "istratray" || got.hints["image-path"].Value() != nil ||
		got.hints["category"].Value() != "call.unanswered" {
		t.Errorf("installed: icon %q, hints %v", got.icon, got.hints)
	}
}

// install puts the program's icon where desktops look for it, and returns its file.
func install(t *testing.T, dir, size string) string {
	t.Helper()
	file := filepath.Join(dir, "icons", "hicolor", size, "apps", "istratray.png")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, icons.PNG64, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// By its name dunst finds the smallest icon, and shows it soft.
func TestDunstIsGivenAFile(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_DATA_DIRS", dir)
	t.Setenv("XDG_DATA_HOME", dir)
	install(t, dir, "16x16")
	file := install(t, dir, "48x48")
	for name, want := range map[string]string{"dunst": file, "Plasma": "istratray", "": "istratray"} {
		d := newDaemon(t, bustest.Start(t), allCaps...)
		d.name = name
		d.appear()
		run(t).post(t, "a", "first")
		if got := d.next("first"); got.icon != want || got.hints["image-path"].Value() != nil {
			t.Errorf("%s: icon %q, want %q; hints %v", name, got.icon, want, got.hints)
		}
	}
}
