package figures

import (
	"time"

	"istratray/app/inbox"
)

const (
	fewestTalks = 6 // times that someone was talked to, before anything is said
	fewestDays  = 4 // different ones
	reachHours  = 2 // that are said to be good
	goodShare   = 0.5
)

// Reach is when someone usually answers: from the beginning of an hour to that of another, such as 9 to 11. It is
// a guess.
type Reach struct {
	From, To int
	Answered int // times that they were talked to then
	Tried    int // times that they were called then, or called themselves
}

// BestTime is the best time to reach someone, by the calls from and to them in any order. ok is false without
// enough of them, and where no time is better than another.
func BestTime(calls []inbox.Call, in *time.Location) (best Reach, ok bool) {
	var talked, tried [24]int
	days, talks := map[string]bool{}, 0
	for i := range calls {
		c := &calls[i]
		at := c.Time.In(in)
		if c.Direction == inbox.Out || !c.Missed { // who calls is there, but for a call that we missed that says little
			tried[at.Hour()]++
		}
		if c.Seconds > 0 {
			talked[at.Hour()]++
			talks++
			days[at.Format(time.DateOnly)] = true
		}
	}
	if talks < fewestTalks || len(days) < fewestDays {
		return Reach{}, false
	}
	best = bestHours(talked, tried)
	concentrated := float64(best.Answered) >= goodShare*float64(talks)
	answers := float64(best.Answered) >= goodShare*float64(best.Tried)
	return best, concentrated && answers
}

// bestHours are the hours in which most talks were; of several such, those with the fewest tries.
func bestHours(talked, tried [24]int) (best Reach) {
	for h := range 24 - reachHours + 1 {
		r := Reach{From: h, To: h + reachHours}
		for i := r.From; i < r.To; i++ {
			r.Answered += talked[i]
			r.Tried += tried[i]
		}
		if r.Answered > best.Answered || r.Answered == best.Answered && r.Answered > 0 && r.Tried < best.Tried {
			best = r
		}
	}
	return best
}
