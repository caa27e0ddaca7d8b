package support

import (
	"bytes"
	"cmp"
	"crypto/x509"
	"encoding/pem"
	"maps"
	"net/url"
	"os"
	"runtime"
	"strings"

	"istratray/app/settings"
)

// about is the program and what it runs on.
func about(version string) map[string]any {
	facts := map[string]any{"version": version, "go": runtime.Version(), "system": runtime.GOOS,
		"processor": runtime.GOARCH, "cores": runtime.NumCPU()}
	for _, name := range []string{"XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "LANG"} {
		if value := os.Getenv(name); value != "" {
			facts[name] = value
		}
	}
	facts["keyring bus"] = os.Getenv("DBUS_SESSION_BUS_ADDRESS") != ""
	facts["proxy"] = cmp.Or(os.Getenv("HTTPS_PROXY"), os.Getenv("https_proxy"), os.Getenv("ALL_PROXY"),
		os.Getenv("all_proxy")) != ""
	maps.Copy(facts, system())
	return facts
}

// harmless are the settings that may be read by a stranger. The server's name is one of them: without
// it nobody can tell whose platform it is about.
func harmless(s settings.Settings) map[string]any {
	return map[string]any{
		"server":       Host(s.Server),
		"signedIn":     s.Login != "",
		"apiFound":     s.Base != "",
		"keyPinned":    s.PinnedKey != "",
		"authorities":  authorities(s.CAPEM),
		"phoneChosen":  s.Phone != "",
		"country":      s.Country,
		"language":     s.Language,
		"hidden":       s.Hidden,
		"startAtLogin": s.StartAtLogin,
		"hook":         len(s.Hook) > 0,
		"contacts":     kinds(s.Contacts),
		"callerPage":   s.CallerPage.URL != "",
		"transcriber":  len(s.Transcriber) > 0,
		"clock":        s.Clock,
		"pauseOthers":  s.PauseOthers,

		"hideWhenLocked": s.HideWhenLocked,
		"dialShortcut":   s.DialShortcut != "",
		"notifications":  s.Notifications,
		"appearance":     s.Appearance,
		"playback": map[string]any{
			"ownDevice": s.Playback.Device != "", "speed": s.Playback.Speed, "volume": s.Playback.Volume,
			"skipSilence": s.Playback.SkipSilence, "playNext": s.Playback.PlayNext, "format": s.Playback.Format,
		},
	}
}

// kinds are those of the address books: names and addresses are the user's own business.
func kinds(list []settings.Contacts) []string {
	all := []string{}
	for _, c := range list {
		all = append(all, c.Kind)
	}
	return all
}

// Host is the computer in a server's address: such an address can hold a password.
func Host(server string) string {
	if !strings.Contains(server, "://") {
		server = "https://" + server
	}
	u, err := url.Parse(server)
	if err != nil {
		return gone
	}
	return u.Host
}

func authorities(text string) (count int) {
	for rest := []byte(text); ; count++ {
		block, more := pem.Decode(rest)
		if block == nil {
			return count
		}
		if _, err := x509.ParseCertificate(block.Bytes); err != nil {
			count--
		}
		rest = more
	}
}

// person is the part of a login before the @.
func person(login string) string {
	name, _, _ := strings.Cut(login, "@")
	return name
}

func afterLine(text []byte) []byte {
	_, rest, _ := bytes.Cut(text, []byte("\n"))
	return rest
}
