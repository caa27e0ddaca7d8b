package control

import (
	"time"

	"istratray/app/inbox"
)

// Status is exactly what `istratray status --json` prints.
type Status struct {
	State            inbox.ConnectionState `json:"state"`
	UnreadVoicemails int                   `json:"unreadVoicemails"`
	MissedCalls      int                   `json:"missedCalls"`
	Badge            int                   `json:"badge"`
	Updated          Moment                `json:"updated"`
	Server           string                `json:"server"`
	Login            string                `json:"login"`
	Since            time.Time             `json:"since,omitzero"`
	Problem          string                `json:"problem,omitempty"`      // in English
	TextMessages     int                   `json:"textMessages,omitempty"` // unread; not in Badge
	User             User                  `json:"user,omitzero"`
	Platform         inbox.Platform        `json:"platform,omitzero"`
	// news is pushed; false: the platform is polled, or not reached
	Push         bool `json:"push"`
	Demo         bool `json:"demo,omitempty"` // the built-in simulated platform
	inbox.Reason      // of Problem
}

// User is who is signed in, in Status. It is zero until the platform was asked.
type User struct {
	Name      string `json:"name"`
	Company   string `json:"company"`
	Extension string `json:"extension"` // the user's own; known from the calls
}

// Moment is a time that JSON shows as null when there is none.
type Moment struct{ time.Time }

// MarshalJSON is null for the zero time.
func (m Moment) MarshalJSON() ([]byte, error) {
	if m.IsZero() {
		return []byte("null"), nil
	}
	return m.Time.MarshalJSON()
}

// Update is one line of the snapshot stream. The first line of a stream has Reset in both lists. A
// line carries only what changed; large lists come in several lines, newest first.
type Update struct {
	Snapshot   *inbox.Snapshot         `json:"snapshot,omitempty"`
	Voicemails *Patch[inbox.Voicemail] `json:"voicemails,omitempty"`
	Calls      *Patch[inbox.Call]      `json:"calls,omitempty"`
	Show       *Show                   `json:"show,omitempty"` // for the window: come to the front
	Bye        bool                    `json:"bye,omitempty"`  // the agent is ending
}

// Patch changes one list. The receiver keeps its list sorted newest first.
type Patch[T any] struct {
	Reset   bool     `json:"reset,omitempty"`   // start from an empty list
	Put     []T      `json:"put,omitempty"`     // new or changed items
	Removed []string `json:"removed,omitempty"` // IDs
	More    bool     `json:"more,omitempty"`    // further lines of the same list follow at once
}

// Show asks the window to come to the front, and where to go. The zero Show is the page it was on.
type Show struct {
	Page string `json:"page,omitempty"` // voicemails, calls, followups, dial, settings
	Item string `json:"item,omitempty"` // ID to select
	Play bool   `json:"play,omitempty"` // and start playing it
	Dial string `json:"dial,omitempty"` // number to put into the dial field: asked, never dialled
	// Paste puts the number that is in the clipboard into the dial field, if there is one.
	Paste bool `json:"paste,omitempty"`

	From Origin `json:"from,omitzero"` // the session that asks; zero: the agent's own
}

// ReadRequest sets or clears a voicemail's read mark.
type ReadRequest struct {
	Read *bool `json:"read"` // never nil in a request that counts
}

// UndoRequest takes back a deletion that has not been carried out yet.
type UndoRequest struct {
	Kind inbox.ItemKind `json:"kind"`
	ID   string         `json:"id"`
}

// CallRequest places a call.
type CallRequest struct {
	Destination string `json:"destination"`
	Phone       string `json:"phone,omitempty"` // terminal ID; empty: the chosen one
	// a person typed the number, or said yes to it: codes, emergency and premium numbers need that
	Confirmed bool `json:"confirmed,omitempty"`
}

// CallAnswer says which phone is dialling.
type CallAnswer struct {
	Phone inbox.Phone `json:"phone"`
}

// SeenRequest acknowledges missed calls.
type SeenRequest struct {
	Until time.Time `json:"until"` // time of the newest call looked at
}

// SignInRequest sets up the account and signs in. It answers when the platform has: 204, or an Error.
type SignInRequest struct {
	Server   string `json:"server"`
	Login    string `json:"login"`
	Password string `json:"password"`
	CAPEM    string `json:"caPem,omitempty"`    // authorities to trust as well
	TrustKey string `json:"trustKey,omitempty"` // fingerprint that the user saw and accepted
}

// SecondFactorRequest answers a Problem with the code SecondFactor.
type SecondFactorRequest struct {
	Code string `json:"code"`
}
