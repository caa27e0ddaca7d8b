package agent

import (
	"testing"

	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/people"
	"istratray/app/window/history"
)

// Inbox, notifications and names go by people.Directory.Key; lists, threads, search and follow-ups by history.KeyOf.
// Whatever form the platform gives a number in, both find the same callers.
func TestAgentAndWindowGroupCallersAlike(t *testing.T) {
	for country, parties := range map[string][]known{"DE": {
		{"anna", inbox.Party{Label: "Anna", Number: "+4972312345678", Callback: "0072312345678"}},
		{"anna", inbox.Party{Label: "Anna", Number: "+4972312345678", Callback: "0072312345678"}},
		{"anna", inbox.Party{Number: "+49 7231 2345678"}},
		{"anna", inbox.Party{Number: "07231 2345678"}},
		{"anna", inbox.Party{Number: "004972312345678"}},
		{"anna", inbox.Party{Callback: "0072312345678"}},
		{"anna", inbox.Party{Callback: "000" + "4972312345678"}},
		{"anna", inbox.Party{Label: "Anna at home", Callback: "+4972312345678"}},
		{"berta", inbox.Party{Number: "+4972312345679", Callback: "0072312345679"}},
		{"berta", inbox.Party{Callback: "0072312345679"}},
		{"carla, never seen with both", inbox.Party{Number: "+4972312345680"}},
		{"carla, never seen with both", inbox.Party{Callback: "0072312345680"}},
		{"extension 214", inbox.Party{Label: "Desk", Number: "214", Callback: "214", Internal: true}},
		{"extension 214", inbox.Party{Number: "214"}},
		{"extension 214", inbox.Party{Callback: "214"}},
		{"extension 215", inbox.Party{Number: "215", Callback: "215"}},
		{"abroad", inbox.Party{Number: "+33123456789", Callback: "00033123456789"}},
		{"abroad", inbox.Party{Callback: "00033123456789"}},
		{"abroad", inbox.Party{Number: "0033123456789"}},
		{"service", inbox.Party{Number: "*97", Callback: "*97"}},
	}, "US": {
		{"dave", inbox.Party{Number: "+12125551234", Callback: "912125551234"}},
		{"dave", inbox.Party{Number: "(212) 555-1234"}},
		{"dave", inbox.Party{Callback: "912125551234"}},
		{"erin, never seen with both", inbox.Party{Number: "+12125559876"}},
		{"erin, never seen with both", inbox.Party{Callback: "912125559876"}},
		{"extension 2125", inbox.Party{Number: "2125", Callback: "2125"}},
	}} {
		t.Run(country, func(t *testing.T) { compare(t, country, parties) })
	}
}

// known is a party, and who it is.
type known struct {
	who string
	inbox.Party
}

func compare(t *testing.T, country string, parties []known) {
	directory := people.New(people.Options{CacheDir: t.TempDir(), OwnDir: t.TempDir(), Changed: func() {}})
	directory.SetCountry(country)
	book := numbers.NewBook(country)
	for _, p := range parties {
		directory.Key(people.Party(p.Party)) // it learns from each
		book.Learn(p.Callback, p.Number)
	}
	for i, a := range parties {
		for _, b := range parties[i+1:] {
			agent := directory.Key(people.Party(a.Party)) == directory.Key(people.Party(b.Party))
			window := history.KeyOf(book, a.Number, a.Callback, a.Label) ==
				history.KeyOf(book, b.Number, b.Callback, b.Label)
			if same := a.who == b.who; agent != same || window != same {
				t.Errorf("%+v and %+v: one caller is %v; the agent says %v, the window %v", a, b, same, agent, window)
			}
		}
	}
}
