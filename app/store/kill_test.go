package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestKilledAtAnyMoment kills a writing process 40 times at random moments. What it was told is
// done must be there, and each change whole or not at all.
func TestKilledAtAnyMoment(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	marked, puts := 0, 0
	for round := range 40 {
		m, put := writeAndKill(t, file, time.Duration(rand.IntN(40_000))*time.Microsecond)
		marked, puts = max(marked, m), puts+put
		s, err := Open(file)
		if err != nil {
			t.Fatalf("round %d: Open = %v", round, err)
		}
		memory, err := s.Load(anna)
		must(t, err, s.Close())
		for step := 1; step <= marked; step++ {
			if _, ok := memory.Announced[fmt.Sprintf("call:%d", step)]; !ok {
				t.Fatalf("round %d: mark %d of %d is lost", round, step, marked)
			}
		}
		if put > 0 && (len(memory.Calls) != 20 || memory.Calls[0].Seconds < put) {
			t.Fatalf("round %d: %d calls, of step %d, want 20 of step %d", round, len(memory.Calls),
				memory.Calls[0].Seconds, put)
		}
		for _, c := range memory.Calls {
			if c.Seconds != memory.Calls[0].Seconds {
				t.Fatalf("round %d: half of a change is there: %d and %d", round, c.Seconds, memory.Calls[0].Seconds)
			}
		}
	}
	if marked == 0 || puts == 0 {
		t.Fatalf("the child never got anywhere: %d marks, %d puts", marked, puts)
	}
}

// writeAndKill runs the child for a time after its start-up and returns the steps it reported.
func writeAndKill(t *testing.T, file string, after time.Duration) (marked, put int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), "STORE_TEST_CHILD=write "+file)
	out, err := cmd.StdoutPipe()
	must(t, err, cmd.Start())
	var kill *time.Timer
	if rand.IntN(4) == 0 { // now and then while it opens the file
		kill = time.AfterFunc(after/2, cancel)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if kill == nil {
			kill = time.AfterFunc(after, cancel)
		}
		var what string
		var step int
		if n, _ := fmt.Sscan(lines.Text(), &what, &step); n != 2 {
			t.Fatalf("the child says %q", lines.Text())
		}
		if what == "marked" {
			marked = step
		} else {
			put = step
		}
	}
	_ = cmd.Wait() // killed, of course
	return marked, put
}
