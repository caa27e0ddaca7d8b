package istratest

import (
	"encoding/json"
	"strconv"
	"time"
)

// Quirks are the habits of a deployment: everything in which two platforms that both keep to the
// description may differ. The zero value does what the vendor's reference says.
type Quirks struct {
	Dialect

	OldestFirst    bool // lists begin with the oldest item
	OutOfPlace     bool // one item in ten has changed places with the next
	GrandTotal     bool // count is that of all items, not of the page
	UpperItems     bool // the list is called Items
	Milliseconds   bool // timestamps in milliseconds
	NumericIDs     bool // IDs and timestamps as JSON numbers
	LooseTypes     bool // numbers as strings, booleans as "true" and 0
	NoURIs         bool // items come without restUri
	ShortURIs      bool // one item is at …/{id}, not at …/bean/{id}
	RemoteNumbers  bool // calls have a remoteNumber as well
	NoCallback     bool // calls lack the callbackNumber
	NoContent      bool // 204 without a body where 200 is described
	ManualCallerID bool // the manual choice is called manualCustomCallerID

	Encoding      string // gzip, deflate (zlib), raw-deflate, identity; zero: what the request names first
	ChunkedAudio  bool   // sounds come without a length
	RootCookie    bool   // the cookie's Path is /, not /restletrouter
	FreshTokens   bool   // every answer carries a new token; older ones stay good
	NewestToken   bool   // every answer carries a new token, and only the newest is good
	TwoStep       string // ask for Options.SecondPassword, saying this channel: authBySMS
	OldTLS        bool   // nothing newer than TLS 1.1
	ErrorBody     Body   // the shape of the platform's own error bodies; zero: BodyJSON
	SuspendedCode int    // status for a suspended account; zero: 403

	FrameArrays     bool          // a frame's item is an array
	BinaryFrames    bool          // frames are binary
	ForeignFrames   bool          // each frame follows one of another listener
	MalformedFrames bool          // each frame follows a broken one
	ChattyFrames    bool          // a frame at each change, even with equal counters
	LostFrames      bool          // counters move, but nothing is pushed
	PingFrames      time.Duration // the bare text ping at this interval; zero: none
	TimeoutFrame    time.Duration // announced by the first frame, and kept; zero: none
	IgnorePings     bool          // websocket pings are never answered
	KeepListeners   bool          // listeners outlive their websocket and move to the next
}

func (q Quirks) id(id string) any {
	if q.NumericIDs {
		return json.Number(id)
	}
	return id
}

func (q Quirks) number(n int) any {
	if q.LooseTypes {
		return strconv.Itoa(n)
	}
	return n
}

func (q Quirks) boolean(b bool) any {
	switch {
	case q.LooseTypes && b:
		return "true"
	case q.LooseTypes:
		return 0
	default:
		return b
	}
}

func (q Quirks) timestamp(t time.Time) any {
	if written, ok := q.time(t); ok {
		return written
	}
	text := strconv.FormatInt(t.Unix(), 10)
	if q.Milliseconds {
		text = strconv.FormatInt(t.UnixMilli(), 10)
	}
	return q.id(text)
}

func (q Quirks) uri(folder, id string) string {
	switch {
	case q.StrayURI != "":
		return q.StrayURI
	case q.ShortURIs != q.LyingURIs:
		return folder + id
	}
	return folder + "bean/" + id
}

func (q Quirks) withoutURI(bean map[string]any) map[string]any {
	if q.NoURIs {
		delete(bean, "restUri")
	}
	return bean
}
