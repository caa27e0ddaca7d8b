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
	lines      []line
	lineOf     []int32            // of each call: which of the lines
	mailKeys   []string           // of each voicemail
	callsWith  map[string][]int32 // by the key of a number or a person, newest first
	mailsWith  map[string][]int32
}

// line is what calls have in common whose other side the platform describes alike.
type line struct {
	text string // to search in
	key  string // whose it is
}

// key is whose a call is.
func (x *Index) key(call int) string { return x.lines[x.lineOf[call]].key }

// text is what a call is found by.
func (x *Index) text(call int) string { return x.lines[x.lineOf[call]].text }

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
		lineOf: make([]int32, len(calls)), mailKeys: make([]string, len(voicemails)),
		callsWith: map[string][]int32{}, mailsWith: map[string][]int32{},
	}
	type side struct {
		label, number, callback string
		caller                  inbox.Caller
	}
	known := map[side]int32{} // few people make many calls
	for i := range calls {
		c := &calls[i]
		who := side{c.Label, c.Number, c.Callback, c.Caller}
		at, ok := known[who]
		if !ok {
			at = int32(len(x.lines)) // #nosec G115 -- no more than calls
			known[who] = at
			key := KeyOf(keyer, c.Number, c.Callback, c.Label)
			x.lines = append(x.lines, line{text: searched(c.Caller, c.Label, c.Number, key), key: key})
		}
		x.lineOf[i] = at
		join(x.callsWith, i, x.lines[at].key, c.Person)
	}
	for i := range voicemails {
		v := &voicemails[i]
		x.mailKeys[i] = KeyOf(keyer, v.Number, v.Callback, v.Label)
		join(x.mailsWith, i, x.mailKeys[i], v.Person)
	}
	return x
}

// join puts an item with the others of its number, and of its person.
func join(with map[string][]int32, item int, key, person string) {
	if key != "" {
		with[key] = append(with[key], int32(item)) // #nosec G115 -- lists are that short
	}
	if person != "" && person != key {
		with[person] = append(with[person], int32(item)) // #nosec G115 -- as above
	}
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
