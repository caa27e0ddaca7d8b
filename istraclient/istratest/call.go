package istratest

import "time"

// Call is one row of the call history. Its zero value is a call placed now to a hidden number.
type Call struct {
	ID             string    // zero: the next free one, 64 bits wide
	Time           time.Time // zero: now
	RemoteLabel    string    // the other's name; zero: the number
	RemoteNumber   string
	CallbackNumber string // zero: RemoteNumber with the outside prefix
	RemoteType     string // zero: STATION where Internal, else EXTERNAL_NUMBER
	Internal       bool
	Incoming       bool
	Missed         bool // incoming and not answered
	Seen           bool // missed, but not in the platform's counter any more
	Ring, Talk     time.Duration
}

// AddCall puts a call into the history and returns its ID. A counter that moves is pushed.
func (p *Platform) AddCall(c Call) (id string) {
	p.change(func() {
		c = p.mailbox.completeCall(c, p.now())
		p.mailbox.addCall(c)
	})
	return c.ID
}

// DeleteCall takes a call out of the history. It reports whether it existed.
func (p *Platform) DeleteCall(id string) (found bool) {
	p.change(func() { found = p.mailbox.deleteCall(id) })
	return found
}

// ResetMissed sets the counter of missed calls to zero, as looking at the list on a phone does.
func (p *Platform) ResetMissed() { p.change(p.mailbox.resetMissed) }

// SetTextMessages sets the counter of unread text messages.
func (p *Platform) SetTextMessages(n int) {
	p.change(func() { p.mailbox.texts = n })
}

func (m *mailbox) completeCall(c Call, now time.Time) Call {
	if c.ID == "" {
		c.ID = nextID(&m.nextCall)
	}
	c.Incoming = c.Incoming || c.Missed
	fill(&c.Time, now)
	fill(&c.CallbackNumber, dialable(c.RemoteNumber, c.Internal))
	fill(&c.RemoteLabel, c.RemoteNumber)
	if c.Internal {
		fill(&c.RemoteType, "STATION")
	}
	fill(&c.RemoteType, "EXTERNAL_NUMBER")
	return c
}

// bean is the call on the wire.
func (c Call) bean(q Quirks, opts Options) map[string]any {
	b := map[string]any{
		"restUri": q.uri("v1/logs/Phone/", c.ID), "callHistoryId": q.id(c.ID),
		"isIncoming": q.boolean(c.Incoming), "isMissed": q.boolean(c.Missed),
		"isRejected": q.boolean(false), "isWritten": q.boolean(false),
		"remoteLabel": c.RemoteLabel, "remoteType": c.RemoteType, "timestamp": q.timestamp(c.Time),
		"ringDurationSecond": q.number(seconds(c.Ring)), "talkDurationSecond": q.number(seconds(c.Talk)),
		"callbackNumber": c.CallbackNumber, "userEntName": opts.Company, "userNumber": opts.Extension,
	}
	if q.RemoteNumbers {
		b["remoteNumber"] = c.RemoteNumber
	}
	if q.NoCallback {
		delete(b, "callbackNumber")
	}
	return q.withoutURI(b)
}
