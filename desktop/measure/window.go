package main

import (
	"errors"
	"fmt"
	"time"

	"istratray/desktop/rig"
)

// A window is drawn when that many pixels of the screen have changed, to that many colours: smooth letters
// have many, a background has one.
const drawnPixels, drawnColours = 300_000, 40

// window measures from the click in the tray to a window with something in it, and what it leaves; then
// the window with a hundred thousand calls.
func window(b *bench) {
	b.visitors()
	p := b.signIn()
	tray := b.desk.WaitTray("istratray", patience)
	var took []time.Duration
	var memory usage
	for range b.times {
		opened, used := b.opens(p, tray)
		took, memory = append(took, opened), used
	}
	table{
		{"", "median", "longest"},
		{"click in the tray to a drawn window", tenths(percentile(took, 50)), tenths(percentile(took, 100))},
		{"memory of the window: RSS", fmt.Sprintf("%.1f MB", memory.rss), ""},
		{"memory of the window: PSS", fmt.Sprintf("%.1f MB", memory.pss), ""},
		{"memory of the window: anonymous", fmt.Sprintf("%.1f MB", memory.anonymous), ""},
	}.print()
	b.quit(p)
	b.crowd()
}

// opens opens the window, says how long it took to be drawn and what it used then, and closes it.
func (b *bench) opens(p *rig.Process, tray *rig.TrayItem) (took time.Duration, used usage) {
	b.Helper()
	screen := b.desk.Screen()
	before := screen.Pixels()
	began := time.Now()
	tray.Activate()
	rig.Eventually(b, patience, "the window is drawn", func() error {
		if pixels, colours := screen.Pixels().Changed(before); pixels < drawnPixels || colours < drawnColours {
			return fmt.Errorf("%d pixels have changed, to %d colours", pixels, colours)
		}
		return nil
	})
	took = time.Since(began)
	w := b.desk.WaitWindow("Istra Tray", patience)
	used = usageOf(b, p.Children()[0])
	w.Close()
	b.waitAlone(p)
	return took, used
}

// waitAlone waits until the agent has no window's process any more.
func (b *bench) waitAlone(p *rig.Process) {
	b.Helper()
	rig.Eventually(b, 2*time.Second, "no process of the window is left", func() error {
		if len(p.Children()) > 0 {
			return errors.New("there still is one")
		}
		return nil
	})
}
