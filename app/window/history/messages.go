package history

import (
	"strings"

	"istratray/app/inbox"
)

// MessageFilter chooses voicemails by kind.
type MessageFilter int

// The filters of voicemails.
const (
	AllMessages MessageFilter = iota
	Unread
	Urgent
	Internal
)

// MessageQuery is a question about the voicemails.
type MessageQuery struct {
	Text   string          // as in Query
	Filter MessageFilter   // zero: all
	Hidden map[string]bool // messages to leave out, by ID
	Folded Folded          // remembers what is said in messages; nil: nothing is remembered
	Keep   map[string]bool // messages that Unread doesn't leave out though they were read, by ID
}

func (q MessageQuery) lets(v *inbox.Voicemail) bool {
	switch {
	case q.Hidden[v.ID]:
		return false
	case q.Filter == Unread:
		return !v.Read || q.Keep[v.ID]
	case q.Filter == Urgent:
		return v.Urgent
	case q.Filter == Internal:
		return v.Internal
	}
	return true
}

// Messages are the voicemails that a query means, in the order given. Where that is all of them, it is the same list.
func Messages(list []inbox.Voicemail, q MessageQuery, keyer Keyer) []inbox.Voicemail {
	words := strings.Fields(Fold(q.Text))
	if len(words) == 0 && q.Filter == AllMessages && len(q.Hidden) == 0 {
		return list
	}
	found := make([]inbox.Voicemail, 0, len(list))
	for i := range list {
		v := &list[i]
		if !q.lets(v) {
			continue
		}
		text := searched(v.Caller, v.Label, v.Number, KeyOf(keyer, v.Number, v.Callback, v.Label))
		if len(words) == 0 || matches(text+"\n"+q.Folded.of(v.Transcript), words) {
			found = append(found, *v)
		}
	}
	return found
}

// FollowUpsWith are the callers whom a text means: words of a name or pieces of a number, all of which must be found.
func FollowUpsWith(text string, callers []FollowUp) []FollowUp {
	words := strings.Fields(Fold(text))
	if len(words) == 0 {
		return callers
	}
	var found []FollowUp
	for _, f := range callers {
		if matches(searched(f.Caller, f.Name, f.Number, f.Key), words) {
			found = append(found, f)
		}
	}
	return found
}
