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

// Voicemail is one message (v1/logs/Voicemail/bean). Texts are as the platform sent them.
type Voicemail struct {
	ID             string
	URI            string // relative to the API root
	FileName       string
	PlayNumber     string // dial it to hear this message on a phone
	CallbackNumber string // ready to dial, with the outside prefix
	RemoteNumber   string
	RemoteLabel    string    // the caller's name as the platform knows it, else number
	ContactURI     string    // internal callers only
	Time           time.Time // zero when the platform's can't be read
	Duration       time.Duration
	Type           string // as the platform says it
	Internal       bool   // what Type means
	Priority       string // as the platform says it; empty for nearly all messages
	Urgent         bool   // what Priority means; false for values nobody has heard of
	Read           bool
}

// Ref names the message in requests.
func (v Voicemail) Ref() Ref { return Ref{ID: v.ID, URI: v.URI} }

const (
	voicemails     = "v1/logs/Voicemail"
	voicemailBeans = voicemails + "/bean"
)

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

// VoicemailsFrom is Voicemails without those before an offset.
func (c *Client) VoicemailsFrom(ctx context.Context, offset int) iter.Seq2[Voicemail, error] {
	read := func(opts ListOptions) (Page[Voicemail], error) { return c.ListVoicemails(ctx, opts) }
	return all(read, ListOptions{Offset: offset}, Voicemail.Ref)
}

// GetVoicemail reads one message.
func (c *Client) GetVoicemail(ctx context.Context, ref Ref) (Voicemail, error) {
	w, err := c.voicemail(ctx, request{op: "read voicemail", method: http.MethodGet}, ref)
	return w.public(), err
}

// SetVoicemailRead sets or clears the read mark and returns the changed message. Where the platform
// doesn't answer with it, it is read.
func (c *Client) SetVoicemailRead(ctx context.Context, ref Ref, read bool) (Voicemail, error) {
	body := []byte(`{"read":` + strconv.FormatBool(read) + `}`)
	w, err := c.voicemail(ctx, request{op: "mark voicemail", method: http.MethodPut, body: body}, ref)
	if isEmpty(err) || errors.Is(err, errNoItem) || err == nil && w.isThin() {
		return c.GetVoicemail(ctx, ref)
	}
	return w.public(), err
}

// DeleteVoicemail deletes message and sound for good. *OutcomeUnknownError: perhaps.
func (c *Client) DeleteVoicemail(ctx context.Context, ref Ref) error {
	return c.deleteBean(ctx, "delete voicemail", voicemails, ref)
}

// voicemail is one message as it came, with ref where it says nothing of its own.
func (c *Client) voicemail(ctx context.Context, r request, ref Ref) (wireVoicemail, error) {
	var w wireVoicemail
	if err := c.bean(ctx, r, voicemails, ref, &w); err != nil {
		return wireVoicemail{}, err
	}
	if !w.present() {
		return wireVoicemail{}, noItem(r.op)
	}
	if w.ID == "" {
		w.ID = text(firstOf(lastSegment(string(w.RestURI), voicemails), ref.ID))
	}
	w.RestURI = text(firstOf(string(w.RestURI), ref.URI))
	return w, nil
}

// wireVoicemail is a message as it travels.
type wireVoicemail struct {
	ID             text    `json:"id"`
	RestURI        text    `json:"restUri"`
	MsgID          text    `json:"msgid"`
	FileName       text    `json:"filename"`
	PlayNumber     text    `json:"playNumber"`
	Timestamp      instant `json:"timestamp"`
	DurationSecond number  `json:"durationSecond"`
	RemoteNumber   text    `json:"remoteNumber"`
	RestURIContact text    `json:"restUriContact"`
	RemoteLabel    label   `json:"remoteLabel"`
	Type           text    `json:"type"`
	Priority       text    `json:"priority"`
	Read           flag    `json:"read"`
	CallbackNumber text    `json:"callbackNumber"`
}

// isThin reports whether an answer names a message without describing it.
func (w wireVoicemail) isThin() bool {
	return w.Timestamp.IsZero() && w.RemoteLabel == "" && w.FileName == "" && w.MsgID == ""
}

func (w wireVoicemail) present() bool { return w.ID != "" || w.RestURI != "" || !w.Timestamp.IsZero() }

func (w wireVoicemail) public() Voicemail {
	return Voicemail{
		ID:             firstOf(string(w.ID), lastSegment(string(w.RestURI), voicemails)),
		URI:            string(w.RestURI),
		FileName:       string(w.FileName),
		PlayNumber:     string(w.PlayNumber),
		CallbackNumber: string(w.CallbackNumber),
		RemoteNumber:   remoteNumber(w.RemoteNumber, w.CallbackNumber, w.RemoteLabel),
		RemoteLabel:    string(w.RemoteLabel),
		ContactURI:     string(w.RestURIContact),
		Time:           w.Timestamp.Time,
		Duration:       w.DurationSecond.seconds(),
		Type:           string(w.Type),
		Internal:       strings.EqualFold(strings.TrimSpace(string(w.Type)), "internal"),
		Priority:       string(w.Priority),
		Urgent:         isUrgent(string(w.Priority)),
		Read:           bool(w.Read),
	}
}

// remoteNumber is the other party's number; where none is given, the label may be one.
func remoteNumber(number, callback text, name label) string {
	if number == "" && callback == "" && looksLikeNumber(string(name)) {
		return string(name)
	}
	return string(number)
}

// isUrgent reads a priority, whose values the reference doesn't give. One that isn't known is not urgent.
func isUrgent(priority string) bool {
	switch strings.ToLower(strings.TrimSpace(priority)) {
	case "urgent", "high", "highest", "emergency", "true":
		return true
	}
	return false
}
