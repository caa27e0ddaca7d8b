package session_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/app/session"
)

// TestADay lives through 24 hours with a thousand losses of the link at random points, things done
// on other devices, restarts, and the counter trap. Nothing is lost, nothing comes twice.
func TestADay(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { liveADay(t, rand.New(rand.NewPCG(seed, 2))) })
		})
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 1<<20 {
		t.Errorf("the heap grew by %d bytes", grown)
	}
}

func liveADay(t *testing.T, r *rand.Rand) {
	p := newDirectPlatform(rand.New(rand.NewPCG(r.Uint64(), 3)))
	w := &world{t: t, store: newMemoryStore(), direct: p}
	w.begin()
	w.resumeDirect()
	w.wantState(inbox.Online)
	p.flaky = true
	owed := map[string]bool{} // arrived, and not handled elsewhere since
	const losses = 1000
	for range losses {
		time.Sleep(time.Duration(r.Int64N(int64(2 * 24 * time.Hour / losses))))
		switch r.IntN(20) {
		case 0, 1:
			owed[p.arrive(true)] = true
		case 2:
			owed[p.arrive(false)] = true
		case 3, 4:
			delete(owed, p.handleElsewhere(false))
		case 5:
			delete(owed, p.handleElsewhere(true))
		case 6: // the counter trap: one handled and one new between two frames
			delete(owed, p.handleElsewhere(r.IntN(2) == 0))
			owed[p.arrive(true)] = true
		case 7:
			w.stop()
			time.Sleep(time.Duration(r.Int64N(int64(time.Hour))))
			w.begin()
			w.resumeDirect()
		}
		p.lose()
	}
	p.mu.Lock()
	p.flaky = false
	p.mu.Unlock()
	w.wantState(inbox.Online)
	time.Sleep(time.Hour)
	checkDay(t, w, p, owed)
	w.stop()
}

func checkDay(t *testing.T, w *world, p *directPlatform, owed map[string]bool) {
	times := map[string]int{}
	for _, key := range w.announced() {
		times[key]++
	}
	for key, n := range times {
		if n > 1 {
			t.Errorf("%s was announced %d times", key, n)
		}
	}
	for key := range owed {
		if times[key] == 0 {
			t.Errorf("%s was never announced", key)
		}
	}
	counters := p.counters()
	want := inbox.Counts{UnreadVoicemails: counters.Voicemails, MissedCalls: counters.MissedCalls}
	if got := w.snapshot().Counts; got != want {
		t.Errorf("badge %+v, want %+v", got, want)
	}
}

func (w *world) resumeDirect() {
	w.t.Helper()
	if err := w.session.Resume(w.t.Context(), session.Credentials{Server: "direct.example", Login: "anna",
		Password: "1"}); err != nil {
		w.t.Fatal(err)
	}
}
