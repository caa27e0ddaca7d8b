package main

import (
	"fmt"
	"os/exec"
	"time"

	"istratray/desktop/rig"
)

// peer is another program that lives in the tray.
type peer struct{ name, program string }

// peersHere are those of the usual suspects that are installed.
func peersHere() []peer {
	var here []peer
	for _, p := range []peer{{"nm-tray", "nm-tray"}, {"birdtray", "birdtray"}, {"syncthingtray", "syncthingtray"}} {
		if _, err := exec.LookPath(p.program); err == nil {
			here = append(here, p)
		}
	}
	return here
}

// idleness watches the agent and its peers, all at the same time, while nothing happens. The agent goes
// on running.
func (b *bench) idleness(peers []peer) (table, *rig.Process) {
	agent := b.startAgent()
	watched := []*rig.Process{agent}
	for _, p := range peers {
		watched = append(watched, b.desk.Spawn(p.program))
	}
	rig.Rest(b, quiet)
	var before []usage
	for _, p := range watched {
		before = append(before, usageOf(b, p.PID()))
	}
	rig.Rest(b, b.idle)
	t := table{{"memory: RSS"}, {"memory: PSS"}, {"memory: anonymous"}, {"idle: processor"},
		{"idle: voluntary switches, all threads"}}
	for i, p := range watched {
		t.idle(before[i], usageOf(b, p.PID()), b.idle)
		if p != agent {
			p.Kill()
		}
	}
	return t, agent
}

func (t table) idle(before, after usage, between time.Duration) {
	t.put(0, fmt.Sprintf("%.1f MB", after.rss))
	t.put(1, fmt.Sprintf("%.1f MB", after.pss))
	t.put(2, fmt.Sprintf("%.1f MB", after.anonymous))
	t.put(3, fmt.Sprintf("%.4f %%", 100*(after.processor-before.processor).Seconds()/between.Seconds()))
	t.put(4, fmt.Sprintf("%.2f /s", float64(after.voluntary-before.voluntary)/between.Seconds()))
}
