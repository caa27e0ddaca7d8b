package istraclient

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Voicemail is one message (API notes, section 6). Texts are as the platform sent them.
type Voicemail struct {
	ID             string
	URI            string // relative to the API root
	FileName       string
	PlayNumber     string // dial it to hear this message on a phone
	CallbackNumber string // ready to dial, with the outside prefix
	RemoteNumber   string
	RemoteLabel    string // the caller's name as the platform knows it, else number
	ContactURI     string // internal callers only
	Time           time.Time
	Duration       time.Duration
	Internal       bool
	Urgent         bool // set by the caller
	Read           bool
}

// Ref names the message in requests.
func (v Voicemail) Ref() Ref { return Ref{ID: v.ID, URI: v.URI} }

const voicemailBeans = "v1/logs/Voicemail/bean"

// ListVoicemails reads one page of the messages.
func (c *Client) ListVoicemails(ctx context.Context, opts ListOptions) (Page[Voicemail], error) {
	opts.Incoming, opts.Missed = false, false
	r := request{op: "list voicemails", uri: voicemailBeans, query: opts.query()}
	return list(ctx, c, r, wireVoicemail.public)
}

// Voicemails reads all messages, page by page as they are consumed. An error ends it.
func (c *Client) Voicemails(ctx context.Context) iter.Seq2[Voicemail, error] {
	read := func(opts ListOptions) (Page[Voicemail], error) { return c.ListVoicemails(ctx, opts) }
	return all(read, ListOptions{}, Voicemail.Ref)
}

// GetVoicemail reads one message.
func (c *Client) GetVoicemail(ctx context.Context, ref Ref) (Voicemail, error) {
	return c.voicemail(ctx, request{op: "read voicemail", method: http.MethodGet}, ref)
}

// SetVoicemailRead sets or clears the read mark and returns the changed message. Where the platform
// doesn't answer with it, it is read.
func (c *Client) SetVoicemailRead(ctx context.Context, ref Ref, read bool) (Voicemail, error) {
	body := []byte(`{"read":` + strconv.FormatBool(read) + `}`)
	v, err := c.voicemail(ctx, request{op: "mark voicemail", method: http.MethodPut, body: body}, ref)
	if isEmpty(err) || errors.Is(err, errNoItem) || err == nil && v.Time.IsZero() {
		return c.GetVoicemail(ctx, ref)
	}
	return v, err
}

// DeleteVoicemail deletes message and sound for good. *OutcomeUnknownError: perhaps.
func (c *Client) DeleteVoicemail(ctx context.Context, ref Ref) error {
	return c.deleteBean(ctx, "delete voicemail", voicemailBeans, ref)
}

func (c *Client) voicemail(ctx context.Context, r request, ref Ref) (Voicemail, error) {
	var w wireVoicemail
	if err := c.bean(ctx, r, voicemailBeans, ref, &w); err != nil {
		return Voicemail{}, err
	}
	if w.ID == "" && w.RestURI == "" && w.Timestamp.IsZero() {
		return Voicemail{}, noItem(r.op)
	}
	v := w.public()
	if v.ID == "" {
		v.ID = ref.ID
	}
	if v.URI == "" {
		v.URI = ref.URI
	}
	return v, nil
}

// wireVoicemail is a message as it travels.
type wireVoicemail struct {
	ID             text    `json:"id"`
	RestURI        text    `json:"restUri"`
	FileName       text    `json:"filename"`
	PlayNumber     text    `json:"playNumber"`
	Timestamp      instant `json:"timestamp"`
	DurationSecond number  `json:"durationSecond"`
	RemoteNumber   text    `json:"remoteNumber"`
	RestURIContact text    `json:"restUriContact"`
	RemoteLabel    text    `json:"remoteLabel"`
	Type           text    `json:"type"`
	Priority       text    `json:"priority"`
	Read           flag    `json:"read"`
	CallbackNumber text    `json:"callbackNumber"`
}

func (w wireVoicemail) public() Voicemail {
	return Voicemail{
		ID:             firstOf(string(w.ID), lastSegment(string(w.RestURI))),
		URI:            string(w.RestURI),
		FileName:       string(w.FileName),
		PlayNumber:     string(w.PlayNumber),
		CallbackNumber: string(w.CallbackNumber),
		RemoteNumber:   remoteNumber(w.RemoteNumber, w.CallbackNumber, w.RemoteLabel),
		RemoteLabel:    string(w.RemoteLabel),
		ContactURI:     string(w.RestURIContact),
		Time:           w.Timestamp.Time,
		Duration:       w.DurationSecond.seconds(),
		Internal:       strings.EqualFold(string(w.Type), "internal"),
		Urgent:         isUrgent(string(w.Priority)),
		Read:           bool(w.Read),
	}
}

// remoteNumber is the other party's number; where none is given, the label may be one.
func remoteNumber(number, callback, label text) string {
	if number == "" && callback == "" && looksLikeNumber(string(label)) {
		return string(label)
	}
	return string(number)
}

// isUrgent reads a priority, whose values the reference doesn't give: any but the ordinary ones.
func isUrgent(priority string) bool {
	switch strings.ToLower(strings.TrimSpace(priority)) {
	case "", "0", "false", "no", "none", "normal", "low", "default":
		return false
	}
	return true
}
