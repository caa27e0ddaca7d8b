// Package figures counts what the lists tell about a time: when it rings most, how soon missed calls are returned,
// when someone can be reached. It is pure: no clock, no I/O. What it is given is never changed.
package figures

import (
	"cmp"
	"slices"
	"time"

	"istratray/app/inbox"
)

// Figures are about the calls and voicemails of a time.
type Figures struct {
	Incoming   int      `json:"incoming"` // answered ones and missed ones
	Missed     int      `json:"missed"`
	Outgoing   int      `json:"outgoing"`
	Voicemails int      `json:"voicemails"`
	Hours      [24]Hour `json:"hours"`        // by the hour of the day
	Busiest    []int    `json:"busiestHours"` // hours with the most incoming calls, at most three, the busiest first
	CalledBack int      `json:"calledBack"`   // missed calls after which the caller was called

	// MedianCallBack is the seconds from a missed call to the call back; nil without any.
	MedianCallBack *int `json:"medianCallBackSeconds"`
	// OldestOpen is the missed call or voicemail that has waited longest for someone to be talked to; nil for none.
	OldestOpen *Open `json:"oldestOpen"`
}

// Hour is an hour of the day, such as 9 for 9:00 to 9:59.
type Hour struct {
	Incoming int `json:"incoming"`
	Missed   int `json:"missed"`
}

// Open is an item whose caller waits.
type Open struct {
	Kind   inbox.ItemKind `json:"kind"`
	ID     string         `json:"id"`
	Name   string         `json:"name"`
	Number string         `json:"number"` // to dial
	Time   time.Time      `json:"time"`
}

// most is how many hours are called the busiest.
const most = 3

// Options are what figures need to know besides the lists.
type Options struct {
	// the key of a number: those of one line have the same, and what is no number has ""
	Caller func(number string) string
	Done   map[string]time.Time // until when a caller, by that key, needs no call, whatever came
	Zone   *time.Location       // whose hours are counted
	Now    time.Time            // what came more than inbox.FollowUpSpan before is not open any more
}

// Of counts lists, newest first.
func Of(calls []inbox.Call, voicemails []inbox.Voicemail, o Options) Figures {
	f := Figures{Voicemails: len(voicemails), Busiest: []int{}}
	for i := range calls {
		f.count(&calls[i], o.Zone)
	}
	f.Busiest = f.busiest()
	f.times(merged(calls, voicemails), o)
	return f
}

func (f *Figures) count(c *inbox.Call, in *time.Location) {
	if c.Direction == inbox.Out {
		f.Outgoing++
		return
	}
	hour := &f.Hours[c.Time.In(in).Hour()]
	f.Incoming++
	hour.Incoming++
	if c.Missed {
		f.Missed++
		hour.Missed++
	}
}

func (f *Figures) busiest() []int {
	hours := []int{}
	for h := range f.Hours {
		if f.Hours[h].Incoming > 0 {
			hours = append(hours, h)
		}
	}
	slices.SortStableFunc(hours, func(a, b int) int { return f.Hours[b].Incoming - f.Hours[a].Incoming })
	return hours[:min(len(hours), most)]
}

// times goes through everything from the oldest on. A caller waits from the first missed call or voicemail on
// until the next call in which someone was talked to, or was called at least.
func (f *Figures) times(all []entry, o Options) {
	waiting := map[string]Open{}
	var took []int
	for _, e := range all {
		key := o.Caller(e.Number)
		if key == "" {
			continue
		}
		first, waits := waiting[key]
		switch {
		case e.settles:
			if waits && e.out && first.Kind == inbox.CallItem {
				took = append(took, int(e.Time.Sub(first.Time).Seconds()))
			}
			delete(waiting, key)
		case !waits && e.Time.After(o.Done[key]):
			waiting[key] = e.Open
		}
	}
	if f.CalledBack = len(took); len(took) > 0 {
		median := medianOf(took)
		f.MedianCallBack = &median
	}
	for _, open := range waiting {
		if o.Now.Sub(open.Time) > inbox.FollowUpSpan {
			continue
		}
		if f.OldestOpen == nil || open.before(*f.OldestOpen) {
			f.OldestOpen = &open
		}
	}
}

// before is the order of those who wait. A call and a voicemail can have the same time, and the same ID.
func (o Open) before(other Open) bool {
	return cmp.Or(o.Time.Compare(other.Time), cmp.Compare(o.ID, other.ID), cmp.Compare(o.Kind, other.Kind)) < 0
}

func medianOf(seconds []int) int {
	slices.Sort(seconds)
	n := len(seconds)
	return (seconds[(n-1)/2] + seconds[n/2]) / 2
}

// entry is a call or a voicemail on the way through time.
type entry struct {
	Open
	settles bool // someone was talked to, or called
	out     bool
}

// merged are both lists, the oldest first.
func merged(calls []inbox.Call, voicemails []inbox.Voicemail) []entry {
	all := make([]entry, 0, len(calls)+len(voicemails))
	for i := range calls {
		c := &calls[i]
		all = append(all, entry{Open{inbox.CallItem, c.ID, c.Shown(), c.Dialable(), c.Time}, c.Settles(),
			c.Direction == inbox.Out})
	}
	for i := range voicemails {
		v := &voicemails[i]
		all = append(all, entry{Open: Open{inbox.VoicemailItem, v.ID, v.Shown(), v.Dialable(), v.Time}})
	}
	slices.SortStableFunc(all, func(a, b entry) int { return a.Time.Compare(b.Time) })
	return all
}
