package main

import (
	"bytes"
	"time"

	"istratray/desktop/rig"
)

const (
	// turns is how many steps of the wheel are measured in one go, and turnEvery how fast they come: faster
	// than the window draws, so that the next frame is always waited for.
	turns     = 150
	turnEvery = 15 * time.Millisecond
	// stripTop and stripLines are the part of the screen that is watched, in the middle of the list: lines
	// of text run through it.
	stripTop, stripLines = 420, 12
)

// frames turns the wheel without a rest, and returns the time from each picture on the screen to the next.
func (b *bench) frames(w *rig.Window) []time.Duration {
	b.Helper()
	screen := b.desk.Screen()
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.Scroll(400, 400, turns)
	}()
	var frames []time.Duration
	last, shown := time.Now(), screen.Lines(stripTop, stripLines)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return frames[min(1, len(frames)):] // the first one counts from before the wheel turned
		case now := <-tick.C:
			if strip := screen.Lines(stripTop, stripLines); !bytes.Equal(strip, shown) {
				frames = append(frames, now.Sub(last))
				last, shown = now, strip
			}
		}
	}
}

// settled waits until nothing on the screen has changed for a while, and returns when something last did.
func (b *bench) settled(while time.Duration) time.Time {
	b.Helper()
	screen := b.desk.Screen()
	last, shown := time.Now(), screen.Pixels()
	for time.Since(last) < while {
		rig.Rest(b, 5*time.Millisecond)
		if now := screen.Pixels(); !bytes.Equal(now, shown) {
			last, shown = time.Now(), now
		}
	}
	return last
}

// later is how many of frames took longer than limit.
func later(frames []time.Duration, limit time.Duration) int {
	n := 0
	for _, f := range frames {
		if f > limit {
			n++
		}
	}
	return n
}
