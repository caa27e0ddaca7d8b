package inbox

import (
	"slices"
	"time"
)

// An item without a readable time gets the time when it was first seen here: it is news like any other, and keeps its
// place in the list.

func (s State) timedVoicemails(read []Voicemail, now time.Time) []Voicemail {
	return timed(read, s.voicemails, now, func(v *Voicemail) (string, *time.Time) { return v.ID, &v.Time })
}

func (s State) timedCalls(read []Call, now time.Time) []Call {
	return timed(read, s.calls, now, func(c *Call) (string, *time.Time) { return c.ID, &c.Time })
}

// timed is the list with a time for each item; the list itself where none lacks one.
func timed[T any](read, known []T, now time.Time, of func(*T) (id string, at *time.Time)) []T {
	lacksTime := func(item T) bool {
		_, at := of(&item)
		return at.IsZero()
	}
	first := slices.IndexFunc(read, lacksTime)
	if first < 0 {
		return read
	}
	seen := make(map[string]time.Time, len(known))
	for i := range known {
		id, at := of(&known[i])
		seen[id] = *at
	}
	list := slices.Clone(read)
	for i := first; i < len(list); i++ {
		id, at := of(&list[i])
		if at.IsZero() {
			*at = seen[id]
		}
		if at.IsZero() {
			*at = now.Truncate(time.Second)
		}
	}
	return list
}
