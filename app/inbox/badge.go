package inbox

import "time"

// Counts are the numbers of the badge.
//
// Unread voicemails are as the platform counts them. Around a change of ours its
// count lags behind what the user sees, so the list, with the change in it, is counted instead.
//
// Missed calls are the smaller of the platform's number and of those newer than the user's last
// look: the API has no call to mark one seen, and the platform's number can also fall by other hands. Where the
// history can't be read and never was, the platform's number is all there is. Where that can't be had any more, its
// last one counts, and what was missed since.
//
// What muted callers left counts nowhere.
func (s State) Counts() Counts {
	unread := s.serverUnread - s.countMuted()
	if !s.counted || s.ahead || len(s.reading)+len(s.deleting) > 0 {
		unread = s.countUnread()
	}
	missed := s.countMissed(s.missedSeen)
	switch {
	case !s.counted && s.countedAt.IsZero():
	case !s.counted:
		missed = min(missed, s.serverMissed+s.countMissed(s.countedAt))
	case !s.history.Known && !s.history.Since.IsZero():
		missed = s.serverMissed
	default:
		missed = min(missed, s.serverMissed)
	}
	return Counts{UnreadVoicemails: max(0, unread), MissedCalls: max(0, missed), TextMessages: max(0, s.textMessages)}
}

// UnreadListed is how many unread voicemails the list holds, with the user's pending changes.
func (s State) UnreadListed() int { return s.countUnread() }

// UnreadGap is by how much the platform's count of unread voicemails differs from its list, and whether that is
// known: it isn't while a change of ours is under way.
func (s State) UnreadGap() (int, bool) {
	settled := s.counted && !s.ahead && len(s.reading)+len(s.deleting) == 0
	return s.serverUnread - s.countUnread(), settled
}

// aheadAtMost is how far the platform's clock may be ahead of ours.
const aheadAtMost = 24 * time.Hour

// lookedAt limits a look to the calls that were there to see: later ones, or ones after a call with a time in the
// future, were not looked at.
func (s State) lookedAt(now, until time.Time) time.Time {
	if len(s.calls) == 0 {
		return time.Time{}
	}
	return earlierOf(earlierOf(until, s.calls[0].Time), now.Add(aheadAtMost))
}

func (s State) countUnread() int {
	n := 0
	for _, v := range s.voicemails {
		if s.isUnread(v) {
			n++
		}
	}
	return n
}

// countMuted is how many of the voicemails that the platform counts are muted callers'.
func (s State) countMuted() int {
	n := 0
	for _, v := range s.voicemails {
		if !v.Read && v.Muted {
			n++
		}
	}
	return n
}

func (s State) countMissed(since time.Time) int {
	n := 0
	for _, c := range s.calls {
		if !c.Time.After(since) {
			break // newest first
		}
		if s.isMissed(c) {
			n++
		}
	}
	return n
}

// isUnread reports whether a voicemail counts, with the user's pending changes.
func (s State) isUnread(v Voicemail) bool {
	return !s.readMark(v) && !v.Muted && !s.hidden(VoicemailItem, v.ID)
}

// isMissed reports whether a call counts, unless it was looked at.
func (s State) isMissed(c Call) bool { return c.Missed && !c.Muted && !s.hidden(CallItem, c.ID) }

// readMark is the voicemail's mark, as the user has asked for it.
func (s State) readMark(v Voicemail) bool {
	if asked, ok := s.reading[v.ID]; ok {
		return asked
	}
	return v.Read
}

func (s State) hidden(kind ItemKind, id string) bool {
	if len(s.deleting) == 0 {
		return false // before a key is made for each of many items
	}
	_, ok := s.deleting[Key(kind, id)]
	return ok
}
