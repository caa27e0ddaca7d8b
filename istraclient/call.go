package istraclient

import (
	"context"
	"iter"
	"net/http"
	"time"
)

// Call is one row of the call history (v1/logs/Phone/bean). Texts are as the platform sent them.
type Call struct {
	ID             string
	URI            string // relative to the API root
	RemoteLabel    string // the other party's name, else number
	RemoteType     string // such as EXTERNAL_NUMBER or STATION
	RemoteNumber   string
	CallbackNumber string // ready to dial
	UserNumber     string // the user's own extension
	Company        string // the enterprise the user belongs to
	Time           time.Time
	RingDuration   time.Duration
	TalkDuration   time.Duration
	Incoming       bool
	Missed         bool
}

// Ref names the call in requests.
func (k Call) Ref() Ref { return Ref{ID: k.ID, URI: k.URI} }

const (
	calls     = "v1/logs/Phone"
	callBeans = calls + "/bean"
)

// ListCalls reads one page of the call history.
func (c *Client) ListCalls(ctx context.Context, opts ListOptions) (Page[Call], error) {
	return list(ctx, c, request{op: "list calls", uri: callBeans, query: opts.query()}, wireCall.public)
}

// Calls reads the whole call history, page by page as it is consumed; only the filters and the offset
// of opts count. An error ends it.
func (c *Client) Calls(ctx context.Context, opts ListOptions) iter.Seq2[Call, error] {
	read := func(opts ListOptions) (Page[Call], error) { return c.ListCalls(ctx, opts) }
	return all(read, opts, Call.Ref)
}

// GetCall reads one call.
func (c *Client) GetCall(ctx context.Context, ref Ref) (Call, error) {
	var w wireCall
	if err := c.bean(ctx, request{op: "read call", method: http.MethodGet}, calls, ref, &w); err != nil {
		return Call{}, err
	}
	if !w.present() {
		return Call{}, noItem("read call")
	}
	k := w.public()
	if k.ID == "" {
		k.ID = ref.ID
	}
	if k.URI == "" {
		k.URI = ref.URI
	}
	return k, nil
}

// DeleteCall deletes one call from the history for good. *OutcomeUnknownError: perhaps.
func (c *Client) DeleteCall(ctx context.Context, ref Ref) error {
	return c.deleteBean(ctx, "delete call", calls, ref)
}

// wireCall is a call as it travels.
type wireCall struct {
	RestURI            text    `json:"restUri"`
	CallHistoryID      text    `json:"callHistoryId"`
	ID                 text    `json:"id"`
	IsIncoming         flag    `json:"isIncoming"`
	IsMissed           flag    `json:"isMissed"`
	RemoteLabel        label   `json:"remoteLabel"`
	RemoteType         text    `json:"remoteType"`
	RemoteNumber       text    `json:"remoteNumber"`
	CallbackNumber     text    `json:"callbackNumber"`
	RingDurationSecond number  `json:"ringDurationSecond"`
	TalkDurationSecond number  `json:"talkDurationSecond"`
	Timestamp          instant `json:"timestamp"`
	UserEntName        label   `json:"userEntName"`
	UserNumber         text    `json:"userNumber"`
}

func (w wireCall) present() bool {
	return w.CallHistoryID != "" || w.ID != "" || w.RestURI != "" || !w.Timestamp.IsZero()
}

func (w wireCall) public() Call {
	return Call{
		ID:             firstOf(string(w.CallHistoryID), string(w.ID), lastSegment(string(w.RestURI), calls)),
		URI:            string(w.RestURI),
		RemoteLabel:    string(w.RemoteLabel),
		RemoteType:     string(w.RemoteType),
		RemoteNumber:   remoteNumber(w.RemoteNumber, w.CallbackNumber, w.RemoteLabel),
		CallbackNumber: string(w.CallbackNumber),
		UserNumber:     string(w.UserNumber),
		Company:        string(w.UserEntName),
		Time:           w.Timestamp.Time,
		RingDuration:   w.RingDurationSecond.seconds(),
		TalkDuration:   w.TalkDurationSecond.seconds(),
		Incoming:       bool(w.IsIncoming),
		Missed:         bool(w.IsMissed),
	}
}
