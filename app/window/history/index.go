package history

import (
	"istratray/app/inbox"
	"istratray/app/numbers"
)

// Index is the lists prepared for searching and grouping. It is made once for a pair of lists and not changed
// afterwards.
type Index struct {
	calls      []inbox.Call
	voicemails []inbox.Voicemail
	texts      []string // of each call, to search in
	keys       []string // of each call: whose it is
	mailKeys   []string // of each voicemail
}

// Keyer tells numbers apart: it gives the same key for the same line, "" where there is none.
type Keyer interface {
	Key(number string) string
	KeyDialled(dialled string) string // for what is dialled, which may begin with the prefix for a line outside
}

// NewIndex reads the lists, newest first. A hundred thousand calls take some tens of milliseconds,
// so this is no work for Fyne's goroutine.
func NewIndex(voicemails []inbox.Voicemail, calls []inbox.Call, keyer Keyer) *Index {
	x := &Index{
		calls: calls, voicemails: voicemails,
		texts: make([]string, len(calls)), keys: make([]string, len(calls)),
		mailKeys: make([]string, len(voicemails)),
	}
	type line struct {
		label, number, callback string
		caller                  inbox.Caller
	}
	type read struct{ text, key string }
	known := map[line]read{} // few people make many calls
	for i := range calls {
		c := &calls[i]
		who := line{c.Label, c.Number, c.Callback, c.Caller}
		r, ok := known[who]
		if !ok {
			r.key = KeyOf(keyer, c.Number, c.Callback, c.Label)
			r.text = searched(c.Caller, c.Label, c.Number, r.key)
			known[who] = r
		}
		x.texts[i], x.keys[i] = r.text, r.key
	}
	for i := range voicemails {
		v := &voicemails[i]
		x.mailKeys[i] = KeyOf(keyer, v.Number, v.Callback, v.Label)
	}
	return x
}

// searched is a text to look for names and numbers in: the platform's and the user's own.
func searched(who inbox.Caller, label, number, key string) string {
	names := label
	if own := who.Name + "\n" + who.Company + "\n" + who.Note; own != "\n\n" {
		names += "\n" + own
	}
	return Fold(names) + "\n" + numbers.Digits(number) + "\n" + numbers.Digits(key)
}

// KeyOf identifies a caller: the number's key, else that for calling back, else the folded name. The agent groups
// callers alike (people.Directory.Key).
func KeyOf(keyer Keyer, number, callback, label string) string {
	if key := keyer.Key(number); key != "" {
		return key
	}
	if key := keyer.KeyDialled(callback); key != "" {
		return key
	}
	return Fold(label)
}

// Calls are the calls of the index.
func (x *Index) Calls() []inbox.Call { return x.calls }
