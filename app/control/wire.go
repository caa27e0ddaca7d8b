package control

import (
	"time"

	"istratray/app/inbox"
)

// The control socket speaks plain HTTP. Paths (all JSON, UTF-8):
//
//	GET    /v1/status                        Status
//	GET    /v1/snapshots                     a stream of Update, one JSON object a line
//	GET    /v1/voicemails?unread=true        []inbox.Voicemail, newest first
//	GET    /v1/calls?missed=true             []inbox.Call, newest first
//	GET    /v1/voicemails/{id}/audio?format=ogg   the sound, streamed, with the platform's Content-Type
//	GET    /v1/voicemails/{id}/transcript    inbox.Transcript
//	POST   /v1/voicemails/{id}/transcript    inbox.Transcript: has it made, again where there is one
//	PUT    /v1/voicemails/{id}               ReadRequest
//	DELETE /v1/voicemails/{id}?undo=true     with undo: hidden now, deleted in 5 s
//	DELETE /v1/calls/{id}?undo=true
//	POST   /v1/undo                          UndoRequest
//	POST   /v1/calls                         CallRequest
//	POST   /v1/missed/seen                   SeenRequest: all missed calls up to that time have been looked at
//	PUT    /v1/followups                     inbox.FollowUp: what the user said about calling somebody back
//	POST   /v1/signin                        SignInRequest
//	POST   /v1/second-factor                 SecondFactorRequest
//	POST   /v1/signout                       forgets account, password and cache
//	GET    /v1/settings, PUT /v1/settings    settings.Settings as JSON
//	PUT    /v1/callerid                      inbox.CallerID
//	POST   /v1/show                          Show: open the window, or bring it to the front
//	POST   /v1/start                         StartRequest: a second start says where it is; StartAnswer
//	GET    /v1/contacts                      []ContactBook, in the user's order
//	POST   /v1/contacts                      ContactsRequest: adds an address book, and answers with its ContactBook
//	POST   /v1/contacts/test                 ContactsRequest → ContactsTest
//	POST   /v1/contacts/sync                 SyncRequest → []ContactBook, when it is done
//	POST   /v1/contacts/order                OrderRequest → []ContactBook
//	DELETE /v1/contacts/{name}
//	GET    /v1/contacts/own, PUT             vCards: what the user said about callers; PUT adds
//	GET    /v1/people?number=…               Person
//	PUT    /v1/people/{number}               PersonRequest
//	POST   /v1/quit                          ends the agent
//	GET    /v1/goroutines                    text: how many goroutines the agent has, and where they are
//
// Answers are 200 or 204, or ≥ 400 with an Error.

// Status is `istratray status --json`, to the letter.
type Status struct {
	State            inbox.ConnectionState `json:"state"`
	UnreadVoicemails int                   `json:"unreadVoicemails"`
	MissedCalls      int                   `json:"missedCalls"`
	Badge            int                   `json:"badge"`
	Updated          Moment                `json:"updated"`
	Server           string                `json:"server"`
	Login            string                `json:"login"`
	Since            time.Time             `json:"since,omitzero"`
	Problem          string                `json:"problem,omitempty"`
	TextMessages     int                   `json:"textMessages,omitempty"` // unread; not in Badge
	User             User                  `json:"user,omitzero"`
	Platform         inbox.Platform        `json:"platform,omitzero"`
	Push             bool                  `json:"push"`           // news is pushed; false: the platform is polled, or not reached
	Demo             bool                  `json:"demo,omitempty"` // the built-in simulated platform
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
	From Origin `json:"from,omitzero"`  // the session that asks; zero: the agent's own
}

// ReadRequest sets or clears a voicemail's read mark.
type ReadRequest struct {
	Read bool `json:"read"`
}

// UndoRequest takes back a deletion that has not been carried out yet.
type UndoRequest struct {
	Kind inbox.ItemKind `json:"kind"`
	ID   string         `json:"id"`
}

// CallRequest places a call.
type CallRequest struct {
	Destination string `json:"destination"`
	Phone       string `json:"phone,omitempty"`     // terminal ID; empty: the chosen one
	Confirmed   bool   `json:"confirmed,omitempty"` // a person typed the number, or said yes to it: codes, emergency and premium numbers need that
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
