package istraclient

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Counters are the numbers the platform keeps of what waits for the user (API document, section 10).
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
	return Counters{}, fmt.Errorf("%s: %w", r.op, &BodyError{Problem: GarbageBody, Status: http.StatusOK, Err: errNoCounters})
}

var errNoCounters = errors.New("it holds no counters")

// wireCounters are the counters as they travel, in answers and frames.
type wireCounters struct {
	Model        text    `json:"model"`
	MissedCalls  *number `json:"unreadMissedCalls"`
	TextMessages *number `json:"unreadTextMessages"`
	VoiceMails   *number `json:"unreadVoiceMails"`
}

// present tells counters from another object.
func (w wireCounters) present() bool {
	return w.MissedCalls != nil || w.TextMessages != nil || w.VoiceMails != nil
}

func (w wireCounters) public() Counters {
	return Counters{
		MissedCalls: orZero(w.MissedCalls), TextMessages: orZero(w.TextMessages), Voicemails: orZero(w.VoiceMails),
		Model: string(w.Model),
	}
}

func orZero(n *number) int {
	if n == nil {
		return 0
	}
	return n.count()
}
