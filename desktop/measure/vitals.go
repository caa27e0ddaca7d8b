package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"istratray/desktop/rig"
)

const (
	restBefore = 40 * time.Second // before the agent is looked at: a deletion waits 5 s, then its connection 20 s
	looks      = 9                // at it, a second apart: the middle of each number counts
)

// signs are what must not grow, and how much is no growth: Go's runtime keeps some memory and threads.
var signs = [...]struct {
	what, format string
	spare        float64
	of           func(*soakRun) float64
}{
	{"memory: RSS", "%.1f MB", 2, func(s *soakRun) float64 { return usageOf(s, s.agent.PID()).rss }},
	{"memory: anonymous", "%.1f MB", 2, func(s *soakRun) float64 { return usageOf(s, s.agent.PID()).anonymous }},
	{"threads", "%.0f", 2, func(s *soakRun) float64 { return s.entries("task") }},
	{"file descriptors", "%.0f", 0, func(s *soakRun) float64 { return s.entries("fd") }},
	{"goroutines", "%.0f", 0, func(s *soakRun) float64 { return s.counted() }},
}

// vitals are the signs at one moment.
type vitals [len(signs)]float64

// rested ends the trouble, waits until everything is announced and still, and looks at the agent.
func (s *soakRun) rested() (v vitals) {
	s.heal()
	s.online()
	s.ledger.settle(s, true)
	rig.Rest(s, restBefore)
	if open := s.agent.Children(); len(open) > 0 {
		s.Fatalf("a window that was closed is open: %v", open)
	}
	var all [len(signs)][]float64
	for range looks {
		for i, sign := range signs {
			all[i] = append(all[i], sign.of(s))
		}
		rig.Rest(s, time.Second)
	}
	for i := range all {
		slices.Sort(all[i])
		v[i] = all[i][looks/2]
	}
	return v
}

// entries counts what is in a folder of the agent's in /proc.
func (s *soakRun) entries(folder string) float64 {
	entries, err := os.ReadDir(filepath.Join("/proc", strconv.Itoa(s.agent.PID()), folder))
	s.must(err)
	return float64(len(entries))
}

// goroutines is what the agent says of its own.
func (s *soakRun) goroutines() string {
	socket := filepath.Join(s.desk.Getenv("XDG_RUNTIME_DIR"), "istratray-default.sock")
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		}}}
	answer, err := client.Get("http://agent/v1/goroutines")
	s.must(err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	s.must(err)
	return string(text)
}

func (s *soakRun) counted() (n float64) {
	_, err := fmt.Sscan(s.goroutines(), &n)
	s.must(err)
	return n
}

// report prints what happened and what it left.
func (s *soakRun) report(warm, end vitals, warmed time.Duration) {
	rest := table{{"the agent at rest", "after " + warmed.Round(time.Second).String(),
		"after " + s.lived.Round(time.Second).String()}}
	for i, sign := range signs {
		rest = append(rest, []string{sign.what, fmt.Sprintf(sign.format, warm[i]), fmt.Sprintf(sign.format, end[i])})
	}
	rest.print()
	lost, doubled := s.ledger.judge()
	shown := table{
		{"", "times"},
		{"voicemails and missed calls arrived", strconv.Itoa(len(s.ledger.items))},
		{"of these announced in a summary", strconv.Itoa(s.ledger.summaries())},
		{"never announced", strconv.Itoa(lost)},
		{"announced too often", strconv.Itoa(doubled)},
		{"window opened and closed", strconv.Itoa(s.windows)},
	}
	for _, name := range slices.Sorted(maps.Keys(s.met)) {
		shown = append(shown, []string{"trouble: " + name, strconv.Itoa(s.met[name])})
	}
	shown.print()
}

// judge fails the run where something was lost, doubled, left or has grown.
func (s *soakRun) judge(warm, end vitals, goroutines string) {
	var errs []error
	bad := func(is bool, format string, args ...any) {
		if is {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	lost, doubled := s.ledger.judge()
	bad(lost > 0, "%d items were never announced", lost)
	bad(doubled > 0, "%d items were announced too often", doubled)
	for i, sign := range signs {
		bad(end[i] > warm[i]+sign.spare, sign.what+" grew from "+sign.format+" to "+sign.format, warm[i], end[i])
	}
	left := s.left()
	bad(len(left) > 0, "processes are left: %v", left)
	if err := errors.Join(errs...); err != nil {
		s.Logf("the agent's goroutines at its end: %s", goroutines)
		s.Fatalf("%v", err)
	}
}

// left are the processes of the program that still run.
func (s *soakRun) left() []string {
	var pids []string
	links, _ := filepath.Glob("/proc/[0-9]*/exe")
	for _, link := range links {
		if program, err := os.Readlink(link); err == nil && program == s.program {
			pids = append(pids, filepath.Base(filepath.Dir(link)))
		}
	}
	return pids
}
