package agent

import (
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/words"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.Local)

func TestNotificationTexts(t *testing.T) {
	anna := inbox.Voicemail{ID: "1", Label: "Anna Schmidt", Number: "+4972311234", Seconds: 84, Time: noon}
	urgent := anna
	urgent.Urgent = true
	tom := inbox.Call{ID: "2", Label: "Tom", Number: "214", Rang: 18, Time: noon, Missed: true}
	hidden := inbox.Call{ID: "3", Time: noon, Missed: true}
	known := inbox.Call{ID: "4", Label: "+4972311234", Number: "+4972311234", Rang: 18, Time: noon, Missed: true,
		Caller: inbox.Caller{Name: "Eva", Company: "Firm", Note: "Back in May", VIP: true}}
	for name, c := range map[string]struct {
		what        inbox.Announce
		private     bool
		title, body string
		actions     string
	}{
		"voicemail": {inbox.Announce{Voicemail: &anna}, false, "New voicemail from Anna Schmidt",
			"1:24 · +49 7231 1234", "default play call "},
		"urgent voicemail": {inbox.Announce{Voicemail: &urgent}, false, "Urgent voicemail from Anna Schmidt",
			"1:24 · +49 7231 1234", "default play call "},
		"private voicemail": {inbox.Announce{Voicemail: &anna}, true, "New voicemail", "1:24", "default play call "},
		"missed call": {inbox.Announce{Call: &tom}, false, "Missed call from Tom",
			"12:00 · rang 18 s · 214", "default call "},
		"private call": {inbox.Announce{Call: &tom}, true, "Missed call", "12:00 · rang 18 s", "default call "},
		"call without a number": {inbox.Announce{Call: &hidden}, false, "Missed call from an unknown caller",
			"12:00", "default "},
		"a VIP with a note": {inbox.Announce{Call: &known}, false, "Missed call from Eva",
			"VIP · 12:00 · rang 18 s · Firm · +49 7231 1234\nBack in May", "default call "},
		"a private VIP": {inbox.Announce{Call: &known}, true, "Missed call",
			"VIP · 12:00 · rang 18 s", "default call "},
		"summary": {inbox.Announce{Summary: inbox.Counts{UnreadVoicemails: 3, MissedCalls: 1}}, false,
			"While you were away", "3 voicemails, 1 missed call", "default "},
	} {
		t.Run(name, func(t *testing.T) {
			n := wording{Desktop: new(words.Desktop), private: c.private,
				numbers: numbers.NewBook("")}.notificationOf(c.what)
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

// A caller's picture is shown where the name is.
func TestACallersPictureIsInTheNotification(t *testing.T) {
	who := inbox.Caller{Name: "Eva", Picture: "/cache/eva.png"}
	for _, e := range []inbox.Announce{{Call: &inbox.Call{ID: "1", Caller: who}},
		{Voicemail: &inbox.Voicemail{ID: "2", Caller: who}}} {
		w := wording{Desktop: new(words.Desktop), numbers: numbers.NewBook("")}
		if n := w.notificationOf(e); n.Picture != who.Picture {
			t.Errorf("%q shows %q", n.Title, n.Picture)
		}
		w.private = true
		if n := w.notificationOf(e); n.Picture != "" {
			t.Errorf("%q shows %q", n.Title, n.Picture)
		}
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
		w := wording{Desktop: new(words.Desktop), private: c.private, numbers: numbers.NewBook("")}
		if n := w.reminderOf(f); n.Title != c.title || n.Body != c.body || n.Key != "followup:anna" ||
			len(n.Actions) != 2 {
			t.Errorf("private %v: %+v", c.private, n)
		}
	}
}

func TestAVIPsNotificationSaysWhyItComesAtNight(t *testing.T) {
	call := inbox.Call{ID: "1", Label: "Eva", Time: noon, Missed: true, Caller: inbox.Caller{VIP: true}}
	n := wording{Desktop: new(words.Desktop), quiet: true}.notificationOf(inbox.Announce{Call: &call})
	if n.Body != "VIP, despite your quiet hours · 12:00" {
		t.Errorf("%q", n.Body)
	}
}

func TestACallersPageIsFilledIn(t *testing.T) {
	for page, want := range map[string]string{
		"https://crm.example.com/?t={number}&n={name}&i={id}": "https://crm.example.com/?t=%2B4972311234&n=Anna%20%26%20%22Tom%22%2F..%2F%3Fx%3D1%23&i=12%2F3",
		"https://crm.example.com/{id}/{number}":               "https://crm.example.com/12%2F3/%2B4972311234",
		"https://crm.example.com/":                            "https://crm.example.com/",
	} {
		if got := filledPage(page, "+4972311234", `Anna & "Tom"/../?x=1#`, "12/3"); got != want {
			t.Errorf("%s: %s, want %s", page, got, want)
		}
	}
	if got := filledPage("https://x.example.com/?n={name}", "214", "214", "1"); got != "https://x.example.com/?n=" {
		t.Errorf("a number is no name: %s", got)
	}
}

func TestNotificationsTellTimesAsTheSettingHasIt(t *testing.T) {
	var book words.Desktop
	book.UseClock("12")
	n := wording{Desktop: &book, numbers: numbers.NewBook("")}.notificationOf(inbox.Announce{Call: &inbox.Call{ID: "1",
		Time: noon}})
	if n.Body != "12:00 PM" {
		t.Errorf("%q", n.Body)
	}
}

func TestATranscriptIsInItsNotificationUnlessThatIsPrivate(t *testing.T) {
	said := inbox.Announce{Voicemail: &inbox.Voicemail{ID: "1", Label: "Anna", Number: "214", Seconds: 24,
		Transcript: "call me back"}}
	for private, want := range map[bool]string{false: "0:24 · 214\ncall me back", true: "0:24"} {
		w := wording{Desktop: new(words.Desktop), private: private, numbers: numbers.NewBook("")}
		if n := w.notificationOf(said); n.Body != want {
			t.Errorf("private %v: %q", private, n.Body)
		}
	}
}
