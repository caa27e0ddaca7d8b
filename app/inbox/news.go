package inbox

import (
	"maps"
	"slices"
	"strings"
	"time"
)

const (
	// manyAtOnce items or fewer are announced one by one, more as a summary.
	manyAtOnce = 3
	// pace is the pause after each notification, so that a burst ends in a summary.
	pace = time.Second
	// lateness bounds how long an item may take from its time stamp (the start of the call) to the
	// list. A first reading marks what it finds, and takes for history what is older than that.
	lateness = 2 * time.Hour
	// remembered is how far back marks are kept; what is older is history.
	remembered = 90 * 24 * time.Hour
	// soonest and latest bound the wait before what could not be shown is tried again. It doubles with
	// each failure in a row.
	soonest, latest = 5 * time.Second, 5 * time.Minute
)

// news is what the state knows about announcing.
type news struct {
	baseline  bool
	awaiting  ItemKind             // the list that has not been read yet; empty: none
	floor     time.Time            // items older than this are history
	announced map[string]time.Time // marks: Key → time of the item
	underway  map[string]bool      // Keys in an Announce that is not answered yet
	showing   map[string]bool      // Keys whose notification may be on the screen
	next      time.Time            // nothing is announced before
	failures  int                  // waits in a row after which nothing could be shown
	retry     time.Time            // when what could not be shown is tried again
}

// settle ends a reading of a list. The first reading ever only marks the items; each later one marks what was dealt
// with elsewhere and announces the rest.
func (s State) settle(now time.Time) (State, []Effect) {
	var effects []Effect
	switch {
	case !s.news.baseline:
		return s.takeBaseline(now)
	case s.news.awaiting != "" && s.list(s.news.awaiting).Known:
		s, effects = s.completeBaseline()
	}
	s, marks := s.markDealtWith(now)
	s, more := s.announce(now)
	return s, slices.Concat(effects, marks, more)
}

func (s State) takeBaseline(now time.Time) (State, []Effect) {
	newest := earlierOf(s.newestTime(), now)
	if !newest.IsZero() {
		s.news.floor = newest.Add(-lateness)
	}
	marks := s.marksWhere(func(bool) bool { return true })
	s.news.baseline, s.news.awaiting = true, s.neverRead()
	s.news.announced = marks
	return s, []Effect{s.remember(marks)}
}

// completeBaseline marks what is in the list that could not be read at first.
func (s State) completeBaseline() (State, []Effect) {
	all := s.marksWhere(func(bool) bool { return true })
	maps.DeleteFunc(all, func(key string, _ time.Time) bool {
		return !strings.HasPrefix(key, Key(s.news.awaiting, ""))
	})
	s.news.awaiting = ""
	s = s.marked(all)
	return s, []Effect{s.remember(all)}
}

// neverRead is the list that has never been read, if there is one.
func (s State) neverRead() ItemKind {
	switch {
	case !s.mailbox.Known:
		return VoicemailItem
	case !s.history.Known:
		return CallItem
	}
	return ""
}

func (s State) remember(marks map[string]time.Time) Remember {
	return Remember{Marks: marks, Floor: s.news.floor, Baseline: true, Awaiting: s.news.awaiting}
}

// markDealtWith marks voicemails that were read before we could announce them, so that marking
// one unread again is no news, and forgets marks that have become history.
func (s State) markDealtWith(now time.Time) (State, []Effect) {
	marks := s.marksWhere(func(waiting bool) bool { return !waiting })
	maps.DeleteFunc(marks, func(key string, _ time.Time) bool { _, known := s.news.announced[key]; return known })
	floor := s.news.floor
	if old := earlierOf(s.newestTime(), now).Add(-remembered); old.After(floor.Add(24 * time.Hour)) {
		floor = old
	}
	if len(marks) == 0 && floor.Equal(s.news.floor) {
		return s, nil
	}
	s.news.floor = floor
	s = s.marked(marks)
	return s, []Effect{s.remember(marks)}
}

