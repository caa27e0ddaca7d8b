package agent

import (
	"errors"
	"testing"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/words"
)

// dialler is as much of an agent as decides what is dialled, in Germany.
func dialler() *Agent {
	a := &Agent{hub: newHub(false), book: new(words.Desktop),
		settings: &preferences{current: settings.Settings{Country: "DE"}}}
	a.hub.publish(inbox.Snapshot{Voicemails: []inbox.Voicemail{
		{ID: "1", PlayNumber: "555;lra=144;cd msgid=20160219170845749-313-144"},
		{ID: "2"},
	}})
	return a
}

func TestWhatTheSocketDials(t *testing.T) {
	a := dialler()
	for destination, want := range map[string]struct{ plain, confirmed string }{
		"+49 721 2260":               {"+497212260", "+497212260"},
		"\u202a0721\u200b2260\u202c": {"07212260", "07212260"},
		"０７２１２２６０":                   {"07212260", "07212260"},
		"112":                        {"refused emergency", "112"},
		"0110":                       {"refused emergency", "0110"},
		"09001234567":                {"refused premium", "09001234567"},
		"*21*0900123456#":            {"bad-request code", "*21*0900123456#"},
		"##002#":                     {"bad-request code", "##002#"},
		"sip:anna@example.com":       {"bad-request address", "bad-request address"},
		"200\r\nX: 1":                {"bad-request no-number", "bad-request no-number"},
		"call me 0123456789":         {"bad-request no-number", "bad-request no-number"},
		"0721,,1":                    {"bad-request pause", "bad-request pause"},
		"":                           {"bad-request empty", "bad-request empty"},
		"555;lra=144;cd msgid=1":     {"bad-request pause", "bad-request pause"},
		a.hub.latest().Voicemails[0].PlayNumber: {a.hub.latest().Voicemails[0].PlayNumber,
			a.hub.latest().Voicemails[0].PlayNumber},
	} {
		for confirmed, want := range map[bool]string{false: want.plain, true: want.confirmed} {
			got, err := a.allowed(control.CallRequest{Destination: destination, Confirmed: confirmed})
			if refusal := new(control.Error); errors.As(err, &refusal) {
				got = string(refusal.Code) + " " + refusal.Detail
				if refusal.Message == "" || refusal.Problem != control.NumberProblem {
					t.Errorf("%+q: %+v", destination, refusal)
				}
			}
			if got != want {
				t.Errorf("%+q, confirmed %v: %q, want %q", destination, confirmed, got, want)
			}
		}
	}
}

func TestAClickDialsPlainNumbersOnly(t *testing.T) {
	a := dialler()
	for number, want := range map[string]bool{
		"+497212260": true, "200": true,
		"": false, "*21*0900123456#": false, "112": false, "0112": false, "09001234567": false,
		"sip:200": false, "200\n": false,
	} {
		if got := a.dialsAtOnce(number); got != want {
			t.Errorf("%+q: %v", number, got)
		}
	}
	a.settings.current.Notifications.Private = true
	if a.tellsNumber() {
		t.Error("a private notification does not show what it would dial")
	}
}

func TestNotificationsShowWhatTheyDial(t *testing.T) {
	a := dialler()
	for _, c := range []struct {
		call inbox.Call
		want string // title, body
	}{
		{inbox.Call{Label: "Anna", Number: "+497212260"}, "Missed call from Anna, 12:00 · 0721 2260"},
		{inbox.Call{Label: "+497212260", Number: "+497212260", Callback: "007212260"},
			"Missed call from 0721 2260, 12:00"},
		{inbox.Call{Label: "Anna", Number: "+497212260", Callback: "009001234567"},
			"Missed call from Anna, 12:00 · 0721 2260 · Call back dials 0900 1 234567"},
		{inbox.Call{Label: "Anna", Callback: "*21*0900#"}, "Missed call from Anna, 12:00 · *21*0900#"},
		{inbox.Call{Label: "Anna"}, "Missed call from Anna, 12:00"},
		{inbox.Call{}, "Missed call from an unknown caller, 12:00"},
	} {
		c.call.Time = noon
		n := a.wording().callNotification(c.call)
		if got := n.Title + ", " + n.Body; got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
