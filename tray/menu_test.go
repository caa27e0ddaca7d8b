package tray

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/words"
)

// outline writes a menu as text: a line a line, indented, with what it does.
func outline(menu []entry, indent string) string {
	var b strings.Builder
	for _, e := range menu {
		switch {
		case e.label == "":
			fmt.Fprintf(&b, "%s---\n", indent)
		case e.intent != nil:
			fmt.Fprintf(&b, "%s%s = %+v\n", indent, e.label, e.intent)
		default:
			fmt.Fprintf(&b, "%s%s\n", indent, e.label)
		}
		b.WriteString(outline(e.children, indent+"\t"))
	}
	return b.String()
}

// busy has every kind of item.
func busy() inbox.Snapshot {
	s := snapshot(inbox.Online, 2, 1)
	ago := func(d time.Duration) time.Time { return noon.Add(-d) }
	s.Voicemails = []inbox.Voicemail{
		{ID: "v1", Label: "Anna Lindqvist", Number: "200", Callback: "00200", Time: ago(5 * time.Minute), Seconds: 24},
		{ID: "v2", Label: "read already", Time: ago(time.Hour), Read: true},
		{ID: "v3", Time: ago(26 * time.Hour), Seconds: 131, Urgent: true},
	}
	s.Calls = []inbox.Call{
		{ID: "c0", Label: "answered", Number: "300", Time: ago(time.Minute)},
		{ID: "c1", Label: "Evil\u202e\nCaller", Number: "+33123456789", Time: ago(2 * time.Hour), Missed: true},
		{ID: "c2", Label: "looked at", Number: "301", Time: ago(3 * time.Hour), Missed: true},
	}
	return s
}

