package session

import (
	"time"

	"istratray/istraclient"
)

// answering is whether a part of the platform answers.
type answering int

const (
	untried answering = iota // since the link came up
	answers
	failing
)

// health is the state of one part of the platform. Parts fail independently: a failing one has a backoff of its own
// and does not hold up the others.
type health struct {
	state answering
	err   error   // why it is failing
	retry backoff // of this part alone
}

// begin resets what was learned on an earlier link.
func (h *health) begin() { h.state, h.err = untried, nil }

func (h *health) well() {
	h.state, h.err = answers, nil
	h.retry.reset()
}

// ill marks a failure, and reports whether the part was well or untried until now.
func (h *health) ill(err error) (news bool) {
	news = h.state != failing
	h.state, h.err = failing, err
	return news
}

// patience is how long an error asks us to wait. That no sign-in is due yet doesn't count: the session that was given
// up may work again.
func patience(err error) (time.Time, bool) {
	if istraclient.SessionEnded(err) {
		return time.Time{}, false
	}
	return istraclient.RetryAt(err)
}

// after is the wait before the part is tried again.
func (h *health) after(err error) time.Duration {
	wait := h.retry.next()
	if at, told := patience(err); told {
		wait = max(wait, time.Until(at))
	}
	return wait
}

// worst is the error to report when everything fails: one that asks to wait, else the first.
func worst(parts []*health) error {
	for _, p := range parts {
		if _, told := patience(p.err); told {
			return p.err
		}
	}
	return parts[0].err
}
