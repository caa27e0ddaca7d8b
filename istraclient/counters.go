package istraclient

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// Counters are the platform's counts of unread and missed items (v1/logs/Notifications/bean).
type Counters struct {
	MissedCalls  int
	TextMessages int    // unread
	Voicemails   int    // unread
	Model        string // what the platform calls such an object; may be empty
}

const countersURI = "v1/logs/Notifications/bean"

// GetCounters reads the counters once, without subscribing to them.
func (c *Client) GetCounters(ctx context.Context) (Counters, error) {
	return c.counters(ctx, request{op: "read counters", method: http.MethodGet, uri: countersURI})
}

func (c *Client) counters(ctx context.Context, r request) (Counters, error) {
	var answers many[wireCounters]
	if err := c.fetch(ctx, r, &answers); err != nil {
		return Counters{}, err
	}
	for _, w := range answers {
		if w.present() {
			return w.public(), nil
		}
	}
	return Counters{}, fmt.Errorf("%s: %w", r.op, &BodyError{Problem: GarbageBody, Status: http.StatusOK,
		Err: errNoCounters})
}

var errNoCounters = errors.New("it holds no counters")

// wireCounters are the counters as they travel, in answers and frames.
type wireCounters struct {
	Model        text `json:"model"`
	MissedCalls  text `json:"unreadMissedCalls"`
	TextMessages text `json:"unreadTextMessages"`
	VoiceMails   text `json:"unreadVoiceMails"`
}

// present tells counters from another object.
func (w wireCounters) present() bool {
	return slices.ContainsFunc([]text{w.MissedCalls, w.TextMessages, w.VoiceMails}, func(t text) bool {
		_, ok := readNumber(string(t))
		return ok
	})
}

func (w wireCounters) public() Counters { return w.over(Counters{}) }

// over merges new counters into the old: a value that is not a number keeps the old one, a missing one is zero.
func (w wireCounters) over(before Counters) Counters {
	return Counters{
		MissedCalls:  countOf(w.MissedCalls, before.MissedCalls),
		TextMessages: countOf(w.TextMessages, before.TextMessages),
		Voicemails:   countOf(w.VoiceMails, before.Voicemails),
		Model:        string(w.Model),
	}
}

// countOf is a count, or the one of before where the text is no number.
func countOf(t text, before int) int {
	n, ok := readNumber(string(t))
	if !ok && t != "" {
		return before
	}
	return n.count()
}
