package main

import (
	"fmt"
	"strings"
	"syscall"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

const (
	// cached is how many calls the agent keeps while it is measured: some years of them. It takes two
	// runs to get there, for one reads at most half of that.
	cached = 10_000
	// quiet is how long programs are left alone before their idleness counts. The agent's connection to
	// the platform, kept for the next request, closes after 20 s.
	quiet = 45 * time.Second
)

// agent measures the process that runs all day, beside other programs of the tray.
func agent(b *bench) {
	b.fillCache()
	peers := peersHere()
	entered := b.desk.Heard(rig.ItemRegistered)
	t := table{{"", "Istra Tray"}, {"start to tray icon, median", b.starts(entered, b.program, "--hidden")}}
	for _, p := range peers {
		t.put(0, p.name)
		t.put(1, b.starts(entered, p.program))
	}
	idle, p := b.idleness(peers)
	append(t, idle...).print()

	t = table{{"from the platform's push", "median", "99th of 100", "longest", "events"}}
	t = append(t, b.arrivals("", b.events, 1100*time.Millisecond)...)
	t = append(t, b.arrivals(" after 25 s of rest", b.rare, 25*time.Second)...)
	t.print()
	fmt.Printf("\nThe agent had ended %d ms after `istratray quit`.\n", b.quit(p).Milliseconds())
}

// fillCache lets the agent read two long histories one after the other.
func (b *bench) fillCache() {
	b.addCalls(cached)
	b.quit(b.signIn())
	b.addCalls(cached / 2)
	p := b.startAgent()
	list := b.desk.Run(b.program, "list", "calls", "--json").Stdout()
	if calls := strings.Count(list, `"direction"`); calls != cached {
		b.Fatalf("%d calls are in the cache, want %d", calls, cached)
	}
	b.quit(p)
}

// addCalls adds half a history, the last of its calls before as many others.
func (b *bench) addCalls(before int) {
	b.platform.Together(func() {
		for i := range cached / 2 {
			b.platform.AddCall(istratest.Call{
				RemoteLabel: fmt.Sprintf("Caller %d", i%400), RemoteNumber: fmt.Sprint(2000 + i%400), Incoming: i%3 > 0,
				Ring: 9 * time.Second, Talk: 70 * time.Second,
				Time: time.Now().Add(-time.Duration(before-i) * 10 * time.Minute),
			})
		}
	})
}

// startAgent starts the agent, which knows its account, and waits until it is online.
func (b *bench) startAgent() *rig.Process {
	p := b.desk.Spawn(b.program, "--hidden")
	b.waitOnline()
	return p
}

// starts times a program's start up to its icon.
func (b *bench) starts(entered <-chan time.Time, program string, args ...string) string {
	var took []time.Duration
	for range b.times {
		drain(entered)
		began := time.Now()
		p := b.desk.Spawn(program, args...)
		took = append(took, b.next(entered).Sub(began))
		rig.Rest(b, time.Second) // it may have more to begin
		p.Signal(syscall.SIGTERM)
		p.Wait(patience)
	}
	return fmt.Sprintf("%.0f ms", millis(percentile(took, 50)))
}

// next waits for what is measured.
func (b *bench) next(moments <-chan time.Time) time.Time {
	b.Helper()
	select {
	case at := <-moments:
		return at
	case <-time.After(patience):
		b.Fatalf("what is measured did not happen within %v", patience)
	case <-b.Context().Done():
		b.Fatalf("interrupted")
	}
	return time.Time{}
}

func drain(moments <-chan time.Time) {
	for len(moments) > 0 {
		<-moments
	}
}
