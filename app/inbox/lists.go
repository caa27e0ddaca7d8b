package inbox

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"time"
)

// compareIDs puts what came earlier first: platforms count their IDs up.
func compareIDs(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// newestFirst orders by time, which has whole seconds, then by ID, so that equal times keep one order
// for ever.
func newestFirst(at, bt time.Time, a, b string) int {
	return cmp.Or(bt.Compare(at), compareIDs(b, a))
}

// SortVoicemails sorts newest first.
func SortVoicemails(list []Voicemail) {
	slices.SortFunc(list, func(a, b Voicemail) int { return newestFirst(a.Time, b.Time, a.ID, b.ID) })
}

// SortCalls sorts newest first.
func SortCalls(list []Call) {
	slices.SortFunc(list, func(a, b Call) int { return newestFirst(a.Time, b.Time, a.ID, b.ID) })
}

// mergeVoicemails is the mailbox as read, less what we deleted ourselves. The old slice comes back
// when nothing changed, so that views and the store see that at a glance.
func (s State) mergeVoicemails(read []Voicemail) []Voicemail {
	list := make([]Voicemail, 0, len(read))
	met := make(map[string]bool, len(read))
	for _, v := range read {
		if !met[v.ID] && !s.gone[Key(VoicemailItem, v.ID)] {
			met[v.ID] = true
			list = append(list, v)
		}
	}
	SortVoicemails(list)
	if slices.Equal(list, s.voicemails) {
		return s.voicemails
	}
	return list
}

// mergeCalls lays a stretch of the history over what is known. Mostly that is the newest few of very
// many, and nothing has changed: older ones are not even copied then.
func (s State) mergeCalls(read CallsRead) []Call {
	fresh := make(map[string]Call, len(read.Items))
	for _, c := range read.Items {
		if !s.gone[Key(CallItem, c.ID)] {
			fresh[c.ID] = c
		}
	}
	oldest, newest := span(read.Items)
	known, older := s.calls, []Call(nil)
	if !read.Whole {
		cut := sort.Search(len(s.calls), func(i int) bool { return s.calls[i].Time.Before(oldest) })
		known, older = s.calls[:cut], s.calls[cut:]
	}
	list := make([]Call, 0, len(known)+len(fresh))
	for _, c := range known {
		if f, ok := fresh[c.ID]; ok {
			list = append(list, f)
			delete(fresh, c.ID)
			continue
		}
		covered := read.Whole || c.Time.After(oldest) && (read.Newest || c.Time.Before(newest))
		if !covered || len(read.Items) == 0 && !read.Whole {
			list = append(list, c)
		}
	}
	if len(fresh) == 0 && slices.Equal(list, known) {
		return s.calls
	}
	list = slices.Grow(list, len(fresh)+len(older))
	for _, c := range older {
		if _, moved := fresh[c.ID]; !moved {
			list = append(list, c)
		}
	}
	for _, c := range fresh {
		list = append(list, c)
	}
	SortCalls(list)
	return list
}

func span(calls []Call) (oldest, newest time.Time) {
	for i, c := range calls {
		if i == 0 || c.Time.Before(oldest) {
			oldest = c.Time
		}
		if i == 0 || c.Time.After(newest) {
			newest = c.Time
		}
	}
	return oldest, newest
}

// shownVoicemails is the list with the user's wishes in it.
func (s State) shownVoicemails() []Voicemail {
	if len(s.reading)+len(s.deleting) == 0 {
		return s.voicemails
	}
	list := make([]Voicemail, 0, len(s.voicemails))
	for _, v := range s.voicemails {
		if s.hidden(VoicemailItem, v.ID) {
			continue
		}
		v.Read = s.readMark(v)
		list = append(list, v)
	}
	return list
}

func (s State) shownCalls() []Call {
	if len(s.deleting) == 0 {
		return s.calls
	}
	list := make([]Call, 0, len(s.calls))
	for _, c := range s.calls {
		if !s.hidden(CallItem, c.ID) {
			list = append(list, c)
		}
	}
	return list
}