// marksWhere makes marks for the items that are not history. The filter gets whether the item waits for the user's
// attention.
func (s State) marksWhere(want func(waiting bool) bool) map[string]time.Time {
	marks := map[string]time.Time{}
	for _, v := range s.voicemails {
		if !v.Time.Before(s.news.floor) && want(!v.Read && !v.Muted) {
			marks[Key(VoicemailItem, v.ID)] = v.Time
		}
	}
	for _, c := range s.calls {
		if c.Time.Before(s.news.floor) {
			break // newest first
		}
		if c.Missed && want(!c.Muted) {
			marks[Key(CallItem, c.ID)] = c.Time
		}
	}
	return marks
}

func (s State) newestTime() time.Time {
	var newest time.Time
	if len(s.voicemails) > 0 {
		newest = s.voicemails[0].Time
	}
	if len(s.calls) > 0 && s.calls[0].Time.After(newest) {
		newest = s.calls[0].Time
	}
	return newest
}

// marked adds marks, and drops those that have become history.
func (s State) marked(marks map[string]time.Time) State {
	all := maps.Clone(s.news.announced)
	if all == nil {
		all = map[string]time.Time{}
	}
	maps.Copy(all, marks)
	maps.DeleteFunc(all, func(_ string, at time.Time) bool { return at.Before(s.news.floor) })
	s.news.announced = all
	return s
}

// announce hands out what is new, unless it is too early for the next notification.
func (s State) announce(now time.Time) (State, []Effect) {
	if !s.news.baseline {
		return s, nil
	}
	items := s.unannounced()
	if len(items) == 0 {
		s.attention.gather = false
		return s, nil
	}
	if at := laterOf(s.news.next, s.snoozed); now.Before(at) {
		return s, []Effect{Wake{At: at}}
	}
	s, items, effects := s.gathered(items)
	s.news.underway = maps.Clone(s.news.underway)
	if s.news.underway == nil {
		s.news.underway = map[string]bool{}
	}
	for _, item := range items {
		if item.Key() == SummaryKey {
			s.attention.summary = item
		}
		for _, key := range item.Keys {
			s.news.underway[key] = true
		}
		effects = append(effects, item)
	}
	s.news.next = now.Add(time.Duration(len(items)) * pace)
	return s, effects
}

