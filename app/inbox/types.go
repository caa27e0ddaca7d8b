package inbox

import (
	"cmp"
	"time"
)

// ConnectionState is the state of the connection to the platform. The values are part of the command line's stable
// output.
type ConnectionState string

// The six states of the connection.
const (
	SignedOut   ConnectionState = "signed-out"    // no account is set up
	Connecting  ConnectionState = "connecting"    // signing in, or trying to end an outage
	Syncing     ConnectionState = "syncing"       // signed in; the lists are being read
	Online      ConnectionState = "online"        // the platform answers; ListState says which list doesn't
	Offline     ConnectionState = "offline"       // what is shown has the age of Snapshot.Updated
	NeedsSignIn ConnectionState = "needs-sign-in" // only a person can continue: see Problem
)

// ProblemCode names why the connection is not online, for views that offer an action with it.
type ProblemCode string

// The reasons a connection can have for being down.
const (
	NoProblem        ProblemCode = ""
	WrongPassword    ProblemCode = "wrong-password"
	NoPassword       ProblemCode = "no-password" // none stored and none given
	AccountSuspended ProblemCode = "account-suspended"
	SecondFactor     ProblemCode = "second-factor" // Problem.Detail is the delivery channel
	UnknownKey       ProblemCode = "unknown-key"   // no trusted authority has signed it; Problem.Detail is its fingerprint
	// the pinned key changed; Problem.Detail is the new one's fingerprint
	ChangedKey     ProblemCode = "changed-key"
	BadCertificate ProblemCode = "bad-certificate"
	NotThePlatform ProblemCode = "not-the-platform" // something answered, but not the API
	Unreachable    ProblemCode = "unreachable"
	ProxyProblem   ProblemCode = "proxy" // it refuses or can't be used; Problem.Detail is its host, or the variable
	PlatformError  ProblemCode = "platform-error"
	KeyringProblem ProblemCode = "keyring"
)

// Problem says in words for people what is wrong and what to do next. The zero Problem means none.
type Problem struct {
	Code    ProblemCode `json:"code,omitempty"`
	Message string      `json:"message,omitempty"` // one plain English sentence or two, ready to show
	Detail  string      `json:"detail,omitempty"`  // what the code's comment says, else empty
	Reason

	// Of a server whose certificate can't be trusted.
	Server string `json:"server,omitempty"` // as connected to
	// SHA-256 of what it showed, as browsers and openssl show it: AB:CD:…
	Certificate string `json:"certificate,omitempty"`
}

// Connection is the state of the link and its history.
type Connection struct {
	State   ConnectionState `json:"state"`
	Since   time.Time       `json:"since"`            // when State was entered; an outage has one for all its attempts
	RetryAt time.Time       `json:"retryAt,omitzero"` // the next attempt, while Offline
	Problem Problem         `json:"problem,omitzero"`
	Push    bool            `json:"push"`             // news is pushed; else the platform is asked every minute
	Polling bool            `json:"polling,omitzero"` // online, and push has failed more than once
}

// Outage reports whether there is no connection, and whatever is being done about it follows a failure.
func (c Connection) Outage() bool {
	switch c.State {
	case Offline:
		return true
	case Connecting, Syncing:
		return c.Problem.Code != NoProblem
	}
	return false
}

// Account is who is signed in. No secret is ever in it.
type Account struct {
	Server    string   `json:"server"` // as the user typed it
	Login     string   `json:"login"`
	Name      string   `json:"name,omitempty"`      // the person's first and last name
	Company   string   `json:"company,omitempty"`   // the enterprise the person belongs to
	Extension string   `json:"extension,omitempty"` // the person's own, as the newest call has it
	Platform  Platform `json:"platform,omitzero"`
	Demo      bool     `json:"demo,omitempty"` // the built-in simulated platform
}

// Platform is what the phone system says about itself. Both are empty until it was read.
type Platform struct {
	Version string `json:"version"` // such as 9.1
	Build   string `json:"build"`
}

// Phone is one of the user's terminals.
type Phone struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// CallerID is what the called party sees on outgoing calls.
type CallerID struct {
	Manual bool   `json:"manual"` // false: follows the presence state
	Number string `json:"number,omitempty"`
}

