package fake

import (
	"fmt"
	"strings"
	"time"

	"istratray/app/inbox"
)

// Snapshot is an ordinary day: some new messages, some missed calls, everything online.
func Snapshot(now time.Time) inbox.Snapshot {
	s := inbox.Snapshot{
		Seq:        1,
		Connection: inbox.Connection{State: inbox.Online, Since: now.Add(-3 * time.Hour)},
		Account:    inbox.Account{Server: "phone.example.com", Login: "claire@example.com", Name: "Claire Fontaine"},
		Phones:     []inbox.Phone{{ID: "17", Label: "Desk phone"}},
		Phone:      "17",
		Known:      true,
		Mailbox:    inbox.ListState{Known: true},
		History:    inbox.ListState{Known: true},
		Updated:    now.Add(-4 * time.Second),
		Voicemails: Voicemails(now),
		Calls:      Calls(now, 60),
	}
	s.Counts = inbox.Counts{UnreadVoicemails: unread(s.Voicemails), MissedCalls: 2}
	return s
}

type person struct{ name, number string }

var people = []person{
	{"Anna Lindqvist", "+46 8 505 780 00"},
	{"Béatrice Moreau", "+33 4 89 87 91 44"},
	{"Tom Okafor", "+44 20 7946 0321"},
	{"+49 721 2260", "+49 721 2260"},
	{"Reception", "200"},
	{"Giulia Romano", "+39 06 6982 0044"},
	{"Dr. Marek Novák", "+420 224 999 310"},
	{"Jürgen Weiß", "+49 89 1234 5678"},
	{"Sofía Hernández de la Cruz y Villanueva", "+34 91 123 45 67"},
	{"Tanaka Logistics", "+81 3 1234 5678"},
}

// Voicemails are a dozen messages of the last weeks, newest first.
func Voicemails(now time.Time) []inbox.Voicemail {
	ago := []time.Duration{
		6 * time.Minute, 52 * time.Minute, 3 * time.Hour, 23 * time.Hour, 26 * time.Hour,
		50 * time.Hour, 75 * time.Hour, 80 * time.Hour, 160 * time.Hour, 300 * time.Hour,
		700 * time.Hour, 9000 * time.Hour,
	}
	seconds := []int{24, 73, 9, 41, 125, 18, 33, 204, 12, 55, 61, 37}
	out := make([]inbox.Voicemail, len(ago))
	for i := range out {
		p := people[i%len(people)]
		out[i] = inbox.Voicemail{
			ID: fmt.Sprintf("v%d", i+1), Label: p.name, Number: p.number, Callback: dialable(p.number),
			PlayNumber: "555", Time: now.Add(-ago[i]), Seconds: seconds[i], Read: i > 1,
			Urgent: i == 1, Internal: i == 4,
		}
	}
	return out
}

// dialable is a number as the platform would hand it out for calling back.
func dialable(number string) string {
	var out []rune
	for _, r := range number {
		if r == '+' || r >= '0' && r <= '9' {
			out = append(out, r)
		}
	}
	return string(out)
}

// Calls are n calls, newest first.
func Calls(now time.Time, n int) []inbox.Call {
	out := make([]inbox.Call, n)
	at := now
	for i := range out {
		p := people[(i*7+i/3)%len(people)]
		at = at.Add(-time.Duration(7+(i*i)%97) * time.Minute)
		c := inbox.Call{
			ID: fmt.Sprintf("c%d", i+1), Label: p.name, Number: p.number, Callback: dialable(p.number), Time: at,
			Rang: 3 + (i*13)%38, Seconds: 20 + (i*61)%900, Direction: inbox.In, Kind: "EXTERNAL_NUMBER",
		}
		switch i % 5 {
		case 0, 3:
			c.Missed, c.Seconds = true, 0
		case 1:
			c.Direction = inbox.Out
		}
		out[i] = c
	}
	return out
}

// Said is what is said in a message of 24 s, with times.
func Said() inbox.Transcript {
	const text = "Hi, it’s about the quote for Thursday. Could you call me back before noon? My direct line is +33 1 " +
		"99 00 42 75. Thanks, bye."
	said := inbox.Transcript{State: inbox.TranscriptReady, Text: text}
	words := strings.Fields(text)
	for i, word := range words {
		at := 0.9 * float64(i)
		said.Words = append(said.Words, inbox.Word{Start: at, End: at + 0.5, Text: word})
	}
	return said
}

func unread(list []inbox.Voicemail) (n int) {
	for _, v := range list {
		if !v.Read {
			n++
		}
	}
	return n
}
