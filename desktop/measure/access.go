package main

import (
	"fmt"
	"time"
)

// offBus keeps the window off the accessibility bus.
const offBus = "NO_AT_BRIDGE=1"

// access measures what it costs that the window can be used by name: while nobody does so, against a window that is
// kept off the accessibility bus; then, with a hundred thousand calls, how long a screen reader waits.
func access(b *bench) {
	b.unheard()
	p := b.signInCrowded()
	b.desk.WaitTray("istratray", patience).Activate()
	w := b.desk.WaitWindow("Istra Tray", patience)
	w.Key("ctrl+2")
	b.settled(5 * time.Second)
	b.byName(w)
	w.Close()
	b.waitAlone(p)
	b.quit(p)
}

// unheard opens windows that nobody looks at by name, on the accessibility bus and kept off it by turns.
func (b *bench) unheard() {
	var took [2][]time.Duration
	var rss, anonymous [2][]float64
	warm := b.signIn()
	b.opens(warm, b.desk.WaitTray("istratray", patience)) // what is made once, such as caches, is there
	b.quit(warm)
	for i := range 2 * b.times {
		environment := [][]string{nil, {offBus}}[i%2]
		p := b.signIn(environment...)
		opened, used := b.opens(p, b.desk.WaitTray("istratray", patience))
		took[i%2] = append(took[i%2], opened)
		rss[i%2], anonymous[i%2] = append(rss[i%2], used.rss), append(anonymous[i%2], used.anonymous)
		b.quit(p)
	}
	megabytes := func(all []float64) string { return fmt.Sprintf("%.1f MB", middle(all)) }
	table{
		{fmt.Sprintf("medians of %d openings", b.times), "on the bus, nobody looks", "kept off it"},
		{"click in the tray to a drawn window", tenths(percentile(took[0], 50)), tenths(percentile(took[1], 50))},
		{"memory: RSS", megabytes(rss[0]), megabytes(rss[1])},
		{"memory: anonymous", megabytes(anonymous[0]), megabytes(anonymous[1])},
	}.print()
}
