//go:build unix && !darwin

package settings

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
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

// socketFor is where the profile's socket is, or else the first place where it could be: agent and clients
// come to the same one.
func socketFor(profile, cache string) string {
	name := fmt.Sprintf("%s-%s.sock", program, profile)
	places := socketFolders(cache, name)
	for _, dir := range append(places, madeFolder()...) {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Mode()&fs.ModeSocket != 0 && usable(dir) {
			return filepath.Join(dir, name)
		}
	}
	for _, dir := range places {
		if usable(dir) {
			return filepath.Join(dir, name)
		}
	}
	return filepath.Join(places[0], name) // what is wrong there is said when it is used
}

// socketFolders are the session's runtime folder, a private folder of the cache, and folders in /tmp, of
// which someone else may have taken the first.
func socketFolders(cache, name string) []string {
	own := filepath.Join(cache, program, "run")
	var places []string
	for _, dir := range []string{runtimeFolder(), own} {
		switch {
		case !filepath.IsAbs(dir):
		case len(filepath.Join(dir, name)) <= maxSocketPath:
			places = append(places, dir)
		default:
			places = append(places, shortFolders(dir)...)
		}
	}
	return append(places, shortFolders(own)...)
}

// runtimeFolders is where systemd has each user's runtime folder.
var runtimeFolders = "/run/user"

// runtimeFolder is the session's. Each start in a Flatpak has one of its own, of which app/ID is shared.
func runtimeFolder() string {
	dir, id := os.Getenv("XDG_RUNTIME_DIR"), os.Getenv("FLATPAK_ID")
	if dir == "" || id == "" || filepath.Base(id) != id {
		return dir
	}
	return filepath.Join(dir, "app", id)
}

// madeFolder is the runtime folder that systemd made for this user, where the environment names none of theirs, as
// after su: the agent of their session is in it.
func madeFolder() (folders []string) {
	if dir := os.Getenv("XDG_RUNTIME_DIR"); dir != "" && usable(dir) {
		return nil
	}
	return []string{filepath.Join(runtimeFolders, strconv.Itoa(os.Getuid()))}
}

// shortFolders stand for a folder whose path is too long for a socket. They are not in $TMPDIR, in which
// agent and clients may differ.
func shortFolders(dir string) []string {
	sum := sha256.Sum256([]byte(dir))
	first := fmt.Sprintf("/tmp/%s-%d-%s", program, os.Getuid(), hex.EncodeToString(sum[:6]))
	folders := []string{first}
	for n := 2; n < 10; n++ {
		folders = append(folders, fmt.Sprintf("%s-%d", first, n))
	}
	return folders
}

// usable reports whether a socket of ours may be in a folder, or the folder can be made.
func usable(dir string) bool {
	info, err := os.Stat(dir)
	if link, err := os.Lstat(dir); err == nil && link.Mode()&fs.ModeSymlink != 0 && (info == nil || inTmp(dir)) {
		return false // a link to nothing, or where everyone can make one
	}
	if errors.Is(err, fs.ErrNotExist) {
		return creatable(filepath.Dir(dir))
	}
	return err == nil && info.IsDir() && !foreign(info) && unix.Access(dir, unix.W_OK|unix.X_OK) == nil &&
		(info.Mode().Perm()&0o002 == 0 || info.Mode()&fs.ModeSticky != 0 || ownFolder(dir))
}

// creatable reports whether a folder can be made below dir, which may have to be made itself. It is tried: an
// administrator may write to file systems that hold no folders of theirs, and a disk may be full.
func creatable(dir string) bool {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) && dir != "/" {
		return creatable(filepath.Dir(dir))
	}
	if unix.Access(dir, unix.W_OK|unix.X_OK) != nil {
		return false
	}
	trial, err := os.MkdirTemp(dir, "."+program+"-")
	return err == nil && os.Remove(trial) == nil
}

// ownFolder reports whether a socket's folder is the program's alone, so that Secure may close it to others.
func ownFolder(dir string) bool {
	return filepath.Base(filepath.Dir(dir)) == program || inTmp(dir)
}

func inTmp(dir string) bool { return strings.HasPrefix(dir, "/tmp/"+program+"-") }

func foreign(info fs.FileInfo) bool {
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
