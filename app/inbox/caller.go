package inbox

import (
	"cmp"
	"slices"
)

// Caller is who an item is from or to, as the user's address books and the user say. Texts are for
// reading: what the platform calls the caller stays in the item's label.
type Caller struct {
	Name    string `json:"name"` // the best that is known; "" = nobody
	Company string `json:"company"`
	Note    string `json:"note"` // the user's own
	VIP     bool   `json:"vip"`  // breaks through quiet hours
	Muted   bool   `json:"muted"`

	Favourite bool `json:"favourite,omitempty"` // this number is called from the tray's menu

	Person  string `json:"person,omitempty"`  // the key of one who has several numbers; "" = that of the number
	Picture string `json:"picture,omitempty"` // a file of a round PNG; "" = none
}

// Party is what the platform says about the other side of an item.
type Party struct {
	Label, Number, Callback string
	Internal                bool // of the user's own company
}

// PeopleChanged brings the present answers about who is who. The model calls both functions on the session's
// goroutine, so they must not block. Known is called for every item, in this event and whenever items enter the model;
// nil knows nobody. Key identifies a caller: two parties are the same one where their keys are equal and not "". It is
// the key by which people are grouped everywhere; nil compares digits.
type PeopleChanged struct {
	Known func(Party) Caller
	Key   func(Party) string
}

func (PeopleChanged) event() {}

// Shown is the caller's name for reading: the best known one, else what the platform shows.
func (v Voicemail) Shown() string { return cmp.Or(v.Name, v.Label) }

// Shown is the other party's name for reading: the best known one, else what the platform shows.
func (c Call) Shown() string { return cmp.Or(c.Name, c.Label) }

// Party is who left the message.
func (v Voicemail) Party() Party { return Party{v.Label, v.Number, v.Callback, v.Internal} }

// internalKinds are the platform's words for who is within the company.
var internalKinds = []string{"STATION", "REMOTE_STATION", "MOBILE_STATION", "GROUP", "ACD_GROUP", "PAGING_GROUP", "FAX",
	"VOICEMAIL", "MEDIASERVER"}

// Party is who was called, or who called.
func (c Call) Party() Party {
	return Party{c.Label, c.Number, c.Callback, slices.Contains(internalKinds, c.Kind)}
}

// Anonymous is the item as the platform has it.
func (v Voicemail) Anonymous() Voicemail { v.Caller = Caller{}; return v }

// Anonymous is the call as the platform has it.
func (c Call) Anonymous() Call { c.Caller = Caller{}; return c }

// namedVoicemails gives each its caller. The old slice comes back when nothing changes.
func (s State) namedVoicemails(list []Voicemail) []Voicemail {
	return named(list, s.who, Voicemail.Party, func(v *Voicemail) *Caller { return &v.Caller })
}

func (s State) namedCalls(list []Call) []Call {
	return named(list, s.who, Call.Party, func(c *Call) *Caller { return &c.Caller })
}

func named[T any](list []T, who func(Party) Caller, party func(T) Party, caller func(*T) *Caller) []T {
	if who == nil {
		return list
	}
	mine := false
	for i := range list {
		now := who(party(list[i]))
		if now == *caller(&list[i]) {
			continue
		}
		if !mine {
			list, mine = slices.Clone(list), true
		}
		*caller(&list[i]) = now
	}
	return list
}

// peopleChanged names all that is there again.
func (s State) peopleChanged(e PeopleChanged) State {
	s.who, s.key = e.Known, e.Key
	if s.who == nil {
		s.who = func(Party) Caller { return Caller{} }
	}
	s.voicemails, s.calls = s.namedVoicemails(s.voicemails), s.namedCalls(s.calls)
	return s
}
