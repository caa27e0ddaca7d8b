package hook

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"go.uber.org/goleak"
)

// TestMain is also the command that the tests run: it writes down its arguments and environment.
func TestMain(m *testing.M) {
	file := os.Getenv("HOOK_TEST_FILE")
	if file == "" {
		goleak.VerifyTestMain(m)
	}
	facts := strings.Join(append(os.Args[1:], os.Environ()...), "\n")
	if os.WriteFile(file+".part", []byte(facts), 0o600) != nil || os.Rename(file+".part", file) != nil {
		os.Exit(1)
	}
	if os.Getenv("HOOK_TEST_STAY") != "" {
		stay := make(chan os.Signal, 1)
		signal.Notify(stay, os.Interrupt) // a bare wait would count as a deadlock
		<-stay
	}
	os.Exit(0)
}

var anna = Event{Profile: "work", Kind: Voicemail, ID: "145",
	Label: "Anna $(id) `id`\x00\n\u202e\x1b[31m", Number: "+33 1",
	Callback: "0033", Time: time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC), Seconds: 84, Urgent: true}

// running gives a runner that lives until stop is called, and what it logs.
func running(t *testing.T) (r *Runner, stop func(), log *safeBuffer) {
	t.Helper()
	log = &safeBuffer{}
	r = New(slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); _ = r.Run(ctx) }()
	stop = func() { cancel(); <-done }
	t.Cleanup(stop)
	return r, stop, log
}

func self(t *testing.T) string {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

func TestTheCommandGetsTheFacts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "facts")
	t.Setenv("HOOK_TEST_FILE", file)
	t.Setenv("ISTRATRAY_SECONDS", "stale")
	t.Setenv("ISTRATRAY_OTHER", "stale")
	r, stop, log := running(t)
	r.Fire([]string{self(t), "a b", "$HOME;id"}, anna)
	await(t, file)
	stop()
	got := "\n" + read(t, file) + "\n"
	for _, want := range []string{
		"a b\n$HOME;id\n", "ISTRATRAY_EVENT=voicemail", "ISTRATRAY_PROFILE=work", "ISTRATRAY_ID=145",
		"ISTRATRAY_LABEL=Anna $(id) `id` [31m", "ISTRATRAY_NUMBER=+33 1", "ISTRATRAY_CALLBACK=0033",
		"ISTRATRAY_TIME=2026-05-04T12:00:00Z", "ISTRATRAY_SECONDS=84", "ISTRATRAY_URGENT=1",
		"PATH=" + os.Getenv("PATH"),
	} {
		if !strings.Contains(got, "\n"+strings.TrimSuffix(want, "\n")+"\n") {
			t.Errorf("the command was not given %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "stale") {
		t.Error("the agent's own ISTRATRAY_ variables reached the command")
	}
	if strings.Contains(log.String(), "Anna") || strings.Contains(log.String(), "$HOME;id") {
		t.Errorf("the log tells what it must not: %s", log)
	}
}

func TestAnEventRunsOnce(t *testing.T) {
	r := New(nil)
	r.Fire(nil, anna) // no command: nothing happened
	for range 3 {
		r.Fire([]string{"true"}, anna)
	}
	call := anna
	call.Kind = MissedCall
	r.Fire([]string{"true"}, call)
	if len(r.jobs) != 2 {
		t.Errorf("%d commands for two events", len(r.jobs))
	}
	for i := range 10 * remembered {
		call.ID = strconv.Itoa(i)
		r.Fire([]string{"true"}, call) // nobody takes them: must not block
	}
	if len(r.fired) > remembered || len(r.jobs) > queued {
		t.Errorf("it remembers %d and queues %d events", len(r.fired), len(r.jobs))
	}
}

func TestACommandIsEndedAfterItsTime(t *testing.T) {
	file := filepath.Join(t.TempDir(), "facts")
	t.Setenv("HOOK_TEST_FILE", file)
	t.Setenv("HOOK_TEST_STAY", "1")
	log := &safeBuffer{}
	r := New(slog.New(slog.NewTextHandler(log, nil)))
	r.limit = 300 * time.Millisecond
	r.carryOut(t.Context(), job{[]string{self(t)}, anna})
	if !strings.Contains(log.String(), "ended after its time") {
		t.Errorf("the log says %q", log)
	}
}

func TestTheEndOfTheAgentEndsTheCommand(t *testing.T) {
	file := filepath.Join(t.TempDir(), "facts")
	t.Setenv("HOOK_TEST_FILE", file)
	t.Setenv("HOOK_TEST_STAY", "1")
	r, stop, _ := running(t)
	r.Fire([]string{self(t)}, anna)
	await(t, file)
	began := time.Now()
	stop()
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestACommandThatIsNotThere(t *testing.T) {
	r, stop, log := running(t)
	r.Fire([]string{filepath.Join(t.TempDir(), "none")}, anna)
	for deadline := time.After(10 * time.Second); !strings.Contains(log.String(), "failed"); {
		select {
		case <-deadline:
			t.Fatalf("the log says %q", log)
		case <-time.After(5 * time.Millisecond):
		}
	}
	stop()
}

func FuzzValue(f *testing.F) {
	f.Add("Anna\x00\n\u2028\u202e\x1b[31m\xff")
	f.Fuzz(func(t *testing.T, text string) {
		got := value(text)
		if n := len([]rune(got)); n > maxValue {
			t.Fatalf("%d characters", n)
		}
		for _, r := range got {
			if !unicode.IsGraphic(r) || r == '\n' {
				t.Fatalf("value(%q) = %q", text, got)
			}
		}
	})
}

func await(t *testing.T, file string) {
	t.Helper()
	for deadline := time.After(10 * time.Second); ; {
		if _, err := os.Stat(file); err == nil {
			return
		}
		select {
		case <-deadline:
			t.Fatal("the command was not run")
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// safeBuffer is a bytes.Buffer for several goroutines.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer // guarded by mu
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
