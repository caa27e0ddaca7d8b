package agent

import (
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/phrases"
	"istratray/app/settings"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.Local)

func TestNotificationTexts(t *testing.T) {
	anna := inbox.Voicemail{ID: "1", Label: "Anna Schmidt", Number: "+4972311234", Seconds: 84, Time: noon}
	urgent := anna
	urgent.Urgent = true
	tom := inbox.Call{ID: "2", Label: "Tom", Number: "214", Rang: 18, Time: noon, Missed: true}
	hidden := inbox.Call{ID: "3", Time: noon, Missed: true}
	for name, c := range map[string]struct {
		what        inbox.Announce
		private     bool
		title, body string
		actions     string
	}{
		"voicemail":             {inbox.Announce{Voicemail: &anna}, false, "New voicemail from Anna Schmidt", "1:24 · +49 7231 1234", "default play call "},
		"urgent voicemail":      {inbox.Announce{Voicemail: &urgent}, false, "Urgent voicemail from Anna Schmidt", "1:24 · +49 7231 1234", "default play call "},
		"private voicemail":     {inbox.Announce{Voicemail: &anna}, true, "New voicemail", "1:24", "default play call "},
		"missed call":           {inbox.Announce{Call: &tom}, false, "Missed call from Tom", "12:00 · rang 18 s · 214", "default call "},
		"private call":          {inbox.Announce{Call: &tom}, true, "Missed call", "12:00 · rang 18 s", "default call "},
		"call without a number": {inbox.Announce{Call: &hidden}, false, "Missed call from an unknown caller", "12:00", "default "},
		"summary": {inbox.Announce{Summary: inbox.Counts{UnreadVoicemails: 3, MissedCalls: 1}}, false,
			"New while you were busy", "3 voicemails, 1 missed call", "default "},
	} {
		t.Run(name, func(t *testing.T) {
			n := wording{new(phrases.Book), c.private, numbers.NewBook("")}.notificationOf(c.what)
			actions := ""
			for _, a := range n.Actions {
				actions += a.Key + " "
			}
			if n.Title != c.title || n.Body != c.body || actions != c.actions {
				t.Errorf("got %q, %q, actions %q", n.Title, n.Body, actions)
			}
		})
	}
}

func TestReminderTexts(t *testing.T) {
	f := inbox.FollowUp{Caller: "anna", Name: "Anna", Number: "+4972311234"}
	for _, c := range []struct {
		private     bool
		title, body string
	}{
		{false, "Time to call Anna", "You asked to be reminded. · +49 7231 1234"},
		{true, "Time to call back", "You asked to be reminded."},
	} {
		if n := (wording{new(phrases.Book), c.private, numbers.NewBook("")}).reminderOf(f); n.Title != c.title || n.Body != c.body || n.Key != "followup:anna" || len(n.Actions) != 2 {
			t.Errorf("private %v: %+v", c.private, n)
		}
	}
}

func TestQuietHours(t *testing.T) {
	at := func(hour, minute int) time.Time { return time.Date(2026, 3, 2, hour, minute, 0, 0, time.Local) }
	for _, c := range []struct {
		from, to string
		now      time.Time
		want     bool
	}{
		{"22:00", "07:00", at(23, 30), true},
		{"22:00", "07:00", at(6, 59), true},
		{"22:00", "07:00", at(7, 0), false},
		{"22:00", "07:00", at(12, 0), false},
		{"12:00", "13:00", at(12, 30), true},
		{"12:00", "13:00", at(13, 0), false},
		{"", "", at(3, 0), false},
		{"08:00", "08:00", at(8, 0), false},
		{"eight", "09:00", at(8, 30), false},
	} {
		if got := quiet(c.from, c.to, c.now); got != c.want {
			t.Errorf("quiet from %q to %q at %s: %v", c.from, c.to, c.now.Format("15:04"), got)
		}
	}
}

func TestWhatThePreferencesSilence(t *testing.T) {
	voicemail := inbox.Announce{Voicemail: &inbox.Voicemail{}}
	urgent := inbox.Announce{Voicemail: &inbox.Voicemail{Urgent: true}}
	call := inbox.Announce{Call: &inbox.Call{}}
	with := func(change func(*settings.Notifications)) settings.Settings {
		s := settings.Defaults()
		change(&s.Notifications)
		return s
	}
	noCalls := with(func(n *settings.Notifications) { n.MissedCalls = false })
	noVoicemails := with(func(n *settings.Notifications) { n.Voicemails = false })
	quiet := with(func(n *settings.Notifications) { n.QuietFrom, n.QuietTo = "11:00", "13:00" })
	for name, c := range map[string]struct {
		what  inbox.Announce
		prefs settings.Settings
		want  bool
	}{
		"nothing":                       {voicemail, settings.Defaults(), false},
		"calls off, a call":             {call, noCalls, true},
		"calls off, a voicemail":        {voicemail, noCalls, false},
		"voicemails off, a voicemail":   {voicemail, noVoicemails, true},
		"quiet hours":                   {call, quiet, true},
		"quiet hours, an urgent one":    {urgent, quiet, false},
		"voicemails off, an urgent one": {urgent, noVoicemails, true},
	} {
		if got := silenced(c.what, c.prefs, noon); got != c.want {
			t.Errorf("%s: silenced %v", name, got)
		}
	}
}
