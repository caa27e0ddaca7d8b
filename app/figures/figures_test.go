package figures_test

import (
	"testing"
	"time"

	"istratray/app/figures"
	"istratray/app/inbox"
)

var monday = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)

func at(day, hour, minute int) time.Time {
	return monday.AddDate(0, 0, day).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}

func call(id, number string, when time.Time, what string) inbox.Call {
	c := inbox.Call{ID: id, Label: "n" + number, Number: number, Time: when, Direction: inbox.In}
	switch what {
	case "missed":
		c.Missed = true
	case "answered":
		c.Seconds = 60
	case "out":
		c.Direction = inbox.Out
	case "reached":
		c.Direction, c.Seconds = inbox.Out, 60
	}
	return c
}

func plain(number string) string { return number }

func TestFigures(t *testing.T) {
	calls := []inbox.Call{ // newest first
		call("9", "c", at(2, 16, 0), "missed"),
		call("8", "a", at(1, 11, 0), "reached"), // after an hour
		call("7", "a", at(1, 10, 0), "missed"),
		call("6", "b", at(0, 15, 0), "answered"), // they called again: no call back
		call("5", "b", at(0, 14, 0), "missed"),
		call("4", "a", at(0, 9, 30), "out"), // after 20 minutes, nobody there
		call("3", "a", at(0, 9, 20), "missed"),
		call("2", "a", at(0, 9, 10), "missed"),
		call("1", "", at(0, 9, 0), "missed"), // withheld
	}
	voicemails := []inbox.Voicemail{{ID: "v2", Number: "d", Time: at(2, 9, 0)},
		{ID: "v1", Number: "b", Time: at(0, 14, 1)}}
	f := figures.Of(calls, voicemails, figures.Options{Caller: plain, Zone: time.UTC, Now: at(2, 18, 0)})
	if f.Incoming != 7 || f.Missed != 6 || f.Outgoing != 2 || f.Voicemails != 2 {
		t.Errorf("%+v", f)
	}
	if f.Hours[9] != (figures.Hour{Incoming: 3, Missed: 3}) || f.Hours[15] != (figures.Hour{Incoming: 1}) ||
		len(f.Busiest) != 3 || f.Busiest[0] != 9 || f.Busiest[1] != 10 {
		t.Errorf("%+v", f)
	}
	if f.CalledBack != 2 || f.MedianCallBack == nil || *f.MedianCallBack != 40*60 {
		t.Errorf("called back %d, %v", f.CalledBack, f.MedianCallBack)
	}
	if f.OldestOpen == nil || f.OldestOpen.ID != "v2" {
		t.Errorf("open: %+v", f.OldestOpen)
	}
	f = figures.Of(calls, voicemails, figures.Options{Caller: plain, Zone: time.UTC, Now: at(2, 18, 0),
		Done: map[string]time.Time{"d": at(3, 0, 0)}})
	if f.OldestOpen == nil || f.OldestOpen.ID != "9" {
		t.Errorf("open: %+v", f.OldestOpen)
	}
}

func TestWhatIsOldIsNotOpen(t *testing.T) {
	f := figures.Of([]inbox.Call{call("1", "a", at(0, 9, 0), "missed")}, nil,
		figures.Options{Caller: plain, Zone: time.UTC, Now: at(31, 0, 0)})
	if f.OldestOpen != nil {
		t.Errorf("%+v", f.OldestOpen)
	}
}

func TestFiguresOfNothing(t *testing.T) {
	f := figures.Of(nil, nil, figures.Options{Caller: plain, Zone: time.UTC})
	if f.MedianCallBack != nil || f.OldestOpen != nil || f.Busiest == nil || len(f.Busiest) != 0 {
		t.Errorf("%+v", f)
	}
}

func TestHoursAreThoseOfTheComputer(t *testing.T) {
	f := figures.Of([]inbox.Call{call("1", "a", at(0, 23, 30), "missed")}, nil,
		figures.Options{Caller: plain, Zone: time.FixedZone("", 3600)})
	if f.Hours[0].Missed != 1 {
		t.Errorf("%+v", f.Hours)
	}
}

func TestBestTime(t *testing.T) {
	many := func(from, days, hour int, what string) (all []inbox.Call) {
		for d := range days {
			all = append(all, call("x", "a", at(from+d, hour, 10), what))
		}
		return all
	}
	join := func(lists ...[]inbox.Call) (all []inbox.Call) {
		for _, l := range lists {
			all = append(all, l...)
		}
		return all
	}
	for name, c := range map[string]struct {
		calls    []inbox.Call
		ok       bool
		from, to int
	}{
		"mornings": {join(many(0, 4, 9, "reached"), many(0, 4, 10, "answered"), many(0, 5, 15, "out")), true, 9, 11},
		"too few":  {many(0, 5, 9, "reached"), false, 0, 0},
		"all on two days": {join(many(0, 2, 9, "reached"), many(0, 2, 9, "reached"), many(0, 2, 10, "reached"),
			many(0, 2, 9, "reached")), false, 0, 0},
		"all over the day": {join(many(0, 2, 8, "reached"), many(2, 2, 11, "reached"), many(4, 2, 14, "reached"),
			many(6, 2, 17, "reached")), false, 0, 0},
		"mostly not there":   {join(many(0, 6, 9, "reached"), many(0, 9, 9, "out")), false, 0, 0},
		"missed calls alone": {many(0, 20, 9, "missed"), false, 0, 0},
		"late":               {many(0, 8, 23, "reached"), true, 22, 24},
	} {
		best, ok := figures.BestTime(c.calls, time.UTC)
		if ok != c.ok || ok && (best.From != c.from || best.To != c.to) {
			t.Errorf("%s: %+v %v", name, best, ok)
		}
	}
}

// A call and a voicemail can have the same time and the same ID: which of them is told is always the same.
func TestTheOldestIsNotAMatterOfChance(t *testing.T) {
	calls := []inbox.Call{call("1", "a", at(0, 9, 0), "missed")}
	voicemails := []inbox.Voicemail{{ID: "1", Number: "b", Time: at(0, 9, 0)}}
	for range 50 {
		f := figures.Of(calls, voicemails, figures.Options{Caller: plain, Zone: time.UTC, Now: at(0, 10, 0)})
		if f.OldestOpen == nil || f.OldestOpen.Kind != inbox.CallItem {
			t.Fatalf("the oldest is %+v", f.OldestOpen)
		}
	}
}
