package notify

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"strings"
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

// pictureAddress is a picture as notification services have it: it is named and not sent, which on the bus takes
// longer than all the rest of a notification. "" for none.
func pictureAddress(file string) string {
	if file == "" {
		return ""
	}
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive of Windows
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
