package inbox

import (
	"maps"
	"slices"
	"time"
)

// AttentionChanged says whether someone is there to read notifications.
type AttentionChanged struct {
	Locked       bool // names and numbers are hidden until the screen is unlocked
	DoNotDisturb bool // only what is pressing is announced
}

// Redraw asks to update a notification that may be on the screen: its names may now be read, or no longer.
type Redraw struct{ Of Announce }

func (AttentionChanged) event() {}
func (Redraw) effect()          {}

// attention is what the state knows about it.
type attention struct {
	AttentionChanged
	untold  map[string]bool // Keys that were announced without saying who
	gather  bool            // what was held back is told at once, in one digest
	summary Announce        // the last one
}

// attentionChanged hides names on the screen or brings them back, and tells what came in the meantime.
func (s State) attentionChanged(now time.Time, e AttentionChanged) (State, []Effect) {
	was, waiting := s.attention.AttentionChanged, s.waiting()
	if s.connection.State == Online { // before that, a list may lack what an earlier run has announced
		s.attention.untold = maps.Clone(s.attention.untold)
		maps.DeleteFunc(s.attention.untold, func(key string, _ bool) bool { return !waiting[key] })
	}
	s.attention.AttentionChanged = e
	var effects []Effect
	if was.Locked != e.Locked {
		effects = s.redrawn()
	}
	s.attention.gather = s.attention.gather || was.DoNotDisturb && !e.DoNotDisturb
	s, more := s.announce(now)
	return s, append(effects, more...)
}

// redrawn are the notifications that may be on the screen, except those that the digest replaces.
func (s State) redrawn() []Effect {
	var effects []Effect
	add := func(key string, a Announce) {
		if s.news.showing[key] && !s.attention.untold[key] {
			a.Keys = []string{key}
			effects = append(effects, Redraw{a})
		}
	}
	for _, v := range s.voicemails {
		add(Key(VoicemailItem, v.ID), Announce{Voicemail: &v})
	}
	for _, c := range s.calls {
		if c.Time.Before(s.news.floor) {
			break // newest first
		}
		add(Key(CallItem, c.ID), Announce{Call: &c})
	}
	if s.news.showing[SummaryKey] && len(s.attention.summary.VIPs) > 0 {
		effects = append(effects, Redraw{s.attention.summary})
	}
	for _, f := range s.FollowUps() {
		if f.Due {
			effects = append(effects, Remind{FollowUp: f, Again: true})
		}
	}
	return effects
}

// retells reports whether an item that was announced without saying who is to be told properly now.
func (s State) retells(key string) bool {
	return s.attention.untold[key] && !s.attention.Locked && !s.attention.DoNotDisturb
}

// gathered selects from what is new what to announce now.
func (s State) gathered(items []Announce) (State, []Announce, []Effect) {
	if s.attention.DoNotDisturb {
		return s, slices.DeleteFunc(items, func(a Announce) bool { return !a.Presses() }), nil
	}
	var again []string
	for _, item := range items {
		if s.retells(item.Keys[0]) {
			again = append(again, item.Keys[0])
		}
	}
	if len(again) == 0 && !s.attention.gather {
		return s, grouped(items), nil
	}
	s.attention.gather = false
	digest := items[0]
	if len(items) > 1 {
		digest = summaryOf(items)
	}
	digest.Again = again
	if len(items) == 1 {
		return s, []Announce{digest}, nil // it takes the place of the one without a name
	}
	left := maps.Clone(s.news.showing)
	maps.DeleteFunc(left, func(key string, _ bool) bool { return slices.Contains(again, key) })
	effects := s.withdrawing(left)
	s.news.showing = left
	return s, []Announce{digest}, effects
}

// told notes whether the names of what was announced could be read.
func (s State) told(e AnnounceDone) State {
	untold := maps.Clone(s.attention.untold)
	for _, key := range e.Keys {
		if e.Hidden {
			if untold == nil {
				untold = map[string]bool{}
			}
			untold[key] = true
		} else {
			delete(untold, key)
		}
	}
	s.attention.untold = untold
	return s
}
