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

// scroll turns the wheel without a rest.
func scroll(w *rig.Window) { w.Scroll(400, 400, turns) }

// resize pulls the window from its widest shape to its narrowest and back, without a rest.
func resize(w *rig.Window) {
	const widest, narrowest, step, height = 1260, 400, 10, 700
	var widths []int
	for width := widest; width > narrowest; width -= step {
		widths = append(widths, width)
	}
	for width := narrowest; width < widest; width += step {
		widths = append(widths, width)
	}
	w.Drag(widths, height, turnEvery)
}

// frames does something to the window, and returns the time from each picture on the screen to the next meanwhile.
func (b *bench) frames(w *rig.Window, do func(*rig.Window)) []time.Duration {
	b.Helper()
	screen := b.desk.Screen()
	done := make(chan struct{})
	go func() {
		defer close(done)
		do(w)
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

// pageTop and pageLines are the part of the screen that looks otherwise when another page is there.
const pageTop, pageLines = 300, 200

// pageChanges goes from page to page, and returns the time from the start of the program that presses the key to the
// page on the screen.
func (b *bench) pageChanges(w *rig.Window) (took []time.Duration) {
	b.Helper()
	screen := b.desk.Screen()
	for range 4 {
		for _, key := range []string{"ctrl+2", "ctrl+3", "ctrl+4", "ctrl+comma", "ctrl+1"} {
			w.Focus()
			b.settled(300 * time.Millisecond)
			before, began := screen.Lines(pageTop, pageLines), time.Now()
			go w.Tap(key)
			for bytes.Equal(screen.Lines(pageTop, pageLines), before) {
				if time.Since(began) > patience {
					b.Fatalf("%s changes nothing", key)
				}
				rig.Rest(b, time.Millisecond)
			}
			took = append(took, time.Since(began))
		}
	}
	return took[5:] // the first round makes the pages
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
