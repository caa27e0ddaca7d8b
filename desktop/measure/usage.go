package main

import (
	"bytes"
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
	voluntary int     // context switches of all threads
	processor time.Duration
}

func usageOf(t rig.T, pid int) usage {
	proc := filepath.Join("/proc", strconv.Itoa(pid))
	u := usage{
		rss:       number(t, filepath.Join(proc, "smaps_rollup"), "Rss:") / 1024,
		pss:       number(t, filepath.Join(proc, "smaps_rollup"), "Pss:") / 1024,
		processor: processor(t, proc),
	}
	threads, err := filepath.Glob(filepath.Join(proc, "task", "*", "status"))
	if err != nil {
		t.Fatalf("%v", err)
	}
	for _, thread := range threads {
		u.voluntary += int(number(t, thread, "voluntary_ctxt_switches:"))
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

// processor is the time in user and system mode: fields 14 and 15 of stat, in ticks of 10 ms.
func processor(t rig.T, proc string) time.Duration {
	text, err := os.ReadFile(filepath.Join(proc, "stat"))
	if err != nil {
		t.Fatalf("%v", err)
	}
	// The second field is the name, in parentheses, and may hold spaces.
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, notUser := strconv.Atoi(fields[11])
	system, notSystem := strconv.Atoi(fields[12])
	if notUser != nil || notSystem != nil {
		t.Fatalf("%s: unexpected stat", proc)
	}
	return time.Duration(user+system) * 10 * time.Millisecond
}
