package inbox

import (
	"maps"
	"slices"
	"time"
)

// Apply is the model's one function: what the state becomes when an event happens at a time, and
// what is to be done about it. It never fails; an event about an unknown item changes nothing.
func Apply(s State, now time.Time, event Event) (State, []Effect) {
	var effects []Effect
	switch e := event.(type) {
	case AccountChosen:
		s, effects = s.fromMemory(e)
		s, more := s.remind(now)
		return s, append(effects, more...)
	case ConnectionChanged:
		s.connection = e.Connection
		return s, nil
	case CountersRead:
		s.serverUnread, s.serverMissed, s.counted = e.UnreadVoicemails, e.MissedCalls, true
		s.textMessages = e.TextMessages
		s.ahead, s.countedAt = false, now
		s.updated = now
	case CountersFailed:
		s.counted = false
	case VoicemailsRead:
		e.Items = s.namedVoicemails(s.timedVoicemails(e.Items, now))
		s.voicemails = s.mergeVoicemails(e)
		s = s.listRead(VoicemailItem)
	case CallsRead:
		e.Items = s.namedCalls(s.timedCalls(e.Items, now))
		s.calls = s.mergeCalls(e)
		s = s.listRead(CallItem)
	case ListFailed:
		s = s.listFailed(now, e)
	case PeopleChanged:
		s = s.peopleChanged(e)
	case Synced:
		s.updated = now
		s, effects = both(s, now, State.settle, State.remind)
	case FollowUpSet:
		s, effects = s.setFollowUp(now, e.FollowUp)
	case MissedLookedAt:
		s.missedSeen = laterOf(s.missedSeen, s.lookedAt(now, e.Until))
	case Snoozed:
		s.snoozed = e.Until
		s, effects = s.announce(now)
	case AttentionChanged:
		s, effects = s.attentionChanged(now, e)
	case AnnounceDone:
		s, effects = s.announceDone(now, e)
	case Tick:
		s, effects = both(s, now, State.announce, State.remind)
	default:
		s = s.applyChange(event)
	}
	s, more := s.withdraw()
	return s, append(effects, more...)
}

// both takes two steps, and joins their effects.
func both(s State, now time.Time, first, second func(State, time.Time) (State, []Effect)) (State, []Effect) {
	s, effects := first(s, now)
	s, more := second(s, now)
	return s, append(effects, more...)
}

// fromMemory starts over with an account. What is not about the account continues; what is on the
// screen continues with its account only, since another one's items can have the same IDs.
func (s State) fromMemory(e AccountChosen) (State, []Effect) {
	m := e.Memory
	followUps := make(map[string]FollowUp, len(m.FollowUps))
	for _, f := range m.FollowUps {
		followUps[f.Caller] = f
	}
	next := State{
		account:    e.Account,
		connection: s.connection,
		notice:     s.notice, // its ID keeps growing
		noTray:     s.noTray,
		called:     s.called,
		settings:   s.settings,
		snoozed:    s.snoozed,
		phone:      s.phone,
		who:        s.who,
		voicemails: s.namedVoicemails(m.Voicemails),
		calls:      s.namedCalls(m.Calls),
		mailbox:    ListState{Known: m.Baseline && m.Awaiting != VoicemailItem},
		history:    ListState{Known: m.Baseline && m.Awaiting != CallItem},
		updated:    m.Updated,
		missedSeen: m.MissedSeen,
		followUps:  followUps,
		attention:  attention{AttentionChanged: s.attention.AttentionChanged, untold: m.Untold},
		news:       news{baseline: m.Baseline, awaiting: m.Awaiting, floor: m.Floor, announced: m.Announced},
	}
	if s.account.Server == e.Account.Server && s.account.Login == e.Account.Login {
		next.news.underway, next.news.showing = s.news.underway, s.news.showing
		next.attention = s.attention
		return next, nil
	}
	return next, s.withdrawing(nil)
}

func (s State) notify(text string, why Reason) State {
	s.notice = Notice{ID: s.notice.ID + 1, Text: text, Reason: why}
	return s
}

// applyChange is Apply for what is known of the user, what the user asked to change, and what came
// of it.
func (s State) applyChange(event Event) State {
	switch e := event.(type) {
	case UserRead:
		s.account.Name, s.account.Company, s.account.Platform = e.Name, e.Company, e.Platform
		s.phones, s.callerID = e.Phones, e.CallerID
	case PhoneChosen:
		s.phone = e.ID
	case CallerIDChanged:
		s.callerID = e.CallerID
	case Noticed:
		s = s.notify(e.Text, e.Reason)
	case Transcribed:
		s = s.setTranscript(e.ID, e.Text)
	case TrayChanged:
		s.noTray = e.Missing
	case CallAsked:
		s.called++
	case SettingsChanged:
		s.settings++
	case ReadAsked:
		s.reading = with(s.reading, e.ID, e.Read)
	case ReadDone:
		s.reading = without(s.reading, e.ID)
		s = s.setRead(e.ID, e.Read)
	case ReadFailed:
		s.reading = without(s.reading, e.ID)
		s = s.notify(e.Text, e.Reason)
	case DeleteAsked:
		s.deleting = with(s.deleting, Key(e.Kind, e.ID), Deletion{ID: e.ID, Kind: e.Kind, Due: e.Due})
	case DeleteUndone:
		s.deleting = without(s.deleting, Key(e.Kind, e.ID))
	case DeleteDone:
		s = s.drop(e.Kind, e.ID)
	case DeleteFailed:
		s.deleting = without(s.deleting, Key(e.Kind, e.ID))
		s = s.notify(e.Text, e.Reason)
	}
	return s
}

// setRead carries a confirmed mark into the list. The platform's count may not have it yet.
func (s State) setRead(id string, read bool) State {
	list := slices.Clone(s.voicemails)
	for i := range list {
		if list[i].ID == id && list[i].Read != read {
			list[i].Read = read
			s.voicemails, s.ahead = list, true
		}
	}
	return s
}

// drop removes a deleted item for good.
func (s State) drop(kind ItemKind, id string) State {
	key := Key(kind, id)
	s.deleting = without(s.deleting, key)
	s.gone = with(s.gone, key, true)
	if kind == CallItem {
		s.calls = slices.DeleteFunc(slices.Clone(s.calls), func(c Call) bool { return c.ID == id })
		return s
	}
	s.ahead = true
	s.voicemails = slices.DeleteFunc(slices.Clone(s.voicemails), func(v Voicemail) bool { return v.ID == id })
	return s
}

func with[V any](m map[string]V, key string, value V) map[string]V {
	c := maps.Clone(m)
	if c == nil {
		c = map[string]V{}
	}
	c[key] = value
	return c
}

func without[V any](m map[string]V, key string) map[string]V {
	c := maps.Clone(m)
	delete(c, key)
	return c
}
