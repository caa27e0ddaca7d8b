//go:build unix && !darwin

package autostart

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"istratray/app/safefile"
)

// enabled looks where a desktop does: the user's file wins over the administrator's.
func enabled(profile string) (bool, error) {
	own, err := ownFile(profile)
	if err != nil {
		return false, err
	}
	for _, file := range append([]string{own}, systemFiles(profile)...) {
		text, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		return err == nil && !switchedOff(string(text)), err
	}
	return false, nil
}

func set(profile, program string, on bool) error {
	file, err := ownFile(profile)
	if err != nil {
		return err
	}
	entry := desktopEntry(command(program, profile))
	if !on {
		if !anyExists(systemFiles(profile)) {
			return removed(file)
		}
		// Only a file of the user's own switches the administrator's off.
		entry = strings.Replace(entry, "X-GNOME-Autostart-enabled=true", "Hidden=true", 1)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return safefile.Write(file, 0o600, func(w io.Writer) error {
		_, err := io.WriteString(w, entry)
		return err
	})
}

func removed(file string) error {
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func ownFile(profile string) (string, error) {
	dir, err := os.UserConfigDir() // $XDG_CONFIG_HOME or ~/.config
	return filepath.Join(dir, "autostart", name(profile)+".desktop"), err
}

func systemFiles(profile string) []string {
	dirs := os.Getenv("XDG_CONFIG_DIRS")
	if dirs == "" {
		dirs = "/etc/xdg"
	}
	var files []string
	for _, dir := range filepath.SplitList(dirs) {
		if filepath.IsAbs(dir) {
			files = append(files, filepath.Join(dir, "autostart", name(profile)+".desktop"))
		}
	}
	return files
}

func anyExists(files []string) bool {
	for _, file := range files {
		if _, err := os.Stat(file); err == nil {
			return true
		}
	}
	return false
}
