//go:build windows || darwin

package notify

import (
	"os"
	"path/filepath"
)

// pictureFile writes the picture to where it can stay, since it is looked at long after the call that
// shows it. Without such a place there is no picture: "".
func (n *Notifier) pictureFile() string {
	if n.opts.Picture == nil {
		return ""
	}
	dir, err := os.UserCacheDir()
	if err == nil {
		dir = filepath.Join(dir, "istratray")
		err = os.MkdirAll(dir, 0o700)
	}
	file := filepath.Join(dir, "notification.png")
	if err == nil {
		err = os.WriteFile(file, n.opts.Picture, 0o600)
	}
	if err != nil {
		n.opts.Logger.Warn("notify: no picture", "err", err)
		return ""
	}
	return file
}
