package inbox

import "time"

// Event is something that happened: on the platform, to the link, or by the user.
type Event interface{ event() }

// AccountChosen starts over with what is remembered of an account.
type AccountChosen struct {
	Account Account
	Memory  Memory
}

// ConnectionChanged is a new state of the link.
type ConnectionChanged struct{ Connection Connection }

// UserRead is the answer about the user: who it is, of which company, with which phones and caller ID.
type UserRead struct {
	Name     string
	Company  string
	Platform Platform
	Phones   []Phone
	CallerID CallerID
}

// PhoneChosen picks the phone that calls are placed from; "" leaves it to the first one.
type PhoneChosen struct{ ID string }

// CallerIDChanged is the caller ID as the platform has it now.
type CallerIDChanged struct{ CallerID CallerID }

// CountersRead are the platform's own counts, pushed or asked for.
type CountersRead struct{ UnreadVoicemails, MissedCalls, TextMessages int }

// VoicemailsRead is an unbroken stretch of the mailbox as the platform has it now. Whole: it is all there
// is. Newest: it reaches to the newest message. What the state has within the stretch and the platform has
// not was deleted.
type VoicemailsRead struct {
	Items         []Voicemail
	Whole, Newest bool
}

// CallsRead is the same for the call history.
type CallsRead struct {
	Items         []Call
	Whole, Newest bool
}

// Synced ends a reading of a list: what is new in it may be announced.
type Synced struct{}

// ReadAsked is the user's request to mark a voicemail; it is shown at once.
type ReadAsked struct {
	ID   string
	Read bool
}

// ReadDone is the platform's confirmation of ReadAsked.
type ReadDone struct {
	ID   string
	Read bool
}

// ReadFailed takes a ReadAsked back.
type ReadFailed struct {
	ID, Text string
	Reason
}

// DeleteAsked hides an item. It will be deleted at Due.
type DeleteAsked struct {
	Kind ItemKind
	ID   string
	Due  time.Time
}

// DeleteUndone brings a hidden item back because the user asked for it.
type DeleteUndone struct {
	Kind ItemKind
	ID   string
}

// DeleteDone is the platform's confirmation of a deletion.
type DeleteDone struct {
	Kind ItemKind
	ID   string
}

// DeleteFailed brings a hidden item back, with the reason.
type DeleteFailed struct {
	Kind ItemKind
	ID   string
	Text string
	Reason
}

// MissedLookedAt acknowledges the missed calls up to a time.
type MissedLookedAt struct{ Until time.Time }

// Snoozed rests notifications until a time; the zero time ends the rest.
type Snoozed struct{ Until time.Time }

// AnnounceDone reports on an Announce effect: Delivered means that it was shown and its marks are
// stored. What was not delivered is announced again after a while, or with the next reading of the lists.
type AnnounceDone struct {
	Keys      []string
	Delivered bool
	Hidden    bool // it said neither names nor numbers, since the screen was locked
}

// Noticed puts a message before the user.
type Noticed struct {
	Text string
	Reason
}

// TrayChanged says why no tray shows the icon; the zero Reason means that one does, or may yet.
type TrayChanged struct{ Missing Reason }

// SettingsChanged says that someone has changed the settings: clients may ask for them.
type SettingsChanged struct{}

// CallAsked is a call that the user has asked for, in any client.
type CallAsked struct{}

// Tick is the passing of the time that a Wake effect asked for.
type Tick struct{}

func (AccountChosen) event()     {}
func (ConnectionChanged) event() {}
func (UserRead) event()          {}
func (PhoneChosen) event()       {}
func (CallerIDChanged) event()   {}
func (CountersRead) event()      {}
func (VoicemailsRead) event()    {}
func (CallsRead) event()         {}
func (Synced) event()            {}
func (ReadAsked) event()         {}
func (ReadDone) event()          {}
func (ReadFailed) event()        {}
func (DeleteAsked) event()       {}
func (DeleteUndone) event()      {}
func (DeleteDone) event()        {}
func (DeleteFailed) event()      {}
func (MissedLookedAt) event()    {}
func (Snoozed) event()           {}
func (AnnounceDone) event()      {}
func (Noticed) event()           {}
func (TrayChanged) event()       {}
func (CallAsked) event()         {}
func (SettingsChanged) event()   {}
func (Tick) event()              {}

// Effect is something to be done outside the model because of an event.
type Effect interface{ effect() }

// Announce asks for one notification: of a voicemail, of a call, or, where both are nil, a summary.
// Its outcome comes back as AnnounceDone with the same keys.
type Announce struct {
	Keys      []string
	Times     []time.Time // of the items, as Keys: what the stored marks need
	Voicemail *Voicemail
	Call      *Call
	Summary   Counts
	Pressing  bool     // of a summary: quiet hours don't hold up what is in it
	VIPs      []VIP    // of a summary
	Again     []string // Keys of those that were announced before, without saying who
}

// VIP is who something in a summary is from.
type VIP struct {
	Kind ItemKind
	Name string
}

// Key is the notification's own: that of its item, or SummaryKey.
func (a Announce) Key() string {
	if len(a.Keys) == 1 {
		return a.Keys[0]
	}
	return SummaryKey
}

// Withdraw asks to take a notification away: its item has been read, seen or deleted.
type Withdraw struct{ Key string }

// Remember asks to store the marks of items that need no announcement (again).
type Remember struct {
	Marks    map[string]time.Time
	Untold   map[string]bool // of the Marks: announced without saying who, since the screen was locked
	Floor    time.Time       // items older than this are history, never news; counts with Baseline only
	Baseline bool            // the first reading of a list is complete
	Awaiting ItemKind        // the list whose first reading is still to come; empty: none. Counts with Baseline only
}

// Wake asks for a Tick at a time.
type Wake struct{ At time.Time }

func (Announce) effect() {}
func (Withdraw) effect() {}
func (Remember) effect() {}
func (Wake) effect()     {}
