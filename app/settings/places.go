package settings

import (
	"fmt"
	"path/filepath"
	"regexp"
	"sync"

	"istratray/app/safefile"
)

// program names our folders, files and sockets on every system.
const program = "istratray"

// Places are where a profile keeps what. PlacesFor makes none of the folders.
type Places struct {
	ConfigDir string // settings; survives everything
	CacheDir  string // may be deleted at any time
	StateDir  string // marks, cached lists and the log
	Socket    string // of the running agent; on Windows a pipe's name
}

// SettingsFile is where Load and Save keep the profile's settings.
func (p Places) SettingsFile() string { return filepath.Join(p.ConfigDir, "settings.json") }

// StoreFile is the agent's memory across restarts.
func (p Places) StoreFile() string { return filepath.Join(p.StateDir, "store.db") }

// SoundsFile is what the window remembers of voicemails' sound. The agent takes it away when the account is forgotten.
func (p Places) SoundsFile() string { return filepath.Join(p.StateDir, "sounds.json") }

// WindowFile is what the window remembers of its size and of what was in view. The agent takes the latter out of it
// when the account is forgotten.
func (p Places) WindowFile() string { return filepath.Join(p.StateDir, "window.json") }

// LogFile is the agent's log.
func (p Places) LogFile() string { return filepath.Join(p.StateDir, "istratray.log") }

// WindowLogFile is the window's log.
func (p Places) WindowLogFile() string { return filepath.Join(p.StateDir, "istratray-window.log") }

// CrashFile is what the agent leaves when it crashes.
func (p Places) CrashFile() string { return filepath.Join(p.StateDir, "crash.txt") }

// WindowCrashFile is what the window leaves when it crashes.
func (p Places) WindowCrashFile() string { return filepath.Join(p.StateDir, "crash-window.txt") }

// Secure closes the profile's folders to others, as far as they are there. The error is ready to show: one
// of them is another user's.
func (p Places) Secure() error {
	dirs := []string{filepath.Dir(p.ConfigDir), p.ConfigDir, filepath.Dir(p.StateDir), p.StateDir}
	if run := filepath.Dir(p.Socket); ownFolder(run) {
		dirs = append(dirs, run)
	}
	for _, dir := range dirs {
		if err := safefile.Secure(dir); err != nil {
			return err
		}
	}
	return nil
}

// Traces are all files that tell what happened: logs and crash reports, and the older ones of each.
func (p Places) Traces() []string {
	var files []string
	for _, file := range []string{p.LogFile(), p.WindowLogFile()} {
		files = append(files, file, file+".old")
	}
	for _, file := range []string{p.CrashFile(), p.WindowCrashFile()} {
		files = append(files, file, file+".last")
	}
	return files
}

// ProfileError says that a profile's name can't be used.
type ProfileError struct{ Name string }

func (e *ProfileError) Error() string {
	return fmt.Sprintf("%q can't be a profile's name: use up to 32 letters, digits, - and _, beginning with a letter "+
		"or digit", e.Name)
}

// A profile's name becomes part of paths, pipe names and keyring entries on three systems.
var (
	profileName = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$`)
	})
	reservedName = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`) // devices on Windows
	})
)

// PlacesFor gives the profile's places on this system; "" is the profile "default". The error is a
// *ProfileError, or says that there is no home folder.
func PlacesFor(profile string) (Places, error) {
	if profile == "" {
		profile = "default"
	}
	if !profileName().MatchString(profile) || reservedName().MatchString(profile) {
		return Places{}, &ProfileError{Name: profile}
	}
	return placesFor(profile)
}
