package autostart

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"istratray/app/safefile"
)

func enabled(profile string) (bool, error) {
	file, err := file(profile)
	if err != nil {
		return false, err
	}
	_, err = os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// set leaves it to the next login to read the file: loading it now would start a second agent.
func set(profile, program string, on bool) error {
	file, err := file(profile)
	if err != nil {
		return err
	}
	if !on {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil { // Apple's own mode of this folder
		return err
	}
	return safefile.Write(file, 0o600, func(w io.Writer) error {
		_, err := io.WriteString(w, plist(label(profile), command(program, profile)))
		return err
	})
}

func file(profile string) (string, error) {
	home, err := os.UserHomeDir()
	return filepath.Join(home, "Library", "LaunchAgents", label(profile)+".plist"), err
}
