package main

import (
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/window/frame"
	"istratray/app/window/internal/fake"
)

// stage is the snapshot of a named situation.
func stage(name string, now time.Time) inbox.Snapshot {
	s := fake.Snapshot(now)
	switch name {
	case "offline":
		s.Connection = inbox.Connection{State: inbox.Offline, Since: now.Add(-9 * time.Minute),
			RetryAt: now.Add(25 * time.Second),
			Problem: inbox.Problem{Code: inbox.Unreachable, Message: "The phone system does not answer."}}
		s.Updated = now.Add(-11 * time.Minute)
	case "demo":
		s.Account.Demo = true
	case "empty":
		s.Voicemails, s.Calls, s.Counts = nil, nil, inbox.Counts{}
	case "first":
		s = inbox.Snapshot{Connection: inbox.Connection{State: inbox.Syncing}}
	case "signin", "missing":
		s = inbox.Snapshot{Connection: inbox.Connection{State: inbox.SignedOut}}
	case "refused":
		s.Connection = inbox.Connection{State: inbox.NeedsSignIn, Problem: inbox.Problem{Code: inbox.WrongPassword,
			Message: "The phone system doesn't accept this login and password."}}
	case "trust":
		s.Connection = inbox.Connection{State: inbox.NeedsSignIn, Problem: inbox.Problem{Code: inbox.UnknownKey,
			Detail:      "sha256//9vXn2Jc0pTkq4Yw1sRZbEoLm7dUgHf3aKiVt8BxQeMw=",
			Server:      "phone.example.com",
			Certificate: "AE:28:FA:14:74:F9:A5:A0:B5:08:90:1A:8D:3B:FF:2A:15:77:51:FD:0B:39:CF:34:7B:B7:81:5E:A6:55:81:4F"}}
	case "code":
		s.Connection = inbox.Connection{State: inbox.NeedsSignIn,
			Problem: inbox.Problem{Code: inbox.SecondFactor, Detail: "Mail"}}
	case "people":
		known := []inbox.Caller{{Name: "Anna Keller", Company: "Keller GmbH", Note: "Wants the offer by Thursday",
			VIP: true}, {Muted: true}}
		for i, who := range known {
			s.Voicemails[i].Caller, s.Calls[i].Caller = who, who
		}
	case "many":
		s.Calls = fake.Calls(now, 100_000)
	}
	return s
}

// act does what a situation is about, once the window is there.
func act(name string, ui *frame.Frame, agent *fake.Agent) {
	if name == "notice" {
		agent.Change(func(s *inbox.Snapshot) {
			s.Notice = inbox.Notice{ID: 1,
				Text: "The message could not be deleted: the phone system says it is in use. It is back in the list."}
		})
	}
	switch name {
	case "said", "said-play":
		agent.Say("v1", fake.Said())
		agent.Change(func(*inbox.Snapshot) {})
	case "people":
		agent.SetBooks(books(time.Now())...)
	case "failed":
		agent.Say("v1", inbox.Transcript{State: inbox.TranscriptFailed, Problem: "The transcriber needed too long."})
	}
	if name == "play" || name == "said-play" {
		ui.Show(control.Show{Page: "voicemails", Item: "v1", Play: true})
	}
}

// books are address books of each kind, one with a problem and one that is being read.
func books(now time.Time) []control.ContactBook {
	return []control.ContactBook{
		{Name: "Nextcloud", Kind: settings.CardDAV, People: 214,
			Updated: control.Moment{Time: now.Add(-4 * time.Minute)}},
		{Name: "Company", Kind: settings.LDAP, Syncing: true, Done: 3200, Total: 8000},
		{Name: "Outlook", Kind: settings.VCard, People: 87, Updated: control.Moment{Time: now.Add(-26 * time.Hour)},
			Problem: "The address book is not there. Check its path or address.",
			Reason:  inbox.Reason{Reason: "contacts-not-found"}},
	}
}
