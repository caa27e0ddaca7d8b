package settings

import (
	"fmt"
	"os"
	"path/filepath"
)

// placesFor uses the folders that macOS gives to programs. A socket's path may be 103 bytes long,
// which leaves room for a home folder of 50.
func placesFor(profile string) (Places, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return Places{}, fmt.Errorf("find the home folder: %w", err)
	}
	library := filepath.Join(home, "Library")
	config := filepath.Join(library, "Application Support", program, profile)
	return Places{
		ConfigDir: config,
		CacheDir:  filepath.Join(library, "Caches", program, profile),
		StateDir:  filepath.Join(config, "state"),
		Socket:    filepath.Join(library, "Caches", program, "run", profile+".sock"),
	}, nil
}

// ownFolder: no other program's files are in any socket's folder.
func ownFolder(string) bool { return true }

func providedFile() string {
	return filepath.Join("/Library", "Application Support", program, "defaults.json")
}
