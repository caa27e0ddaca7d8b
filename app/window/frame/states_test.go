package frame_test

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/lang"
	"istratray/app/window/memory"
	"istratray/app/window/parts"
)

// moreScreens are states that screens don't have: what opens over a page, and what comes with time.
var moreScreens = []screen{
	{name: "code", snapshot: func() inbox.Snapshot {
		return gated(inbox.Problem{Code: inbox.SecondFactor, Detail: "SMS"})
	}},
	{name: "changed key", snapshot: func() inbox.Snapshot {
		return gated(inbox.Problem{Code: inbox.ChangedKey,
			Detail: "sha256//9vXn2Jc0pTkq4Yw1sRZbEoLm7dUgHf3aKiVt8BxQeMw="})
	}},
	{name: "sign out?", snapshot: ordinary, act: func(b *bench.Bench) {
		b.Open("settings")
		b.Tap(lang.L("Sign out"))
	}},
	{name: "shortcuts", snapshot: ordinary, act: func(b *bench.Bench) { b.Window.Canvas().OnTypedRune()('?') }},
	{name: "more", snapshot: ordinary, act: func(b *bench.Bench) { b.More() }},
	{name: "volume", snapshot: ordinary, act: func(b *bench.Bench) { press1(b, parts.RoleButton, lang.L("Volume")) }},
	{name: "deleted", snapshot: ordinary, act: func(b *bench.Bench) { b.Tap(lang.L("Delete")) }},
	{name: "failed", snapshot: ordinary, act: func(b *bench.Bench) {
		b.UI.Sounded(desk.Playback{ID: "v1", Problem: "The message could not be fetched."})
	}},
	{name: "nobody found", snapshot: ordinary, act: func(b *bench.Bench) {
		b.Open("dial")
		thing(b, parts.RoleField, lang.L("Number or name")).Text.Set("qqq")
	}},
	{name: "chips", snapshot: ordinary, act: func(b *bench.Bench) {
		b.Open("calls")
		press1(b, parts.RoleRadio, lang.X("filter.missed", "Missed"))
	}},
	{name: "figures", snapshot: ordinary, act: func(b *bench.Bench) {
		b.Open("calls")
		press1(b, parts.RoleButton, lang.L("Figures"))
	}},
	{name: "several", snapshot: ordinary, act: func(b *bench.Bench) {
		b.Key(fyne.KeyDown)
		b.WithShift(fyne.KeyDown, fyne.KeyDown)
	}},
	{name: "under the pointer", snapshot: ordinary, act: func(b *bench.Bench) { b.HoverRow(1) }},
	{name: "nothing like it", snapshot: ordinary, act: func(b *bench.Bench) { b.TypeText("qqq") }},
	{name: "unfolded", snapshot: func() inbox.Snapshot {
		return bench.WithCalls("Anna missed", "Anna missed", "Tobias out")
	},
		act: func(b *bench.Bench) {
			b.Open("calls")
			b.Key(fyne.KeyRight)
		}},
	{name: "outage", snapshot: func() inbox.Snapshot {
		s := ordinary()
		s.Connection = inbox.Connection{State: inbox.Offline, Since: bench.Noon,
			RetryAt: bench.Noon.Add(25 * time.Second),
			Problem: inbox.Problem{Code: inbox.ChangedKey, Detail: "sha256//77", Server: "phone.example.com:443",
				Message: "Another key."}}
		return s
	}},
	{name: "first lists", snapshot: func() inbox.Snapshot {
		return inbox.Snapshot{Connection: inbox.Connection{State: inbox.Syncing}}
	}},
	{name: "demo", snapshot: func() inbox.Snapshot {
		s := ordinary()
		s.Account.Demo = true
		return s
	}},
	{name: "notice", snapshot: func() inbox.Snapshot {
		s := ordinary()
		s.Notice = inbox.Notice{ID: 1, Text: "The message could not be deleted: the phone system says it is in use."}
		return s
	}},
	{name: "known callers", snapshot: known},
	{name: "no calls", snapshot: empty, act: func(b *bench.Bench) { b.Open("calls") }},
	{name: "nobody to call back", snapshot: empty, act: func(b *bench.Bench) { b.Open("followups") }},
	{name: "nobody to dial", snapshot: empty, act: func(b *bench.Bench) { b.Open("dial") }},
	{name: "several calls", snapshot: ordinary, act: func(b *bench.Bench) {
		b.Open("calls")
		b.Key(fyne.KeyDown)
		b.WithShift(fyne.KeyDown, fyne.KeyDown)
	}},
	{name: "text is made", snapshot: ordinary, act: said(inbox.Transcript{State: inbox.TranscriptRunning})},
	{name: "text failed", snapshot: ordinary,
		act: said(inbox.Transcript{State: inbox.TranscriptFailed, Problem: "The transcriber needed too long."})},
	{name: "text of nothing", snapshot: ordinary, act: said(inbox.Transcript{State: inbox.TranscriptReady})},
	{name: "speed", snapshot: ordinary, act: func(b *bench.Bench) {
		press1(b, parts.RoleButton, lang.L("Speed: {{.Speed}}", map[string]any{"Speed": "1×"}))
	}},
	{name: "row menu", snapshot: ordinary, act: func(b *bench.Bench) {
		tree := b.Tree()
		for _, id := range tree.Order {
			if n := tree.Nodes[id]; n.Key == "v2" && n.Menu != nil {
				n.Menu()
				return
			}
		}
	}},
}

