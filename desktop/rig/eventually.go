package rig

import "time"

// Eventually asks ok every few milliseconds until it answers nil. When within is over it ends the
// test with what and the last answer. It is the one place in which scenarios wait.
func Eventually(t T, within time.Duration, what string, ok func() error) {
	t.Helper()
	if err := poll(t, within, ok); err != nil {
		t.Fatalf("not within %v: %s: %v", within, what, err)
	}
}

// poll is Eventually for whoever has another use for the last answer.
func poll(t T, within time.Duration, ok func() error) error {
	deadline := time.After(within)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		err := ok()
		if err == nil {
			return nil
		}
		select {
		case <-deadline:
			return ok() // what became true since the last look was in time
		case <-t.Context().Done():
			return err
		case <-tick.C:
		}
	}
}

// Rest lets time go by for a measurement over time. Whoever waits for something uses Eventually.
func Rest(t T, d time.Duration) {
	t.Helper()
	select {
	case <-time.After(d):
	case <-t.Context().Done():
		t.Fatalf("interrupted")
	}
}
