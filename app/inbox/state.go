package inbox

import (
	"maps"
	"slices"
	"time"
)

// Key names an item across both kinds: in marks, notifications and deletions.
func Key(kind ItemKind, id string) string { return string(kind) + ":" + id }

// SummaryKey is the key of the notification that stands for many.
const SummaryKey = "summary"

// Memory is what survives a restart of the agent, per account. The zero Memory is a first sign-in.
type Memory struct {
	Baseline   bool                 // a list was read completely once: later items are news
	Awaiting   ItemKind             // the list that was not, so far; empty: none
	Floor      time.Time            // items older than this are history, never news
	Announced  map[string]time.Time // marks: Key → time of the item
	Untold     map[string]bool      // of the marks: who it was is still to be told, once the screen is unlocked
	MissedSeen time.Time
	Voicemails []Voicemail // newest first
	Calls      []Call      // newest first
	FollowUps  []FollowUp
	Updated    time.Time
	NotBefore  time.Time // the platform asked us to wait until then
}

// State is the whole model. Make one with Apply(State{}, now, AccountChosen{…}); slices and maps in
// it are replaced, never changed in place, so that snapshots can share them.
type State struct {
	account    Account
	connection Connection
	phones     []Phone
	phone      string
	callerID   CallerID
	updated    time.Time
	snoozed    time.Time
	notice     Notice
	noTray     Reason // why none shows the icon
	called     uint64
	settings   uint64 // how often they were changed

	voicemails []Voicemail // as the platform has them
	calls      []Call
	mailbox    ListState
	history    ListState

	counted      bool      // the platform's counts have been read
	countedAt    time.Time // when they last were; zero: never
	serverUnread int
	serverMissed int
	textMessages int
	ahead        bool // the list holds a change of ours that the counts may lack
	missedSeen   time.Time
	followUps    map[string]FollowUp // by Caller

	reading  map[string]bool     // voicemail ID → the mark asked for and not yet agreed to
	deleting map[string]Deletion // hidden, by Key
	gone     map[string]bool     // deleted by us, by Key: an answer under way may still hold them

	who       func(Party) Caller // nil: nobody is known
	key       func(Party) string // nil: digits are compared
	news      news
	attention attention
}

// Deletion is the hidden item of that kind and ID, and whether there is one.
func (s State) Deletion(kind ItemKind, id string) (Deletion, bool) {
	d, ok := s.deleting[Key(kind, id)]
	return d, ok
}

// Deletions are the hidden items, the earliest due first.
func (s State) Deletions() []Deletion {
	return slices.SortedFunc(maps.Values(s.deleting), func(a, b Deletion) int {
		if c := a.Due.Compare(b.Due); c != 0 {
			return c
		}
		return CompareIDs(a.ID, b.ID)
	})
}

// Account is the account the state is about; the zero Account while signed out.
func (s State) Account() Account {
	a := s.account
	a.Extension = s.extension()
	return a
}

// extension is the user's own: no resource tells it but the calls.
func (s State) extension() string {
	for i := range s.calls {
		if line := s.calls[i].Line; line != "" {
			return line
		}
	}
	return ""
}

// Connection is the state of the connection to the platform.
func (s State) Connection() Connection { return s.connection }

// Calls are the known calls, newest first, hidden ones included.
func (s State) Calls() []Call { return s.calls }

// Voicemail finds a voicemail by ID, hidden ones included.
func (s State) Voicemail(id string) (Voicemail, bool) {
	i := slices.IndexFunc(s.voicemails, func(v Voicemail) bool { return v.ID == id })
	if i < 0 {
		return Voicemail{}, false
	}
	return s.voicemails[i], true
}

// Call finds a call by ID, hidden ones included.
func (s State) Call(id string) (Call, bool) {
	i := slices.IndexFunc(s.calls, func(c Call) bool { return c.ID == id })
	if i < 0 {
		return Call{}, false
	}
	return s.calls[i], true
}

// Snapshot is what views may show of the state. Seq is left to the publisher.
func (s State) Snapshot() Snapshot {
	return Snapshot{
		Connection: s.connection,
		Account:    s.Account(),
		Phones:     s.phones,
		Phone:      s.Phone().ID,
		CallerID:   s.callerID,
		Counts:     s.Counts(),
		Known:      s.mailbox.Known || s.history.Known,
		Updated:    s.updated,
		MissedSeen: s.missedSeen,
		Snoozed:    s.snoozed,
		Locked:     s.attention.Locked,
		Deleting:   s.Deletions(),
		FollowUps:  s.FollowUps(),
		Notice:     s.notice,
		NoTray:     s.noTray,
		Called:     s.called,
		Settings:   s.settings,
		Mailbox:    s.mailbox,
		History:    s.history,
		Voicemails: s.shownVoicemails(),
		Calls:      s.shownCalls(),
	}
}

// Phone is the phone that calls are placed from: the chosen one while it exists, else the first.
// The zero Phone means that the user has none, or that it is not known yet.
func (s State) Phone() Phone {
	for _, p := range s.phones {
		if p.ID == s.phone {
			return p
		}
	}
	if len(s.phones) > 0 {
		return s.phones[0]
	}
	return Phone{}
}

// ChosenPhone is the ID of the phone that the user chose, whether it exists or not; "" = none was chosen.
func (s State) ChosenPhone() string { return s.phone }

// Lists are the voicemails and calls as the platform has them, newest first, and when they last
// agreed with it: what is worth keeping over a restart.
func (s State) Lists() ([]Voicemail, []Call, time.Time) { return s.voicemails, s.calls, s.updated }
