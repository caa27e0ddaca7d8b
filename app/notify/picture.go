package notify

import (
	"bytes"
	"os"
	"path/filepath"
)

// pictureFile writes the picture to where it can stay, since it is looked at long after the call that
// shows it. Without such a place there is no picture: "".
func (o Options) pictureFile() string {
	if o.Picture == nil {
		return ""
	}
	dir, err := os.UserCacheDir()
	if err == nil {
		dir = filepath.Join(dir, "istratray")
		err = os.MkdirAll(dir, 0o700)
	}
	file := filepath.Join(dir, "notification.png")
	if there, no := os.ReadFile(file); no == nil && bytes.Equal(there, o.Picture) {
		return file
	}
	if err == nil {
		err = os.WriteFile(file, o.Picture, 0o600)
	}
	if err != nil {
		o.Logger.Warn("notify: no picture", "err", err)
		return ""
	}
	return file
}
