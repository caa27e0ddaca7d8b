//go:build unix && !darwin

package autostart

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"istratray/internal/need"
)

// homes gives a test its own places; it returns the user's and the administrator's folder.
func homes(t *testing.T) (own, system string) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "own"))
	t.Setenv("XDG_CONFIG_DIRS", filepath.Join(dir, "none")+":"+filepath.Join(dir, "system"))
	return filepath.Join(dir, "own", "autostart"), filepath.Join(dir, "system", "autostart")
}

func expect(t *testing.T, profile string, want bool) {
	t.Helper()
	if on, err := Enabled(profile); on != want || err != nil {
		t.Errorf("Enabled(%s) = %v, %v; want %v", profile, on, err, want)
	}
}

func turn(t *testing.T, profile string, on bool) {
	t.Helper()
	if err := Set(profile, on); err != nil {
		t.Fatal(err)
	}
	expect(t, profile, on)
}

func TestOnAndOff(t *testing.T) {
	own, _ := homes(t)
	expect(t, "default", false)
	turn(t, "default", false)
	turn(t, "default", true)
	expect(t, "work", false)
	turn(t, "work", true)
	turn(t, "default", false)
	expect(t, "work", true)
	info, err := os.Stat(filepath.Join(own, "istratray-work.desktop"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	turn(t, "work", false)
	if left, _ := os.ReadDir(own); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTheAdministratorsEntry(t *testing.T) {
	_, system := homes(t)
	write(t, filepath.Join(system, "istratray.desktop"), desktopEntry([]string{"/usr/bin/istratray", "--hidden"}))
	expect(t, "default", true)
	turn(t, "default", false)
	turn(t, "default", true)
}

func TestTheDesktopSwitchesOff(t *testing.T) {
	own, _ := homes(t)
	turn(t, "default", true)
	write(t, filepath.Join(own, "istratray.desktop"), desktopEntry([]string{"i"})+"Hidden=true\n")
	expect(t, "default", false)
	turn(t, "default", true)
}

func TestTheFileIsValid(t *testing.T) {
	own, _ := homes(t)
	turn(t, "default", true)
	validate := need.Tool(t, "desktop-file-validate")
	if out, err := exec.Command(validate, filepath.Join(own,
		"istratray.desktop")).CombinedOutput(); err != nil || len(out) != 0 {
		t.Errorf("%v: %s", err, out)
	}
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	own, _ := homes(t)
	write(t, own, "a file where the folder should be")
	if err := Set("default", true); err == nil {
		t.Error("no error")
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
