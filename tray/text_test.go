package tray

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"istratray/app/inbox"
	"istratray/app/plain"
	"istratray/app/words"
)

// noon is the time of these tests: a Wednesday.
var noon = time.Date(2026, 3, 18, 12, 0, 0, 0, time.Local)

var english = wording{Desktop: new(words.Desktop), now: noon, number: func(raw string) string { return raw }}

func TestTooltipFor(t *testing.T) {
	offlineSince := func(at time.Time) inbox.Snapshot {
		s := snapshot(inbox.Offline, 2, 1)
		s.Connection.Since = at
		return s
	}
	retrying := offlineSince(noon.Add(-78 * time.Minute))
	retrying.Connection.State, retrying.Connection.Problem.Code = inbox.Connecting, inbox.Unreachable
	demo := snapshot(inbox.Online, 1, 0)
	demo.Account.Demo = true
	for _, tt := range []struct {
		s    inbox.Snapshot
		want string
	}{
		{inbox.Snapshot{}, "Starting…"},
		{inbox.Snapshot{Connection: inbox.Connection{State: inbox.SignedOut}}, "Not signed in"},
		{inbox.Snapshot{Connection: inbox.Connection{State: inbox.Connecting}}, "Connecting…"},
		{snapshot(inbox.Online, 0, 0), "Istra Tray"},
		{snapshot(inbox.Online, 1, 0), "1 voicemail"},
		{snapshot(inbox.Online, 2, 1), "2 voicemails, 1 missed call"},
		{snapshot(inbox.Online, 0, 12), "12 missed calls"},
		{snapshot(inbox.Syncing, 1, 1), "1 voicemail, 1 missed call"},
		{snapshot(inbox.NeedsSignIn, 2, 0), "Sign-in needed"},
		{offlineSince(noon.Add(-78 * time.Minute)), "Offline since 10:42"},
		{offlineSince(noon.AddDate(0, 0, -1)), "Offline since Tue 12:00"},
		{offlineSince(noon.AddDate(0, 0, -9)), "Offline since 9 Mar 12:00"},
		{retrying, "Offline since 10:42"},
		{demo, "1 voicemail"},
	} {
		if got := english.tooltipFor(tt.s); got != tt.want {
			t.Errorf("%+v: got %q, want %q", tt.s.Connection, got, tt.want)
		}
	}
}

func TestPlain(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Anna Lindqvist", "Anna Lindqvist"},
		{"  Anna\n\tLindqvist\r\n", "Anna Lindqvist"},
		{"evil\u202egnp.exe", "evilgnp.exe"},
		{"a\u2066b\u200bc\u00add\ufeff", "abcd"},
		{"\x00\x1b[31mred\x7f", "[31mred"},
		{"bad \xff\xfe bytes", "bad bytes"},
		{"<b>$(calc)</b> & _x_", "<b>$(calc)</b> & _x_"},
		{"Müller 電話 📞", "Müller 電話 📞"},
		{strings.Repeat("long ", 20), "long long long long long long l…"},
		{"", ""},
	} {
		if got := plain.Line(tt.in, 32); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"Anna", "\u202e\u2066x", "a\xffb", "\n\n", strings.Repeat("é", 99)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := plain.Line(s, 32)
		if n := utf8.RuneCountInString(got); n > 32 {
			t.Errorf("%d characters", n)
		}
		for _, r := range got {
			if !unicode.IsGraphic(r) || r != ' ' && unicode.IsSpace(r) {
				t.Errorf("%U is left in %q", r, got)
			}
		}
		if got != plain.Line(got, 32) {
			t.Errorf("%q changes when it is made plain again", got)
		}
	})
}
