//go:build cgo

package output

import (
	"bytes"
	"os"
	"path/filepath"

	"github.com/gen2brain/malgo"
)

// backends are tried in this order. JACK is left out, since asking for it can start its server;
// and so is ALSA where it has nothing to offer, since its library then complains on standard error.
func backends() []malgo.Backend {
	if hasALSA() {
		return []malgo.Backend{malgo.BackendPulseaudio, malgo.BackendAlsa}
	}
	return []malgo.Backend{malgo.BackendPulseaudio}
}

// hasALSA reports whether there is a sound card, or a configuration that may do without one.
func hasALSA() bool {
	if cards, err := os.ReadFile("/proc/asound/cards"); err == nil && bytes.ContainsRune(cards, '[') {
		return true
	}
	files := []string{"/etc/asound.conf", os.Getenv("ALSA_CONFIG_PATH")}
	if home, err := os.UserHomeDir(); err == nil {
		files = append(files, filepath.Join(home, ".asoundrc"), filepath.Join(home, ".config/alsa/asoundrc"))
	}
	for _, file := range files {
		if _, err := os.Stat(file); err == nil {
			return true
		}
	}
	return false
}
