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
	known, older := r.cut(list)
	merged := r.update(known, fresh)
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

// cut divides the known list into what the stretch can say something about, and what is older.
func (r stretch[T]) cut(list []T) (known, older []T) {
	if r.whole {
		return list, nil
	}
	oldest, _ := span(r.items)
	at := sort.Search(len(list), func(i int) bool { return list[i].ItemTime().Before(oldest) })
	return list[:at], list[at:]
}

// update is what becomes of the known items: new versions replace them, and what the stretch should have is
// gone where it hasn't. What it takes is taken out of fresh.
func (r stretch[T]) update(known []T, fresh map[string]T) []T {
	oldest, newest := span(r.items)
	merged := make([]T, 0, len(known)+len(fresh))
	for _, it := range known {
		f, read := fresh[it.ItemID()]
		switch {
		case read && f == it:
			merged = append(merged, it) // its texts are in memory already
		case read:
			merged = append(merged, f)
		case !r.covers(it.ItemTime(), oldest, newest):
			merged = append(merged, it)
		}
		delete(fresh, it.ItemID())
	}
	return merged
}

// covers reports whether an item of that time would be in the stretch, had the platform still had it.
func (r stretch[T]) covers(at, oldest, newest time.Time) bool {
	if r.whole || len(r.items) == 0 {
		return r.whole
	}
	return at.After(oldest) && (r.newest || at.Before(newest))
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

// shownVoicemails is the list with the user's pending changes.
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
