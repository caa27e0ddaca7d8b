package history

import (
	"time"

	"istratray/app/inbox"
)

// Entry is one thing that happened with a caller: a call or a voicemail.
type Entry struct {
	Call      *inbox.Call
	Voicemail *inbox.Voicemail
}

// Time is when it happened.
func (e Entry) Time() time.Time {
	if e.Call != nil {
		return e.Call.Time
	}
	return e.Voicemail.Time
}

// ID is the entry's, unique among both kinds.
func (e Entry) ID() string {
	if e.Call != nil {
		return "c" + e.Call.ID
	}
	return "v" + e.Voicemail.ID
}

// Thread is everything with one caller, by the key of a number or a person, newest first, at most limit entries. It
// looks at every call until it has them.
func (x *Index) Thread(key string, limit int) []Entry {
	if key == "" {
		return nil
	}
	var out []Entry
	mail := 0
	add := func(e Entry) bool {
		out = append(out, e)
		return len(out) >= limit
	}
	// mailBefore adds the voicemails newer than a time.
	mailBefore := func(t time.Time) (full bool) {
		for ; mail < len(x.voicemails) && x.voicemails[mail].Time.After(t) && !full; mail++ {
			if x.mailKeys[mail] == key || x.voicemails[mail].Person == key {
				full = add(Entry{Voicemail: &x.voicemails[mail]})
			}
		}
		return full
	}
	for i := range x.calls {
		if x.keys[i] != key && x.calls[i].Person != key {
			continue
		}
		if mailBefore(x.calls[i].Time) || add(Entry{Call: &x.calls[i]}) {
			return out
		}
	}
	mailBefore(time.Time{})
	return out
}
