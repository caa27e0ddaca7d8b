package inbox_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"istratray/app/inbox"
)

var (
	locked    = inbox.AttentionChanged{Locked: true}
	disturbed = inbox.AttentionChanged{DoNotDisturb: true}
	attentive = inbox.AttentionChanged{}
)

// screen is a desk whose notifications hide names while the screen is locked, as the agent's do.
type screen struct {
	*desk
	locked bool
	seen   []string // what appeared, in order
}

func newScreen(t *testing.T, vip string) *screen {
	s := &screen{desk: newDesk(t, inbox.Memory{})}
	s.apply(inbox.PeopleChanged{Known: book{vip: {Name: "Eva", VIP: true}}.known})
	s.sync(0, 0, nil, nil)
	return s
}

func (s *screen) apply(events ...inbox.Event) {
	for _, event := range events {
		if e, ok := event.(inbox.AttentionChanged); ok {
			s.locked = e.Locked
		}
		var effects []inbox.Effect
		s.state, effects = inbox.Apply(s.state, s.now, event)
		for _, effect := range effects {
			s.perform(effect)
		}
	}
}

func (s *screen) perform(effect inbox.Effect) {
	switch e := effect.(type) {
	case inbox.Announce:
		text := fmt.Sprintf("%s %d+%d %v again%v", e.Key(), e.Summary.UnreadVoicemails,
			e.Summary.MissedCalls, e.VIPs, e.Again)
		if s.locked {
			text = "hidden " + e.Key()
		}
		s.seen = append(s.seen, text)
		s.apply(inbox.AnnounceDone{Keys: e.Keys, Delivered: s.deliver, Hidden: s.locked && s.deliver})
	case inbox.Redraw:
		s.seen = append(s.seen, "redraw "+e.Of.Key())
	case inbox.Withdraw:
		s.seen = append(s.seen, "withdraw "+e.Key)
	case inbox.Wake:
		s.woken = append(s.woken, e.At)
	}
}

func (s *screen) read(voicemails []inbox.Voicemail, calls []inbox.Call) {
	s.now = s.now.Add(time.Minute)
	s.apply(inbox.CountersRead{UnreadVoicemails: len(voicemails), MissedCalls: len(calls)},
		inbox.VoicemailsRead{Items: voicemails, Whole: true},
		inbox.CallsRead{Items: calls, Whole: true, Newest: true}, inbox.Synced{})
}

func (s *screen) want(what string, want ...string) {
	s.t.Helper()
	if !slices.Equal(s.seen, want) {
		s.t.Errorf("%s:\n%q, want\n%q", what, s.seen, want)
	}
	s.seen = nil
}

func TestWhatCameWhileTheScreenWasLockedIsToldInOneDigest(t *testing.T) {
	s := newScreen(t, "v")
	a, b, v := voicemail("a", 1, false), voicemail("b", 2, false), missed("v", 3)
	s.read([]inbox.Voicemail{a}, nil)
	s.want("before", "voicemail:a 0+0 [] again[]")
	s.apply(locked)
	s.want("locked", "redraw voicemail:a")
	s.read([]inbox.Voicemail{b, a}, nil)
	s.read([]inbox.Voicemail{b, a}, []inbox.Call{v})
	s.want("while it is locked", "hidden voicemail:b", "hidden call:v")
	s.now = s.now.Add(time.Hour)
	s.apply(attentive)
	s.want("unlocked", "redraw voicemail:a", "withdraw call:v", "withdraw voicemail:b",
		"summary 1+1 [{call Eva}] again[voicemail:b call:v]")
	s.apply(locked, attentive)
	s.want("once only, and then without the VIP's name while it is locked", "redraw voicemail:a", "redraw summary",
		"redraw voicemail:a", "redraw summary")
}

// What was on the screen before it was locked changes nothing in the digest of what came afterwards.
func TestTheDigestIsTheSameWhateverWasThereBefore(t *testing.T) {
	a, b, c := voicemail("a", 1, false), voicemail("b", 2, false), voicemail("c", 3, false)
	heard := a
	heard.Read = true
	arrives := func(s *screen) { s.read([]inbox.Voicemail{a}, nil) }
	for name, before := range map[string]func(*screen) []inbox.Voicemail{
		"nothing": func(s *screen) []inbox.Voicemail { s.apply(locked); return nil },
		"one with its name": func(s *screen) []inbox.Voicemail {
			arrives(s)
			s.apply(locked)
			return []inbox.Voicemail{a}
		},
		"one that was told again": func(s *screen) []inbox.Voicemail {
			s.apply(locked)
			arrives(s)
			s.now = s.now.Add(time.Hour)
			s.apply(attentive, locked)
			return []inbox.Voicemail{a}
		},
		"one that was heard meanwhile": func(s *screen) []inbox.Voicemail {
			arrives(s)
			s.apply(locked)
			return []inbox.Voicemail{heard}
		},
	} {
		s := newScreen(t, "v")
		there := before(s)
		s.read(append([]inbox.Voicemail{c, b}, there...), nil)
		s.now = s.now.Add(time.Hour)
		s.apply(attentive)
		if last := s.seen[len(s.seen)-1]; last != "summary 2+0 [] again[voicemail:b voicemail:c]" {
			t.Errorf("%s: %q", name, s.seen)
		}
	}
}