// earlierOf limits the platform's times to our own: one in the future would turn everything before it into history.
func earlierOf(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func laterOf(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// unannounced are the items that wait for the user and have no mark, oldest first. It goes through all lists after
// each event, so it copies only what it finds.
func (s State) unannounced() []Announce {
	var found []Announce
	for i := range s.voicemails {
		v := &s.voicemails[i]
		if !s.readMark(*v) && !v.Muted && s.isNews(VoicemailItem, v.ID, v.Time) {
			kept := *v
			found = append(found, Announce{Voicemail: &kept, Keys: []string{Key(VoicemailItem, v.ID)},
				Times: []time.Time{v.Time}})
		}
	}
	for i := range s.calls {
		c := &s.calls[i]
		if !c.Time.After(s.missedSeen) || c.Time.Before(s.news.floor) {
			break // newest first
		}
		if c.Missed && !c.Muted && s.isNews(CallItem, c.ID, c.Time) {
			kept := *c
			found = append(found, Announce{Call: &kept, Keys: []string{Key(CallItem, c.ID)},
				Times: []time.Time{c.Time}})
		}
	}
	slices.Reverse(found) // of two in the same second, too, the earlier goes first
	slices.SortStableFunc(found, func(a, b Announce) int { return a.Times[0].Compare(b.Times[0]) })
	return found
}

// isNews reports whether an item is neither history nor announced, or about to be.
func (s State) isNews(kind ItemKind, id string, at time.Time) bool {
	if at.Before(s.news.floor) {
		return false
	}
	key := Key(kind, id)
	_, marked := s.news.announced[key]
	return (!marked || s.retells(key)) && !s.news.underway[key] && !s.hidden(kind, id)
}

func summaryOf(items []Announce) Announce {
	var all Announce
	for _, item := range items {
		all.Keys = append(all.Keys, item.Keys...)
		all.Times = append(all.Times, item.Times...)
		all.Pressing = all.Pressing || item.Presses()
		switch {
		case item.Voicemail != nil:
			all.Summary.UnreadVoicemails++
			all.VIPs = all.vip(VoicemailItem, item.Voicemail.Caller)
		default:
			all.Summary.MissedCalls++
			all.VIPs = all.vip(CallItem, item.Call.Caller)
		}
	}
	return all
}

// vip are a summary's VIPs with one more, if it is one with a name.
func (a Announce) vip(kind ItemKind, c Caller) []VIP {
	v := VIP{kind, c.Name}
	if !c.VIP || c.Name == "" || slices.Contains(a.VIPs, v) {
		return a.VIPs
	}
	return append(a.VIPs, v)
}

// announceDone turns delivered items into marks; the others stay news, and are tried again.
func (s State) announceDone(now time.Time, e AnnounceDone) (State, []Effect) {
	s.news.underway = maps.Clone(s.news.underway)
	marks := map[string]time.Time{}
	for _, key := range e.Keys {
		delete(s.news.underway, key)
		marks[key] = s.timeOf(key)
	}
	if !e.Delivered {
		return s.retryLater(now)
	}
	s.news.failures = 0
	s = s.marked(marks).told(e)
	s.news.showing = maps.Clone(s.news.showing)
	if s.news.showing == nil {
		s.news.showing = map[string]bool{}
	}
	if len(e.Keys) > 1 {
		s.news.showing[SummaryKey] = true
	} else if len(e.Keys) == 1 {
		s.news.showing[e.Keys[0]] = true
	}
	if e.Hidden {
		return s.announce(now) // the screen may have been unlocked in the meantime
	}
	if s.attention.Locked {
		return s, s.redrawn() // or locked
	}
	return s, nil
}

// retryLater waits longer each time. Several announcements that fail together wait once.
func (s State) retryLater(now time.Time) (State, []Effect) {
	if !s.news.retry.After(now) {
		s.news.retry = now.Add(min(soonest<<min(s.news.failures, 10), latest))
		s.news.failures++
	}
	return s, []Effect{Wake{At: s.news.retry}}
}

// timeOf is an item's time; an item that has vanished counts as the newest, so that its mark stays.
func (s State) timeOf(key string) time.Time {
	for _, v := range s.voicemails {
		if Key(VoicemailItem, v.ID) == key {
			return v.Time
		}
	}
	for _, c := range s.calls {
		if Key(CallItem, c.ID) == key {
			return c.Time
		}
	}
	return s.newestTime()
}

// withdraw takes away the notifications whose item no longer waits for the user.
func (s State) withdraw() (State, []Effect) {
	if len(s.news.showing) == 0 {
		return s, nil
	}
	waiting := s.waiting()
	left := maps.Clone(s.news.showing)
	maps.DeleteFunc(left, func(key string, _ bool) bool { return !waiting[key] })
	if len(left) == len(s.news.showing) {
		return s, nil
	}
	effects := s.withdrawing(left)
	s.news.showing = left
	return s, effects
}

// withdrawing takes away what is shown and not among those left.
func (s State) withdrawing(left map[string]bool) []Effect {
	var effects []Effect
	for _, key := range slices.Sorted(maps.Keys(s.news.showing)) {
		if !left[key] {
			effects = append(effects, Withdraw{Key: key})
		}
	}
	return effects
}

// waiting are the keys of what the user has not dealt with.
func (s State) waiting() map[string]bool {
	keys := map[string]bool{}
	for _, v := range s.voicemails {
		if s.isUnread(v) {
			keys[Key(VoicemailItem, v.ID)] = true
		}
	}
	for _, c := range s.calls {
		if !c.Time.After(s.missedSeen) {
			break // newest first
		}
		if s.isMissed(c) {
			keys[Key(CallItem, c.ID)] = true
		}
	}
	if len(keys) > 0 {
		keys[SummaryKey] = true
	}
	return keys
}
