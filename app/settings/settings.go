// Package settings holds the user's preferences and the standard places of a profile's files.
// Both are plain values: nothing here starts a goroutine, watches a file or knows who uses a
// preference. No secret is ever in them; the password lives in the keyring.
package settings

import "time"

// Settings are a profile's account and preferences. The zero value is not usable: start from
// Defaults.
type Settings struct {
	Server    string `json:"server,omitempty"`    // as the user typed it; "" = no account
	Login     string `json:"login,omitempty"`     // "" = no account
	Base      string `json:"base,omitempty"`      // API root that answered last; "" = find it
	PinnedKey string `json:"pinnedKey,omitempty"` // accepted fingerprint of a self-signed server; "" = none
	CAPEM     string `json:"caPem,omitempty"`     // further authorities to trust; "" = none

	// What can be cleared is always written: over the socket, what is missing stays as it is.
	Phone    string `json:"phone"`    // terminal ID to call from; "" = the platform's first
	Country  string `json:"country"`  // ISO 3166 code for reading numbers; "" = the system's
	Language string `json:"language"` // e.g. "de"; "" = the system's
	Hidden   bool   `json:"hidden"`   // start without a window

	// StartAtLogin is asked of the system each time and not of the file, where only an administrator's
	// wish for new profiles counts.
	StartAtLogin bool     `json:"startAtLogin"`
	Hook         []string `json:"hook"` // program and arguments run for each new item; empty = none

	Contacts   []Contacts `json:"contacts"`   // address books, the first to know a number wins
	CallerPage CallerPage `json:"callerPage"` // a page of the user's own for a caller

	Transcriber []string `json:"transcriber"` // program and arguments that make text of a voicemail; empty = none
	Clock       string   `json:"clock"`       // how times are shown: system, 12 or 24
	PauseOthers bool     `json:"pauseOthers"` // other players wait while a message plays

	// a key of the whole desktop that dials from the clipboard, such as CTRL+ALT+d; "" = none
	DialShortcut   string `json:"dialShortcut"`
	HideWhenLocked bool   `json:"hideWhenLocked"` // notifications name nobody while the screen is locked

	Notifications Notifications `json:"notifications"`
	Playback      Playback      `json:"playback"`
	Appearance    Appearance    `json:"appearance"`
}

// Notifications says what pops up, and how.
type Notifications struct {
	Voicemails  bool      `json:"voicemails"`
	MissedCalls bool      `json:"missedCalls"`
	Sound       bool      `json:"sound"`
	Private     bool      `json:"private"`     // neither names nor numbers
	QuietFrom   string    `json:"quietFrom"`   // local "22:00"; "" = no quiet hours
	QuietTo     string    `json:"quietTo"`     // local "07:00"; before QuietFrom = next day
	SnoozeUntil time.Time `json:"snoozeUntil"` // nothing pops up before; zero = not snoozed
}

// Playback says how messages sound.
type Playback struct {
	Device      string  `json:"device"` // "" = the system's default, followed live
	Speed       float64 `json:"speed"`  // 0.5 to 3
	Volume      float64 `json:"volume"` // 0 to 1
	SkipSilence bool    `json:"skipSilence"`
	PlayNext    bool    `json:"playNext"` // continue with the next unread message
	Format      string  `json:"format"`   // fetched first: ogg, au, aac or mp4
}

// Appearance says how the window looks.
type Appearance struct {
	Theme     string  `json:"theme"`     // system, light or dark
	Contrast  string  `json:"contrast"`  // system, normal or high
	TextScale float64 `json:"textScale"` // 0.5 to 2; the window draws nothing smaller than 0.8
}

// Defaults are the settings of a new profile.
func Defaults() Settings {
	return Settings{
		Notifications: Notifications{Voicemails: true, MissedCalls: true, Sound: true},
		Playback:      Playback{Speed: 1, Volume: 1, Format: "ogg"},
		Appearance:    Appearance{Theme: "system", Contrast: "system", TextScale: 1},
		Clock:         "system",
		PauseOthers:   true,

		HideWhenLocked: true,
	}
}
