package istratest

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestDemoHasAWeekBehindIt(t *testing.T) {
	now := time.Date(2026, 3, 9, 10, 0, 0, 0, time.UTC) // a Monday
	p, err := Demo(Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	s := p.State()
	if n := len(s.Calls); n < 50 || n > 70 {
		t.Errorf("%d calls in the history", n)
	}
	if want := (Counters{MissedCalls: 1, Voicemails: 2}); s.Counters != want {
		t.Errorf("%+v, want %+v", s.Counters, want)
	}
	urgent, internal, ids := 0, 0, map[string]bool{}
	for _, v := range s.Voicemails {
		if _, ok := v.Sound("ogg"); !ok {
			t.Errorf("%s has no sound %q", v.ID, v.Speech)
		}
		if v.Urgent {
			urgent++
		}
		if v.Internal {
			internal++
		}
		if age := now.Sub(v.Time); age < 0 || age > 8*24*time.Hour {
			t.Errorf("%s is %v old", v.ID, age)
		}
		ids[v.ID] = true
	}
	if urgent != 1 || internal == 0 || internal == len(s.Voicemails) || len(ids) != len(s.Voicemails) {
		t.Errorf("%d urgent, %d internal of %d voicemails, IDs %v", urgent, internal, len(s.Voicemails), ids)
	}
	kinds := map[string]int{}
	for _, c := range s.Calls {
		switch {
		case c.Missed:
			kinds["missed"]++
		case c.Incoming:
			kinds["answered"]++
		default:
			kinds["placed"]++
		}
		if day := c.Time.Weekday(); day == time.Saturday || day == time.Sunday {
			t.Errorf("a call on a %v", day)
		}
	}
	for _, kind := range []string{"missed", "answered", "placed"} {
		if kinds[kind] < 5 {
			t.Errorf("%d calls are %s: %v", kinds[kind], kind, kinds)
		}
	}
}

func TestDemoGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, err := Demo(Options{Listener: NewPipe()})
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		began, seeds := time.Now(), p.State()
		if err := p.Await(t.Context(),
			func(s State) bool { return len(s.Voicemails) > len(seeds.Voicemails) }); err != nil {
			t.Fatal(err)
		}
		if after := time.Since(began); after != 8*time.Second {
			t.Errorf("the first voicemail came after %v", after)
		}
		if newest := p.State().Voicemails[0]; newest.Read || newest.Internal == false ||
			newest.ID <= seeds.Voicemails[0].ID {
			t.Errorf("%+v", newest)
		}
		time.Sleep(10 * time.Minute) // of the bubble's clock: the script is over
		if got := p.Counters(); got != (Counters{MissedCalls: 5, Voicemails: 5}) {
			t.Errorf("%+v", got)
		}
	})
}
