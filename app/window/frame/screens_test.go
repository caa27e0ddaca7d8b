package frame_test

import (
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/lang"
)

// screen is one thing that the window can show.
type screen struct {
	name     string
	snapshot func() inbox.Snapshot
	act      func(*bench.Bench)    // nil: nothing
	edits    []func(*desk.Options) // what the window is opened with
}

// open opens a window and brings the screen up.
func (s screen) open(t testing.TB) *bench.Bench {
	t.Helper()
	b := bench.New(t, s.snapshot(), s.edits...)
	if s.act != nil {
		s.act(b)
	}
	return b
}

// screens are all that golden pictures and the fitting of texts are checked on.
var screens = []screen{
	{name: "signin", snapshot: func() inbox.Snapshot { return bench.SignedOut }},
	{name: "refused", snapshot: func() inbox.Snapshot {
		return gated(inbox.Problem{Code: inbox.WrongPassword, Message: "The login or the password is wrong."})
	}},
	{name: "trust", snapshot: func() inbox.Snapshot {
		return gated(inbox.Problem{Code: inbox.UnknownKey,
			Detail:      "sha256//9vXn2Jc0pTkq4Yw1sRZbEoLm7dUgHf3aKiVt8BxQeMw=",
			Server:      "phone.example.com",
			Certificate: "AE:28:FA:14:74:F9:A5:A0:B5:08:90:1A:8D:3B:FF:2A:15:77:51:FD:0B:39:CF:34:7B:B7:81:5E:A6:55:81:4F"})
	}},
	{name: "voicemails", snapshot: ordinary, act: func(b *bench.Bench) {
		b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing, Position: 9 * time.Second, Length: 24 * time.Second,
			Loaded: 24 * time.Second})
	}},
	{name: "transcript", snapshot: ordinary, act: func(b *bench.Bench) {
		b.Agent.Say("v1", fake.Said())
		b.Settle()
		b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Paused, Position: 7 * time.Second, Length: 24 * time.Second,
			Loaded: 24 * time.Second})
	}},
	{name: "calls", snapshot: ordinary, act: func(b *bench.Bench) { b.Open("calls") }},
	{name: "followups", snapshot: ordinary, act: func(b *bench.Bench) { b.Open("followups") }},
	{name: "dial", snapshot: ordinary, act: func(b *bench.Bench) { b.Open("dial") }},
	{name: "settings", snapshot: ordinary, act: func(b *bench.Bench) { b.Open("settings") }},
	{name: "password", snapshot: ordinary, act: func(b *bench.Bench) {
		b.Open("settings")
		b.Tap(lang.L("New password"))
	}},
	{name: "empty", snapshot: func() inbox.Snapshot {
		s := ordinary()
		s.Voicemails, s.Calls, s.Counts = nil, nil, inbox.Counts{}
		s.Connection = inbox.Connection{State: inbox.Offline, Since: bench.Noon,
			RetryAt: bench.Noon.Add(30 * time.Second)}
		return s
	}},
}

// ordinary is an ordinary day, of people with short names.
func ordinary() inbox.Snapshot {
	s := fake.Snapshot(bench.Noon)
	for i := range s.Voicemails {
		s.Voicemails[i].Label = short(s.Voicemails[i].Label)
	}
	for i := range s.Calls {
		s.Calls[i].Label = short(s.Calls[i].Label)
	}
	return s
}

func short(name string) string {
	if runes := []rune(name); len(runes) > 16 {
		return string(runes[:5])
	}
	return name
}

// gated is a session that a problem has ended.
func gated(p inbox.Problem) inbox.Snapshot {
	s := fake.Snapshot(bench.Noon)
	s.Connection = inbox.Connection{State: inbox.NeedsSignIn, Problem: p}
	return s
}
