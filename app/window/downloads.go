package window

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
)

// downloads is the user's folder for what programs save.
func downloads() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return os.TempDir()
	}
	config := os.Getenv("XDG_CONFIG_HOME")
	if config == "" {
		config = filepath.Join(home, ".config")
	}
	if dir := userDir(filepath.Join(config, "user-dirs.dirs"), "XDG_DOWNLOAD_DIR", home); dir != "" {
		return dir
	}
	return filepath.Join(home, "Downloads")
}

// userDir reads one line, such as XDG_DOWNLOAD_DIR="$HOME/Downloads", of the file in which desktops
// keep the folders' names; "" where it is not there.
func userDir(file, name, home string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		value, ok := strings.CutPrefix(strings.TrimSpace(lines.Text()), name+"=")
		if !ok {
			continue
		}
		dir := strings.Replace(strings.Trim(value, `"`), "$HOME", home, 1)
		if filepath.IsAbs(dir) {
			return dir
		}
	}
	return ""
}
