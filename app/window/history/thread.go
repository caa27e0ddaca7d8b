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
// looks at nobody else's.
func (x *Index) Thread(key string, limit int) []Entry {
	calls, mails := x.callsWith[key], x.mailsWith[key]
	out := make([]Entry, 0, min(limit, len(calls)+len(mails)))
	for len(out) < cap(out) {
		if len(calls) == 0 ||
			len(mails) > 0 && x.voicemails[mails[0]].Time.After(x.calls[calls[0]].Time) {
			out = append(out, Entry{Voicemail: &x.voicemails[mails[0]]})
			mails = mails[1:]
			continue
		}
		out = append(out, Entry{Call: &x.calls[calls[0]]})
		calls = calls[1:]
	}
	return out
}
