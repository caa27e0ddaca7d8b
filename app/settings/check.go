package settings

import (
	"crypto/x509"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// ValueError says which setting has a value it can't have.
type ValueError struct {
	Field string // the setting's JSON path, e.g. playback.speed
	Want  string // what it may be, in words
}

func (e *ValueError) Error() string { return fmt.Sprintf("%s must be %s", e.Field, e.Want) }

// rule is one setting's range, and how to bring the setting back into it.
type rule struct {
	field, want string
	ok          func(*Settings) bool
	reset       func(s *Settings, defaults Settings)
}

var rules = []rule{
	{
		"notifications.quietFrom", "a time like 22:00, set together with quietTo",
		func(s *Settings) bool { return quietHours(s.Notifications.QuietFrom, s.Notifications.QuietTo) },
		func(s *Settings, _ Settings) { s.Notifications.QuietFrom, s.Notifications.QuietTo = "", "" },
	}, {
		"country", "the two letters of a country, such as DE, or empty",
		func(s *Settings) bool { return knownCountry(s.Country) },
		func(s *Settings, d Settings) { s.Country = d.Country },
	}, {
		"language", "a language's code, such as de, or empty",
		func(s *Settings) bool { return s.Language == "" || languageCode().MatchString(s.Language) },
		func(s *Settings, d Settings) { s.Language = d.Language },
	}, {
		"phone", "one line of at most 200 bytes",
		func(s *Settings) bool { return oneLine(s.Phone, 200) },
		func(s *Settings, d Settings) { s.Phone = d.Phone },
	}, {
		"playback.device", "one line of at most 1000 bytes",
		func(s *Settings) bool { return oneLine(s.Playback.Device, 1000) },
		func(s *Settings, d Settings) { s.Playback.Device = d.Playback.Device },
	}, {
		"playback.speed", "between 0.5 and 3",
		func(s *Settings) bool { return within(s.Playback.Speed, 0.5, 3) },
		func(s *Settings, d Settings) { s.Playback.Speed = d.Playback.Speed },
	}, {
		"playback.volume", "between 0 and 1",
		func(s *Settings) bool { return within(s.Playback.Volume, 0, 1) },
		func(s *Settings, d Settings) { s.Playback.Volume = d.Playback.Volume },
	}, {
		"playback.format", "ogg, au, aac or mp4",
		func(s *Settings) bool { return slices.Contains([]string{"ogg", "au", "aac", "mp4"}, s.Playback.Format) },
		func(s *Settings, d Settings) { s.Playback.Format = d.Playback.Format },
	}, {
		"appearance.theme", "system, light or dark",
		func(s *Settings) bool {
			return slices.Contains([]string{"system", "light", "dark"}, s.Appearance.Theme)
		},
		func(s *Settings, d Settings) { s.Appearance.Theme = d.Appearance.Theme },
	}, {
		"appearance.contrast", "system, normal or high",
		func(s *Settings) bool {
			return slices.Contains([]string{"system", "normal", "high"}, s.Appearance.Contrast)
		},
		func(s *Settings, d Settings) { s.Appearance.Contrast = d.Appearance.Contrast },
	}, {
		"appearance.textScale", "between 0.5 and 2",
		func(s *Settings) bool { return within(s.Appearance.TextScale, 0.5, 2) },
		func(s *Settings, d Settings) { s.Appearance.TextScale = d.Appearance.TextScale },
	}, {
		"hook", "a program and its arguments, at most 64 and without NUL characters",
		func(s *Settings) bool { return runnable(s.Hook) },
		func(s *Settings, _ Settings) { s.Hook = nil },
	}, {
		"transcriber", "a program and its arguments, at most 64 and without NUL characters",
		func(s *Settings) bool { return runnable(s.Transcriber) },
		func(s *Settings, _ Settings) { s.Transcriber = nil },
	}, {
		"dialShortcut", "a key such as CTRL+ALT+d, or empty",
		func(s *Settings) bool { return oneLine(s.DialShortcut, 100) },
		func(s *Settings, d Settings) { s.DialShortcut = d.DialShortcut },
	}, {
		"clock", "system, 12 or 24",
		func(s *Settings) bool { return slices.Contains([]string{"system", "12", "24"}, s.Clock) },
		func(s *Settings, d Settings) { s.Clock = d.Clock },
	}, {
		"contacts", "a list of address books with different names, each with what its kind needs, paths absolute",
		func(s *Settings) bool { return usableContacts(s.Contacts) },
		func(s *Settings, _ Settings) { s.Contacts = nil },
	}, {
		"callerPage", "an address with https or http in which {number}, {name} and {id} are behind the host",
		func(s *Settings) bool { return s.CallerPage.Fault() == PageGood },
		func(s *Settings, _ Settings) { s.CallerPage = CallerPage{} },
	}, {
		"caPem", "certificates in PEM form",
		func(s *Settings) bool {
			return s.CAPEM == "" || x509.NewCertPool().AppendCertsFromPEM([]byte(s.CAPEM))
		},
		func(s *Settings, _ Settings) { s.CAPEM = "" },
	},
}

var languageCode = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$`)
})

func oneLine(text string, longest int) bool {
	return len(text) <= longest && utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl)
}

// Tidied are the settings as they are kept: codes in capitals, times with two digits for the hour, and no
// blanks around either.
func (s Settings) Tidied() Settings {
	s.Country = strings.ToUpper(strings.TrimSpace(s.Country))
	s.Language = strings.TrimSpace(s.Language)
	for _, at := range []*string{&s.Notifications.QuietFrom, &s.Notifications.QuietTo} {
		if *at = strings.TrimSpace(*at); len(*at) == len("7:00") {
			*at = "0" + *at
		}
	}
	return s
}

// Check returns a *ValueError for the first setting that is out of range, or nil.
func (s Settings) Check() error {
	for _, r := range rules {
		if !r.ok(&s) {
			return &ValueError{Field: r.field, Want: r.want}
		}
	}
	return nil
}

// repaired brings each setting that is out of range back to its default and leaves the others.
func (s Settings) repaired() Settings {
	s = s.Tidied()
	for _, r := range rules {
		if !r.ok(&s) {
			r.reset(&s, Defaults())
		}
	}
	return s
}

// within is false for NaN too.
func within(v, low, high float64) bool { return v >= low && v <= high }

func quietHours(from, to string) bool {
	if from == "" && to == "" {
		return true
	}
	_, errFrom := time.Parse("15:04", from)
	_, errTo := time.Parse("15:04", to)
	return errFrom == nil && errTo == nil
}

func runnable(argv []string) bool {
	if len(argv) == 0 {
		return true
	}
	return argv[0] != "" && len(argv) <= 64 && !strings.ContainsRune(strings.Join(argv, ""), 0)
}
