package inbox

import (
	"slices"
	"sort"
	"time"
)

func (s State) mergeVoicemails(read VoicemailsRead) []Voicemail {
	r := stretch[Voicemail]{transcribed(read.Items, s.voicemails), read.Whole, read.Newest}
	return r.over(s.voicemails, func(id string) bool { return s.gone[Key(VoicemailItem, id)] })
}

func (s State) mergeCalls(read CallsRead) []Call {
	r := stretch[Call]{read.Items, read.Whole, read.Newest}
	return r.over(s.calls, func(id string) bool { return s.gone[Key(CallItem, id)] })
}

// stretch is an unbroken part of a list as it was read: all of it, or the part that reaches to the newest
// item, or any.
type stretch[T Item[T]] struct {
	items         []T
	whole, newest bool
}

// over lays the stretch over the known list, less what we deleted ourselves. Mostly that is the newest few
// of very many, and nothing has changed: then the old slice comes back, so that views and the store see
// that at a glance, and older items are not even copied.
func (r stretch[T]) over(list []T, gone func(id string) bool) []T {
	fresh := make(map[string]T, len(r.items))
	for _, it := range r.items {
		if !gone(it.ItemID()) {
			fresh[it.ItemID()] = it
		}
	}
	oldest, newest := span(r.items)
	known, older := list, []T(nil)
	if !r.whole {
		cut := sort.Search(len(list), func(i int) bool { return list[i].ItemTime().Before(oldest) })
		known, older = list[:cut], list[cut:]
	}
	merged := make([]T, 0, len(known)+len(fresh))
	for _, it := range known {
		if f, ok := fresh[it.ItemID()]; ok {
			if f == it {
				f = it // with the texts that are in memory already
			}
			merged = append(merged, f)
			delete(fresh, it.ItemID())
			continue
		}
		covered := r.whole || it.ItemTime().After(oldest) && (r.newest || it.ItemTime().Before(newest))
		if !covered || len(r.items) == 0 && !r.whole {
			merged = append(merged, it)
		}
	}
	if len(fresh) == 0 && slices.Equal(merged, known) {
		return list
	}
	merged = slices.Grow(merged, len(fresh)+len(older))
	for _, it := range older {
		if _, moved := fresh[it.ItemID()]; !moved {
			merged = append(merged, it)
		}
	}
	for _, it := range fresh {
		merged = append(merged, it)
	}
	Sort(merged)
	return merged
}

func span[T Item[T]](items []T) (oldest, newest time.Time) {
	for i, it := range items {
		if i == 0 || it.ItemTime().Before(oldest) {
			oldest = it.ItemTime()
		}
		if i == 0 || it.ItemTime().After(newest) {
			newest = it.ItemTime()
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
