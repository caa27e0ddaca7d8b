package figures

import (
	"cmp"
	"math"
	"slices"
	"time"

	"istratray/app/inbox"
)

// halfLife is after how long a call counts half for who is called often.
const halfLife = 14 * 24 * time.Hour

// Contact is someone who was called, or called.
type Contact struct {
	Key     string
	Name    string // of the newest call
	Company string
	Number  string // to dial, of the newest call that has one
	Calls   int
	Last    time.Time
	score   float64
}

// Frequent are those talked to most and most recently, the best guess of who is to be called first. Calls are newest
// first; caller is the key of who it is, "" where that can't be told. Calls made count twice, missed ones half. Those
// without a number are left out.
func Frequent(calls []inbox.Call, caller func(*inbox.Call) string, now time.Time) []Contact {
	found := map[string]*Contact{}
	for i := range calls {
		c := &calls[i]
		key := caller(c)
		if key == "" || c.Muted || c.Dialable() == "" {
			continue
		}
		f := found[key]
		if f == nil {
			f = &Contact{Key: key, Name: c.Shown(), Company: c.Company, Number: c.Dialable(), Last: c.Time}
			found[key] = f
		}
		f.Calls++
		f.score += weight(c) * math.Exp2(-max(0, now.Sub(c.Time).Hours())/halfLife.Hours())
	}
	all := make([]Contact, 0, len(found))
	for _, f := range found {
		all = append(all, *f)
	}
	slices.SortFunc(all, func(a, b Contact) int {
		return cmp.Or(cmp.Compare(b.score, a.score), b.Last.Compare(a.Last), cmp.Compare(a.Key, b.Key))
	})
	return all
}

func weight(c *inbox.Call) float64 {
	switch {
	case c.Direction == inbox.Out:
		return 2
	case c.Missed:
		return 0.5
	}
	return 1
}