// atTheGate are the states of the sign-in and its questions that no snapshot alone has.
var atTheGate = []screen{
	{name: "something is missing", snapshot: signedOut, act: func(b *bench.Bench) { b.Tap(lang.L("Sign in")) }},
	{name: "wrong server", snapshot: func() inbox.Snapshot {
		return gated(inbox.Problem{Code: inbox.Unreachable, Message: "The phone system does not answer."})
	}},
	{name: "suspended", snapshot: func() inbox.Snapshot {
		return gated(inbox.Problem{Code: inbox.AccountSuspended, Message: "The account is locked."})
	}},
	{name: "signing in", snapshot: signedOut, act: func(b *bench.Bench) {
		b.Agent.Hang(true)
		b.Fill("phone.example.com", "claire", "1234")
		b.Find(lang.L("Sign in")).Tapped(&fyne.PointEvent{})
	}},
	{name: "trust in an outage", snapshot: func() inbox.Snapshot {
		s := ordinary()
		s.Connection = inbox.Connection{State: inbox.Offline, Since: bench.Noon,
			Problem: inbox.Problem{Code: inbox.ChangedKey, Detail: "sha256//77", Server: "phone.example.com:443",
				Message: "Another key."}}
		return s
	}, act: func(b *bench.Bench) { b.Tap(lang.L("View the certificate")) }},
	{name: "no code", snapshot: func() inbox.Snapshot {
		return gated(inbox.Problem{Code: inbox.SecondFactor, Detail: "Mail"})
	}, act: func(b *bench.Bench) { b.Tap(lang.L("Continue")) }},
	{name: "the demo is open", snapshot: signedOut, act: func(b *bench.Bench) { b.Tap(lang.L("Try the demo")) }},
	{name: "greeting", snapshot: signedOut, act: greeted,
		edits: []func(*desk.Options){func(o *desk.Options) { o.Autostart = fake.Autostart{} }}},
	{name: "greeting, names", snapshot: signedOut, act: greeted},
}

// inSettings are states of the settings.
var inSettings = []screen{
	{name: "people", snapshot: known, act: func(b *bench.Bench) { books(b) }, edits: full},
	{name: "an online address book", snapshot: ordinary, act: adds("An online address book (CardDAV)")},
	{name: "a directory", snapshot: ordinary, act: adds("A company directory (LDAP)")},
	{name: "a file", snapshot: ordinary, act: adds("A file or folder")},
	{name: "starts at login", snapshot: ordinary, act: func(b *bench.Bench) { b.Open("settings") },
		edits: []func(*desk.Options){func(o *desk.Options) { o.Autostart = fake.Autostart{} }}},
}

// everyState is all of them.
func everyState() []screen { return slices.Concat(screens, moreScreens, atTheGate, inSettings) }

// full are settings with everything that can be set up by hand.
var full = []func(*desk.Options){func(o *desk.Options) {
	o.Settings.Transcriber = []string{"whisper", "{file}"}
	o.Settings.CallerPage = settings.CallerPage{Label: "Open in CRM", URL: "https://crm.example.com/?tel={number}"}
	o.Settings.Hook = []string{"/home/claire/bin/on-voicemail", "--lamp"}
}}

func signedOut() inbox.Snapshot { return bench.SignedOut }

func empty() inbox.Snapshot {
	s := ordinary()
	s.Voicemails, s.Calls, s.Counts = nil, nil, inbox.Counts{}
	return s
}

// known is a day with callers that are in an address book.
func known() inbox.Snapshot {
	s := ordinary()
	for i, who := range []inbox.Caller{{Name: "Anna Keller", Company: "Keller GmbH",
		Note: "Wants the offer by Thursday", VIP: true}, {Muted: true}} {
		s.Voicemails[i].Caller, s.Calls[i].Caller = who, who
	}
	return s
}

func said(t inbox.Transcript) func(*bench.Bench) {
	return func(b *bench.Bench) {
		b.Agent.Say("v1", t)
		b.Agent.Change(func(*inbox.Snapshot) {})
		b.Settle()
	}
}

func greeted(b *bench.Bench) {
	b.Memory.Change(func(m *memory.Memory) { m.Greeted = false })
	b.Fill("phone.example.com", "claire", "1234")
	b.Tap(lang.L("Sign in"))
}

// books opens the settings with address books of each kind: one with a problem, one that is being read.
func books(b *bench.Bench) {
	b.Agent.SetBooks(
		control.ContactBook{Name: "Nextcloud", Kind: settings.CardDAV, People: 214,
			Updated: control.Moment{Time: bench.Noon.Add(-4 * time.Minute)}},
		control.ContactBook{Name: "Company", Kind: settings.LDAP, Syncing: true, Done: 3200, Total: 8000},
		control.ContactBook{Name: "Outlook", Kind: settings.VCard, People: 87,
			Updated: control.Moment{Time: bench.Noon.Add(-26 * time.Hour)},
			Problem: "The address book is not there. Check its path or address.",
			Reason:  inbox.Reason{Reason: "contacts-not-found"}})
	b.Open("settings")
}

func adds(kind string) func(*bench.Bench) {
	return func(b *bench.Bench) {
		b.Open("settings")
		b.Tap(lang.L("Add an address book"))
		b.Tap(lang.L(kind))
	}
}
