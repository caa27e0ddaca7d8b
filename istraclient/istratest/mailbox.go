package istratest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// mailbox is what the platform keeps for its user: messages and the call history, newest first. It is
// guarded by Platform.mu.
type mailbox struct {
	voicemails    []Voicemail
	calls         []Call
	texts         int // unread text messages
	nextVoicemail int64
	nextCall      int64
	nextSpeech    int  // which speech the next message without one gets
	altered       bool // since frames were last considered
}

func newMailbox(opts Options) mailbox {
	m := mailbox{nextVoicemail: opts.FirstID, nextCall: firstCallID + opts.FirstID}
	now := opts.Now().UTC().Round(0)
	for _, v := range opts.Voicemails {
		m.voicemails = append(m.voicemails, m.completeVoicemail(v, now))
	}
	for _, c := range opts.Calls {
		m.calls = append(m.calls, m.completeCall(c, now))
	}
	slices.SortStableFunc(m.voicemails, newerVoicemail)
	slices.SortStableFunc(m.calls, newerCall)
	return m
}

func (m *mailbox) counters() Counters {
	c := Counters{TextMessages: m.texts}
	for i := range m.voicemails {
		if !m.voicemails[i].Read {
			c.Voicemails++
		}
	}
	for i := range m.calls {
		if m.calls[i].Missed && !m.calls[i].Seen {
			c.MissedCalls++
		}
	}
	return c
}

func (m *mailbox) voicemail(id string) int {
	return slices.IndexFunc(m.voicemails, func(v Voicemail) bool { return v.ID == id })
}

func (m *mailbox) call(id string) int {
	return slices.IndexFunc(m.calls, func(c Call) bool { return c.ID == id })
}

func (m *mailbox) addVoicemail(v Voicemail) {
	m.voicemails, m.altered = insert(m.voicemails, v, newerVoicemail), true
}

func (m *mailbox) addCall(c Call) {
	m.calls, m.altered = insert(m.calls, c, newerCall), true
}

// setRead, deleteVoicemail and deleteCall report whether the item exists.
func (m *mailbox) setRead(id string, read bool) bool {
	i := m.voicemail(id)
	if i >= 0 {
		m.voicemails[i].Read, m.altered = read, true
	}
	return i >= 0
}

func (m *mailbox) deleteVoicemail(id string) bool {
	i := m.voicemail(id)
	if i >= 0 {
		m.voicemails, m.altered = slices.Delete(m.voicemails, i, i+1), true
	}
	return i >= 0
}

func (m *mailbox) deleteCall(id string) bool {
	i := m.call(id)
	if i >= 0 {
		m.calls, m.altered = slices.Delete(m.calls, i, i+1), true
	}
	return i >= 0
}

func (m *mailbox) resetMissed() {
	for i := range m.calls {
		m.calls[i].Seen = true
	}
	m.altered = true
}

func newerVoicemail(a, b Voicemail) int { return newer(a.Time, b.Time, a.ID, b.ID) }
func newerCall(a, b Call) int           { return newer(a.Time, b.Time, a.ID, b.ID) }

// newer puts later items first, and of two at the same moment the one with the larger ID.
func newer(a, b time.Time, aID, bID string) int {
	return cmp.Or(b.Compare(a), cmp.Compare(len(bID), len(aID)), cmp.Compare(bID, aID))
}

// insert keeps a list sorted. A later item with an equal place goes in front.
func insert[T any](list []T, item T, order func(a, b T) int) []T {
	at, _ := slices.BinarySearchFunc(list, item, order)
	return slices.Insert(list, at, item)
}

func nextID(next *int64) string {
	id := strconv.FormatInt(*next, 10)
	*next++
	return id
}

// dialable is number with the prefix that phones of the platform need to dial out.
func dialable(number string, internal bool) string {
	switch {
	case number == "" || internal:
		return number
	case strings.HasPrefix(number, "+"):
		return "000" + number[1:]
	default:
		return "0" + number
	}
}
