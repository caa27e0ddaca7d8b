package main

import (
	"fmt"
	"path/filepath"
	"time"

	"istratray/desktop/archive"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

const (
	crowded = 100_000
	// turns is how many steps of the wheel are measured, each by itself.
	turns = 150
)

// crowd measures the window with a hundred thousand calls: how soon they are there, its memory, and what
// a step of the wheel costs.
func (b *bench) crowd() {
	b.platform.Close()
	var err error
	if b.platform, err = istratest.Start(istratest.Options{Calls: archive.Calls(crowded, time.Now())}); err != nil {
		b.Fatalf("platform: %v", err)
	}
	b.Cleanup(b.platform.Close)
	file := filepath.Join(b.desk.Getenv("XDG_STATE_HOME"), "istratray", "default", "store.db")
	if err := archive.Keep(file, b.platform); err != nil {
		b.Fatalf("filling the cache: %v", err)
	}
	p := b.signIn()
	b.desk.WaitTray("istratray", patience).Activate()
	w := b.desk.WaitWindow("Istra Tray", patience)
	w.Key("ctrl+2")
	began := time.Now()
	w.WaitText("100,000 calls", patience)
	there := time.Since(began)
	rig.Rest(b, 5*time.Second) // it tidies up
	child := p.Children()[0]
	before := usageOf(b, child)
	steps := b.scroll(w, child)
	after := usageOf(b, child)
	table{
		{fmt.Sprintf("the window with %d calls", crowded), "", "longest"},
		{"Ctrl+2 to all of them counted, reading the screen included", fmt.Sprintf("%.1f s", there.Seconds()), ""},
		{"memory: RSS", fmt.Sprintf("%.1f MB", before.rss), ""},
		{"memory: PSS", fmt.Sprintf("%.1f MB", before.pss), ""},
		{"memory: anonymous", fmt.Sprintf("%.1f MB", before.anonymous), ""},
		{fmt.Sprintf("memory after %d steps of the wheel: RSS", turns), fmt.Sprintf("%.1f MB", after.rss), ""},
		{"processor for a step, median", tenths(percentile(steps, 50)), tenths(percentile(steps, 100))},
	}.print()
	w.Close()
	b.waitAlone(p)
	b.quit(p)
}

// scroll turns the wheel, and returns the processor time of all threads of the window for each step. The
// screen is drawn by the processor here, so that is in it: no frame takes longer than what it costs.
func (b *bench) scroll(w *rig.Window, pid int) []time.Duration {
	b.Helper()
	var cost []time.Duration
	for range turns {
		before := usageOf(b, pid).processor
		w.Scroll(400, 400, 1)
		rig.Rest(b, 60*time.Millisecond)
		cost = append(cost, usageOf(b, pid).processor-before)
	}
	return cost
}
