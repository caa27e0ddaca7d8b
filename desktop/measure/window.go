package main

import (
	"errors"
	"fmt"
	"time"

	"istratray/desktop/rig"
)

// drawn is how many colours a picture has at least that shows more than a background: smooth letters
// have many.
const drawn = 40

// window measures from the click in the tray to a window with something in it, and what it leaves; then
// the window with a hundred thousand calls.
func window(b *bench) {
	p := b.signIn()
	tray := b.desk.WaitTray("istratray", patience)
	var took []time.Duration
	var memory usage
	for range b.times {
		began := time.Now()
		tray.Activate()
		w := b.desk.WaitWindow("Istra Tray", patience)
		rig.Eventually(b, patience, "the window is drawn", func() error {
			if colours := w.Colours(); colours < drawn {
				return fmt.Errorf("%d colours", colours)
			}
			return nil
		})
		took = append(took, time.Since(began))
		memory = usageOf(b, p.Children()[0])
		w.Close()
		b.waitAlone(p)
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
