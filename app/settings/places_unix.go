//go:build unix && !darwin

package settings

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// maxSocketPath is the longest path a Unix socket can have on Linux, without the closing zero.
const maxSocketPath = 107

// placesFor follows the XDG base directory specification.
func placesFor(profile string) (Places, error) {
	config, errConfig := xdgDir("XDG_CONFIG_HOME", ".config")
	cache, errCache := xdgDir("XDG_CACHE_HOME", ".cache")
	state, errState := xdgDir("XDG_STATE_HOME", ".local/state")
	for _, err := range []error{errConfig, errCache, errState} {
		if err != nil {
			return Places{}, err
		}
	}
	return Places{
		ConfigDir: filepath.Join(config, program, profile),
		CacheDir:  filepath.Join(cache, program, profile),
		StateDir:  filepath.Join(state, program, profile),
		Socket:    socketFor(profile, cache),
	}, nil
}

// xdgDir is the variable's folder, or the usual one in the home folder. The specification says to
// ignore relative paths.
func xdgDir(variable, usual string) (string, error) {
	if dir := os.Getenv(variable); filepath.IsAbs(dir) {
		return dir, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("find the home folder: %w", err)
	}
	return filepath.Join(home, usual), nil
}

// socketFor is in the session's runtime folder. Without one of our own (none set, or it is another
// user's after su) it is in a private folder of the cache. A path too long for the system is
// replaced by a short one that stands for the same place.
func socketFor(profile, cache string) string {
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if !filepath.IsAbs(dir) || foreign(dir) {
		dir = filepath.Join(cache, program, "run")
	}
	name := fmt.Sprintf("%s-%s.sock", program, profile)
	if path := filepath.Join(dir, name); len(path) <= maxSocketPath {
		return path
	}
	sum := sha256.Sum256([]byte(dir))
	short := fmt.Sprintf("%s-%d-%s", program, os.Getuid(), hex.EncodeToString(sum[:6]))
	return filepath.Join("/tmp", short, name) // not $TMPDIR: agent and clients may differ in it
}

func foreign(dir string) bool {
	info, err := os.Stat(dir)
	if err != nil {
		return false
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) != os.Getuid()
}

// providedFile is the first that exists in the XDG configuration folders.
func providedFile() string {
	dirs := os.Getenv("XDG_CONFIG_DIRS")
	if dirs == "" {
		dirs = "/etc/xdg"
	}
	for _, dir := range filepath.SplitList(dirs) {
		file := filepath.Join(dir, program, "defaults.json")
		if _, err := os.Stat(file); err == nil && filepath.IsAbs(dir) {
			return file
		}
	}
	return filepath.Join("/etc/xdg", program, "defaults.json")
}
