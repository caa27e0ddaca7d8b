package tray

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"istratray/app/inbox"
)

// program is the name shown to people.
const program = "Istra Tray"

// tooltipFor says in words what the icon shows.
func tooltipFor(s inbox.Snapshot, now time.Time) string {
	switch {
	case s.Connection.Outage():
		return "Offline since " + moment(s.Connection.Since, now)
	case s.Connection.State == inbox.NeedsSignIn:
		return "Sign-in needed"
	case s.Connection.State == inbox.SignedOut:
		return "Not signed in"
	case s.Connection.State == "":
		return "Starting…"
	case !s.Known:
		return "Connecting…"
	case s.Counts.Badge() == 0:
		return program
	}
	return counts(s.Counts)
}

// counts is for instance "2 voicemails, 1 missed call"; "" when nothing waits.
func counts(c inbox.Counts) string {
	var parts []string
	if n := c.UnreadVoicemails; n > 0 {
		parts = append(parts, plural(n, "voicemail"))
	}
	if n := c.MissedCalls; n > 0 {
		parts = append(parts, plural(n, "missed call"))
	}
	return strings.Join(parts, ", ")
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// moment is a local time as short as it can be understood now.
func moment(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	y, m, d := now.Date()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, time.Local)
	switch {
	case !t.Before(midnight) && t.Before(midnight.AddDate(0, 0, 1)):
		return t.Format("15:04")
	case t.Before(midnight) && !t.Before(midnight.AddDate(0, 0, -6)):
		return t.Format("Mon 15:04")
	}
	return t.Format("2 Jan 15:04")
}

// length is a duration as a player shows it.
func length(seconds int) string {
	return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
}

// plain makes one line of harmless text, at most most characters long, out of what a stranger sent:
// no control and format characters, among them those that turn the direction of writing.
func plain(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError, !unicode.IsGraphic(r):
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > most {
		s = strings.TrimSpace(string([]rune(s)[:most-1])) + "…"
	}
	return s
}
