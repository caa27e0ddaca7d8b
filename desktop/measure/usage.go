package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"istratray/desktop/rig"
)

// usage is what a process has used so far.
type usage struct {
	rss, pss  float64 // MB
	anonymous float64 // MB of it that are not files
	voluntary int     // context switches of all threads
	processor time.Duration
}

func usageOf(t rig.T, pid int) usage {
	proc := filepath.Join("/proc", strconv.Itoa(pid))
	u := usage{
		rss:       number(t, filepath.Join(proc, "smaps_rollup"), "Rss:") / 1024,
		pss:       number(t, filepath.Join(proc, "smaps_rollup"), "Pss:") / 1024,
		anonymous: number(t, filepath.Join(proc, "smaps_rollup"), "Anonymous:") / 1024,
	}
	threads, err := filepath.Glob(filepath.Join(proc, "task", "*"))
	if err != nil {
		t.Fatalf("%v", err)
	}
	for _, thread := range threads {
		u.voluntary += int(number(t, filepath.Join(thread, "status"), "voluntary_ctxt_switches:"))
		u.processor += processor(t, thread)
	}
	return u
}

// number is the number after a label that begins a line.
func number(t rig.T, file, label string) float64 {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v", err)
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, label); ok {
			var n float64
			if _, err := fmt.Sscan(rest, &n); err != nil {
				t.Fatalf("%s: %s %v", file, label, err)
			}
			return n
		}
	}
	t.Fatalf("%s: no %s", file, label)
	return 0
}

// processor is the time that a thread ran: the first field of schedstat, in nanoseconds. (stat counts in
// ticks of 10 ms, too coarse for a program at rest.)
func processor(t rig.T, thread string) time.Duration {
	text, err := os.ReadFile(filepath.Join(thread, "schedstat"))
	if err != nil {
		t.Fatalf("%v", err)
	}
	var ran time.Duration
	if _, err := fmt.Sscan(string(text), &ran); err != nil {
		t.Fatalf("%s: %v", thread, err)
	}
	return ran
}
