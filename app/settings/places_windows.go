package settings

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
)

// placesFor keeps settings in the roaming folder and the rest on this computer. Pipe names are
// shared by all users of a computer, so the user's SID is part of ours.
func placesFor(profile string) (Places, error) {
	roaming, err := os.UserConfigDir()
	if err != nil {
		return Places{}, fmt.Errorf("find the settings folder: %w", err)
	}
	local, err := os.UserCacheDir()
	if err != nil {
		return Places{}, fmt.Errorf("find the local folder: %w", err)
	}
	me, err := user.Current()
	if err != nil {
		return Places{}, fmt.Errorf("find out who is signed in to the computer: %w", err)
	}
	return Places{
		ConfigDir: filepath.Join(roaming, program, profile),
		CacheDir:  filepath.Join(local, program, profile, "cache"),
		StateDir:  filepath.Join(local, program, profile, "state"),
		Socket:    fmt.Sprintf(`\\.\pipe\%s-%s-%s`, program, me.Uid, profile),
	}, nil
}

// ownFolder: a pipe has no folder.
func ownFolder(string) bool { return false }

// providedFile is beside the program. Not in ProgramData: every user may make folders there.
func providedFile() string {
	self, err := os.Executable()
	if err != nil {
		return ""
	}
	return filepath.Join(filepath.Dir(self), "defaults.json")
}