// Voicemail is one message. Texts are as the platform sent them: hostile until an outlet has made them harmless.
type Voicemail struct {
	ID         string    `json:"id"`
	URI        string    `json:"uri,omitempty"` // relative to the API root
	Label      string    `json:"label"`         // caller's name, else number
	Number     string    `json:"number"`
	Callback   string    `json:"callback,omitempty"`   // ready to dial; use Number when empty
	PlayNumber string    `json:"playNumber,omitempty"` // dial to hear it on a phone
	Time       time.Time `json:"time"`
	Seconds    int       `json:"durationSeconds"`
	Read       bool      `json:"read"`
	Urgent     bool      `json:"urgent,omitempty"`
	Internal   bool      `json:"internal,omitempty"`
	Transcript string    `json:"transcript"` // what is said in it; "" while that isn't known
	Caller
}

// Direction of a call as the user sees it.
type Direction string

// The two directions.
const (
	In  Direction = "in"
	Out Direction = "out"
)

// Call is one row of the call history.
type Call struct {
	ID        string    `json:"id"`
	URI       string    `json:"uri,omitempty"`
	Label     string    `json:"label"`
	Number    string    `json:"number"` // as the platform has it; may be empty
	Callback  string    `json:"callback,omitempty"`
	Time      time.Time `json:"time"`
	Seconds   int       `json:"durationSeconds"` // time talked; 0 when missed
	Rang      int       `json:"ringSeconds"`
	Direction Direction `json:"direction"`
	Missed    bool      `json:"missed"`
	Kind      string    `json:"kind,omitempty"` // the platform's remoteType, e.g. EXTERNAL_NUMBER
	Line      string    `json:"line,omitempty"` // the user's own extension that the call came to or from
	Caller
}

// Dialable is the number that reaches the caller again, or "" when none is known.
func (v Voicemail) Dialable() string { return cmp.Or(v.Callback, v.Number) }

// Dialable is the number that reaches the other party again, or "" when none is known.
func (c Call) Dialable() string { return cmp.Or(c.Callback, c.Number) }

// Counts are the numbers of the badge. They are meaningful only while Snapshot.Known is true.
type Counts struct {
	UnreadVoicemails int `json:"unreadVoicemails"`
	MissedCalls      int `json:"missedCalls"`            // not yet looked at
	TextMessages     int `json:"textMessages,omitempty"` // unread; never in the badge
}

// Badge is the number drawn on the tray icon.
func (c Counts) Badge() int { return c.UnreadVoicemails + c.MissedCalls }

// Notice is a short message about an action that failed after it was shown as done: the view shows it once, by its
// ID, and takes back what it had shown.
type Notice struct {
	ID   uint64 `json:"id"` // grows by one a notice within one run of the agent
	Text string `json:"text"`
	Reason
}

// Deletion is an item that is hidden already and will be deleted on the platform at Due, unless undone.
type Deletion struct {
	ID   string    `json:"id"`
	Kind ItemKind  `json:"kind"`
	Due  time.Time `json:"due"`
}

// ItemKind tells voicemails and calls apart where an ID alone would not.
type ItemKind string

// The two kinds of items.
const (
	VoicemailItem ItemKind = "voicemail"
	CallItem      ItemKind = "call"
)

// Snapshot is everything a view may show, immutable once published: neither the receiver nor the
// sender changes the slices. Newest items come first.
type Snapshot struct {
	Seq        uint64      `json:"seq"`
	Connection Connection  `json:"connection"`
	Account    Account     `json:"account"`
	Phones     []Phone     `json:"phones,omitempty"`
	Phone      string      `json:"phone,omitempty"` // ID of the phone that calls are placed from
	CallerID   CallerID    `json:"callerId"`
	Counts     Counts      `json:"counts"`
	Known      bool        `json:"known"`               // a list was read at least once (perhaps from the cache)
	Updated    time.Time   `json:"updated"`             // when lists and counts last agreed with the platform
	MissedSeen time.Time   `json:"missedSeen,omitzero"` // missed calls after it have not been looked at
	Snoozed    time.Time   `json:"snoozed,omitzero"`    // notifications rest until then
	Locked     bool        `json:"locked,omitempty"`    // names and numbers are hidden outside the window
	Deleting   []Deletion  `json:"deleting,omitempty"`
	FollowUps  []FollowUp  `json:"followUps,omitempty"`
	Notice     Notice      `json:"notice,omitzero"`    // the newest one
	NoTray     Reason      `json:"noTray,omitzero"`    // why the desktop shows no tray icon
	Called     uint64      `json:"called,omitempty"`   // how many calls were asked for within one run of the agent
	Settings   uint64      `json:"settings,omitempty"` // how often the settings were changed, likewise
	Mailbox    ListState   `json:"mailbox"`            // how far Voicemails can be trusted
	History    ListState   `json:"history"`            // how far Calls can be trusted
	Voicemails []Voicemail `json:"-"`                  // streamed as patches: see app/control
	Calls      []Call      `json:"-"`
}