func TestMenuFor(t *testing.T) {
	demo := busy()
	demo.Account.Demo = true
	offline := snapshot(inbox.Offline, 0, 0)
	offline.Connection.Since, offline.Updated = noon.Add(-time.Hour), noon.Add(-time.Hour-time.Minute)
	texts := snapshot(inbox.Online, 0, 0)
	texts.Counts.TextMessages = 2
	snoozed := snapshot(inbox.Online, 0, 0)
	snoozed.Snoozed = noon.Add(30 * time.Minute)
	signedOut := inbox.Snapshot{Connection: inbox.Connection{State: inbox.SignedOut}}
	const foot = `Open Istra Tray = {Page: Item: Play:false}
Settings… = {Page:settings Item: Play:false}
---
Quit = {}
`
	const snooze = `Call a number… = {Page:dial Item: Play:false}
Dial from clipboard = {}
Snooze notifications
	For 1 hour = {For:1h0m0s}
	Until tomorrow = {}
`
	for _, tt := range []struct {
		name string
		s    inbox.Snapshot
		want string
	}{
		{"all kinds of items", demo, `2 voicemails, 1 missed call (demo)
---
Voicemail: Anna Lindqvist · 0:24 · 11:55
	Play = {Page:voicemails Item:v1 Play:true}
	Call back 00200 = {Number:00200 Label:Anna Lindqvist}
	Show = {Page:voicemails Item:v1 Play:false}
Missed call: Evil Caller · 10:00
	Call back +33123456789 = {Number:+33123456789 Label:Evil Caller}
	Show = {Page:calls Item:c1 Play:false}
Urgent voicemail: Unknown caller · 2:11 · Tue 10:00
	Play = {Page:voicemails Item:v3 Play:true}
	Show = {Page:voicemails Item:v3 Play:false}
---
` + snooze + foot},
		{"nothing waits", snapshot(inbox.Online, 0, 0), "Nothing new\n---\n" + snooze + foot},
		{"offline", offline, "Offline since 11:00\nNothing new as of 10:59\n---\n" + snooze + foot},
		{"text messages", texts, "Nothing new\n2 unread text messages\n---\n" + snooze + foot},
		{"snoozed", snoozed, `Nothing new
---
Call a number… = {Page:dial Item: Play:false}
Dial from clipboard = {}
Notifications snoozed until 12:30
	For 1 hour = {For:1h0m0s}
	Until tomorrow = {}
	Resume now = {For:0s}
` + foot},
		{"signed out", signedOut, "Not signed in\n---\n" + foot},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := outline(english.menuFor(tt.s), ""); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestFavouritesInTheMenu(t *testing.T) {
	w := english
	for i := range 7 {
		w.favourites = append(w.favourites, Favourite{Name: fmt.Sprint("Anna\n", i), Number: fmt.Sprint("20", i)})
	}
	w.favourites[1].Name = ""
	const want = `Favourites
	Anna 0 = {Number:200 Label:Anna 0}
	201 = {Number:201 Label:201}
	Anna 2 = {Number:202 Label:Anna 2}
	Anna 3 = {Number:203 Label:Anna 3}
	Anna 4 = {Number:204 Label:Anna 4}
Snooze`
	if got := outline(w.menuFor(snapshot(inbox.Online, 0, 0)), ""); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant in it\n%s", got, want)
	}
}

func TestMenuHoldsTheNewestFive(t *testing.T) {
	s := snapshot(inbox.Online, 40, 40)
	for i := range 40 {
		at := noon.Add(-time.Duration(i) * time.Minute)
		s.Voicemails = append(s.Voicemails, inbox.Voicemail{ID: fmt.Sprint("v", i),
			Label: fmt.Sprint("v", i), Time: at})
		s.Calls = append(s.Calls, inbox.Call{ID: fmt.Sprint("c", i), Label: fmt.Sprint("c", i),
			Time: at.Add(-time.Second), Missed: true})
	}
	s.Deleting = []inbox.Deletion{{ID: "v1", Kind: inbox.VoicemailItem}, {ID: "v0", Kind: inbox.CallItem}}
	var keys []string
	for _, e := range english.itemEntries(s) {
		keys = append(keys, e.key)
	}
	if got, want := strings.Join(keys, ", "), "voicemail v0, call c0, call c1, voicemail v2, call c2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A key is what a host's open menu hangs on: no two lines may share one.
func TestMenuKeysAreUnique(t *testing.T) {
	var check func(menu []entry)
	check = func(menu []entry) {
		seen := map[string]bool{}
		for _, e := range menu {
			if e.key == "" || seen[e.key] {
				t.Errorf("key %q of %q is empty or taken", e.key, e.label)
			}
			seen[e.key] = true
			check(e.children)
		}
	}
	check(english.menuFor(busy()))
}

func TestUntilTomorrowIsKnownWhenItIsChosen(t *testing.T) {
	var got Intent
	tr := New(Options{OnIntent: func(i Intent, _ string) { got = i }})
	tr.choose(untilTomorrow{})
	s, ok := got.(Snooze)
	if end := time.Now().Add(s.For); !ok || end.Hour() != 8 || s.For <= 0 || s.For > 33*time.Hour {
		t.Errorf("got %#v", got)
	}
}

func TestFollowUpsThatAreDueStandInTheMenu(t *testing.T) {
	s := snapshot(inbox.Online, 0, 0)
	s.FollowUps = []inbox.FollowUp{
		{Caller: "a", Name: "Anna", Number: "+33123456789", Due: true},
		{Caller: "b", Name: "not yet", Number: "200"},
	}
	got := outline(english.menuFor(s), "")
	want := "To call back: Anna\n\tCall back +33123456789 = {Number:+33123456789 Label:Anna}\n\tShow = " +
		"{Page:followups Item:a Play:false}\n---\n"
	if !strings.Contains(got, want) || strings.Contains(got, "not yet") {
		t.Errorf("the menu is\n%s\nwant in it\n%s", got, want)
	}
}

func TestWhatIsNotAsItShouldBeIsSaidQuietly(t *testing.T) {
	at := time.Date(2026, 5, 4, 10, 42, 0, 0, time.Local)
	w := wording{Desktop: new(words.Desktop), now: at.Add(time.Hour), number: func(raw string) string { return raw }}
	var labels []string
	for _, e := range w.header(inbox.Snapshot{Known: true, Connection: inbox.Connection{State: inbox.Online,
		Polling: true},
		Mailbox: inbox.ListState{Since: at}, History: inbox.ListState{Since: at}}) {
		labels = append(labels, e.label)
	}
	want := []string{"Nothing new", "No access to voicemail since 10:42", "No access to the call history since 10:42",
		"Checking every minute: this phone system offers no live updates"}
	if !slices.Equal(labels, want) {
		t.Errorf("labels %q, want %q", labels, want)
	}
}