func TestOneThatCameWhileTheScreenWasLockedIsToldByName(t *testing.T) {
	s := newScreen(t, "v")
	s.apply(locked)
	s.read(nil, []inbox.Call{missed("d", 1)})
	s.now = s.now.Add(time.Hour)
	s.apply(attentive)
	s.want("its own notification", "hidden call:d", "call:d 0+0 [] again[call:d]")
}

func TestWhatWasDealtWithWhileTheScreenWasLockedIsNotTold(t *testing.T) {
	s := newScreen(t, "v")
	a := voicemail("a", 1, false)
	s.apply(locked)
	s.read([]inbox.Voicemail{a}, nil)
	a.Read = true // on the telephone
	s.read([]inbox.Voicemail{a}, nil)
	s.now = s.now.Add(time.Hour)
	s.apply(attentive)
	s.want("gone", "hidden voicemail:a", "withdraw voicemail:a")
}

func TestADigestIsToldByTheNextStart(t *testing.T) {
	a, b := voicemail("a", 1, false), missed("b", 2)
	begun := newDesk(t, inbox.Memory{})
	marks := map[string]time.Time{"voicemail:a": a.Time, "call:b": b.Time}
	s := &screen{desk: newDesk(t, inbox.Memory{Baseline: true, Floor: begun.now.Add(-time.Hour), Announced: marks,
		Untold: map[string]bool{"voicemail:a": true, "call:b": true}})}
	s.apply(locked)
	s.read([]inbox.Voicemail{a}, []inbox.Call{b})
	s.want("still locked")
	s.now = s.now.Add(time.Hour)
	s.apply(attentive)
	s.want("unlocked", "summary 1+1 [] again[voicemail:a call:b]")
}

func TestADigestThatCannotBeShownIsTriedAgain(t *testing.T) {
	s := newScreen(t, "v")
	s.apply(locked)
	s.read(nil, []inbox.Call{missed("d", 1)})
	s.now = s.now.Add(time.Hour)
	s.deliver = false
	s.apply(attentive)
	s.deliver = true
	s.now = s.now.Add(time.Hour)
	s.apply(inbox.Tick{})
	s.want("again", "hidden call:d", "call:d 0+0 [] again[call:d]", "call:d 0+0 [] again[call:d]")
}

func TestTheScreenIsUnlockedWhileANotificationIsOnItsWay(t *testing.T) {
	s := newScreen(t, "v")
	s.read(nil, []inbox.Call{missed("d", 1)})
	s.seen = nil
	s.now = s.now.Add(time.Hour)
	s.apply(inbox.AnnounceDone{Keys: []string{"call:d"}, Delivered: true, Hidden: true}) // it was drawn before
	s.want("told", "call:d 0+0 [] again[call:d]")
}

func TestTheScreenIsLockedWhileANotificationIsOnItsWay(t *testing.T) {
	s := newScreen(t, "")
	s.apply(locked)
	s.read(nil, []inbox.Call{missed("d", 1)})
	s.seen = nil
	s.apply(inbox.AnnounceDone{Keys: []string{"call:d"}, Delivered: true}) // it was drawn before
	s.want("names are hidden", "redraw call:d")
}

func TestDoNotDisturbHoldsBackWhatDoesNotPress(t *testing.T) {
	s := newScreen(t, "v")
	s.apply(disturbed)
	s.read([]inbox.Voicemail{voicemail("a", 1, false)}, nil)
	s.read([]inbox.Voicemail{voicemail("a", 1, false)}, []inbox.Call{missed("v", 2), missed("d", 2)})
	s.want("a VIP only", "call:v 0+0 [] again[]")
	s.now = s.now.Add(time.Hour)
	s.apply(attentive)
	s.want("the others at once", "summary 1+1 [] again[]")
	s.read([]inbox.Voicemail{voicemail("a", 1, false)}, []inbox.Call{missed("f", 5), missed("e", 4),
		missed("v", 2), missed("d", 2)})
	s.want("later ones by themselves", "call:e 0+0 [] again[]", "call:f 0+0 [] again[]")
}

func TestDoNotDisturbWithNothingToTell(t *testing.T) {
	s := newScreen(t, "v")
	s.apply(disturbed, attentive)
	s.read(nil, []inbox.Call{missed("e", 2), missed("d", 1)})
	s.want("no digest later", "call:d 0+0 [] again[]", "call:e 0+0 [] again[]")
}

func TestALockedScreenAndDoNotDisturb(t *testing.T) {
	s := newScreen(t, "v")
	s.apply(locked)
	s.read(nil, []inbox.Call{missed("d", 1)})
	s.now = s.now.Add(time.Hour)
	s.apply(inbox.AttentionChanged{Locked: true, DoNotDisturb: true}, disturbed)
	s.want("unlocked, but not to be disturbed", "hidden call:d")
	s.apply(attentive)
	s.want("then", "call:d 0+0 [] again[call:d]")
}
