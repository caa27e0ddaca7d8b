package history

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"istratray/app/inbox"
)

// FollowUp is a caller who was not answered yet.
type FollowUp struct {
	Key        string
	Name       string
	Number     string // to dial
	Last       time.Time
	Rang       []int    // seconds each missed call rang, newest first
	Voicemails []string // IDs, newest first

	Caller inbox.Caller // as the newest item has it, like Name
	Kind   inbox.ItemKind
	ID     string // of the newest item
}

// FollowUps are the callers of missed calls and voicemails to whom nobody has talked since and whom nobody has called
// since, the latest first. Someone with several numbers is there once. Done says since when a caller, by key, needs no
// call; what came later counts again.
func (x *Index) FollowUps(now time.Time, done map[string]time.Time) []FollowUp {
	since := now.Add(-inbox.FollowUpSpan)
	found := map[string]*FollowUp{}
	settled := x.missedCallers(found, since, done)
	for i := range x.voicemails {
		v := &x.voicemails[i]
		key := cmp.Or(v.Person, x.mailKeys[i])
		if v.Time.After(since) && v.Time.After(settled[key]) && v.Time.After(done[x.mailKeys[i]]) {
			f := note(found, key, FollowUp{Name: v.Shown(), Number: v.Dialable(), Last: v.Time, Caller: v.Caller,
				Kind: inbox.VoicemailItem, ID: v.ID})
			f.Voicemails = append(f.Voicemails, v.ID)
		}
	}
	out := make([]FollowUp, 0, len(found))
	for _, f := range found {
		if f.Number != "" {
			out = append(out, *f)
		}
	}
	slices.SortFunc(out, func(a, b FollowUp) int {
		return cmp.Or(b.Last.Compare(a.Last), strings.Compare(a.Key, b.Key))
	})
	return out
}

// missedCallers notes whose calls were missed; settled is when each caller was last talked to, called or done.
func (x *Index) missedCallers(found map[string]*FollowUp, since time.Time, done map[string]time.Time) (
	settled map[string]time.Time) {
	settled = maps.Clone(done)
	if settled == nil {
		settled = map[string]time.Time{}
	}
	for i := range x.calls {
		c := &x.calls[i]
		if c.Time.Before(since) {
			break
		}
		key := cmp.Or(c.Person, x.key(i))
		if c.Settles() {
			settled[key] = later(settled[key], c.Time)
		} else if c.Time.After(settled[key]) && c.Time.After(done[x.key(i)]) {
			note(found, key, FollowUp{Name: c.Shown(), Number: c.Dialable(), Last: c.Time, Caller: c.Caller,
				Kind: inbox.CallItem, ID: c.ID}).addRing(c.Rang)
		}
	}
	return settled
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// note finds or makes a caller's entry; the newest item names it.
func note(found map[string]*FollowUp, key string, item FollowUp) *FollowUp {
	f := found[key]
	if f == nil {
		f = &FollowUp{Key: key}
		found[key] = f
	}
	if item.Last.After(f.Last) {
		item.Key, item.Rang, item.Voicemails = key, f.Rang, f.Voicemails
		*f = item
	}
	return f
}

func (f *FollowUp) addRing(seconds int) { f.Rang = append(f.Rang, seconds) }

// LongestRing is how long the longest of the missed calls rang.
func (f FollowUp) LongestRing() time.Duration {
	if len(f.Rang) == 0 {
		return 0
	}
	return time.Duration(slices.Max(f.Rang)) * time.Second
}
