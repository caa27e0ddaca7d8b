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
	"strings"
	"time"

	"istratray/desktop/rig"
)

const (
	restBefore = 25 * time.Second // before the agent is looked at: connections that idle close after 20 s
	looks      = 9                // at it, a second apart: the middle of each number counts
	growth     = 2.0              // MB that it may grow by
	spare      = 2                // threads that the runtime may keep more
)

// vitals are what must not grow.
type vitals struct {
	rss                              float64 // MB
	threads, descriptors, goroutines float64
}

// rested ends the trouble, waits until everything is announced and still, and looks at the agent.
func (s *soakRun) rested() vitals {
	s.heal()
	s.online()
	s.ledger.settle(s, true)
	rig.Rest(s, restBefore)
	if open := s.agent.Children(); len(open) > 0 {
		s.Fatalf("a window that was closed is open: %v", open)
	}
	var all [4][]float64
	for range looks {
		proc := filepath.Join("/proc", strconv.Itoa(s.agent.PID()))
		for i, n := range []float64{usageOf(s, s.agent.PID()).rss, s.entries(proc, "task"), s.entries(proc, "fd"), s.counted()} {
			all[i] = append(all[i], n)
		}
		rig.Rest(s, time.Second)
	}
	var middle [4]float64
	for i := range all {
		slices.Sort(all[i])
		middle[i] = all[i][looks/2]
	}
	return vitals{middle[0], middle[1], middle[2], middle[3]}
}

func (s *soakRun) entries(proc, folder string) float64 {
	entries, err := os.ReadDir(filepath.Join(proc, folder))
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

func (s *soakRun) counted() float64 {
	n := 0
	_, err := fmt.Sscan(s.goroutines(), &n)
	s.must(err)
	return float64(n)
}

// report prints what happened and what it left.
func (s *soakRun) report(warm, end vitals) {
	row := func(what string, of func(vitals) float64, format string) []string {
		return []string{what, fmt.Sprintf(format, of(warm)), fmt.Sprintf(format, of(end))}
	}
	table{
		{"the agent at rest", "after " + (s.soak / 6).String(), "after " + s.soak.String()},
		row("memory: RSS", func(v vitals) float64 { return v.rss }, "%.1f MB"),
		row("threads", func(v vitals) float64 { return v.threads }, "%.0f"),
		row("file descriptors", func(v vitals) float64 { return v.descriptors }, "%.0f"),
		row("goroutines", func(v vitals) float64 { return v.goroutines }, "%.0f"),
	}.print()
	lost, doubled := s.ledger.judge()
	shown := table{{"", "times"}}
	for what, n := range map[string]int{"items arrived": len(s.ledger.items), "of these announced in a summary": s.ledger.summaries(),
		"never announced": lost, "announced too often": doubled, "window opened and closed": s.windows} {
		shown = append(shown, []string{what, strconv.Itoa(n)})
	}
	slices.SortFunc(shown[1:], func(a, b []string) int { return strings.Compare(a[0], b[0]) })
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
	bad(end.rss-warm.rss > growth, "the agent's memory grew by %.1f MB", end.rss-warm.rss)
	bad(end.threads > warm.threads+spare, "its threads grew from %.0f to %.0f", warm.threads, end.threads)
	bad(end.descriptors > warm.descriptors, "its file descriptors grew from %.0f to %.0f", warm.descriptors, end.descriptors)
	bad(end.goroutines > warm.goroutines, "its goroutines grew from %.0f to %.0f:\n%s", warm.goroutines, end.goroutines, goroutines)
	left := s.left()
	bad(len(left) > 0, "processes are left: %v", left)
	if err := errors.Join(errs...); err != nil {
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
