package transcribe

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"istratray/app/inbox"
	"istratray/app/store"
	"istratray/assets/speech"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("TRANSCRIBE_TEST_SMALL"); dir != "" {
		onSmallDisk(dir)
		return
	}
	goleak.VerifyTestMain(m)
}

const anna = "anna@phone.example.com"

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// bench is a transcriber with all around it.
type bench struct {
	t     *testing.T
	store *store.Store
	*Transcriber
	done  chan inbox.KeptTranscript
	fetch func(id, format string) ([]byte, error)
	end   func()
	dir   string
	seq   uint64
	marks string // a file to which programs add a line
}

func start(t *testing.T) *bench {
	t.Helper()
	dir := t.TempDir()
	s, err := store.Open(filepath.Join(dir, "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, store: s, dir: dir, marks: filepath.Join(dir, "marks"),
		done: make(chan inbox.KeptTranscript, 100), fetch: lunch}
	t.Cleanup(func() { b.end(); s.Close() })
	b.run()
	return b
}

func lunch(_, format string) ([]byte, error) {
	sound, _ := speech.Sound("lunch", format)
	return sound, nil
}

// run is a start of the agent.
func (b *bench) run() {
	b.Transcriber = New(Config{Dir: filepath.Join(b.dir, "work"), Store: b.store,
		Fetch: func(_ context.Context, id, format string) (Sound, error) {
			sound, err := b.fetch(id, format)
			return Sound{Body: io.NopCloser(bytes.NewReader(sound))}, err
		},
		Done: func(_ context.Context, _ string, k inbox.KeptTranscript) { b.done <- k },
		Log:  slog.New(slog.NewTextHandler(b.t.Output(), nil)),
	})
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = b.Run(ctx) })
	b.end = func() { cancel(); running.Wait() }
}

// has puts unread messages into the mailbox, the newest first.
func (b *bench) has(ids ...string) {
	b.t.Helper()
	var list []inbox.Voicemail
	for i, id := range ids {
		list = append(list, inbox.Voicemail{ID: id, Time: noon.Add(-time.Duration(i) * time.Hour)})
	}
	b.holds(list)
}

func (b *bench) holds(list []inbox.Voicemail) {
	b.t.Helper()
	if err := b.store.PutVoicemails(anna, list, nil); err != nil {
		b.t.Fatal(err)
	}
	b.seq++
	b.See(Mailbox{Account: anna, Online: true, Seq: b.seq, Voicemails: list})
}

// uses has a shell script run, with the file as $1.
func (b *bench) uses(script string) {
	b.Use(Program{Args: []string{"/bin/sh", "-c", script, "sh", "{file}", "{language}"}, Language: "de"})
}

// next waits for a result.
func (b *bench) next() inbox.KeptTranscript {
	b.t.Helper()
	select {
	case k := <-b.done:
		return k
	case <-time.After(2 * time.Minute):
		b.t.Fatal("no transcript")
		return inbox.KeptTranscript{}
	}
}

func (b *bench) change(what func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	what()
}

func (b *bench) idle() {
	b.t.Helper()
	select {
	case k := <-b.done:
		b.t.Errorf("made again: %+v", k)
	case <-time.After(50 * time.Millisecond):
	}
}

// is looks at a transcript's state; one that was kept a moment ago counts as running until that is noted.
func (b *bench) is(id string, want inbox.TranscriptState) inbox.Transcript {
	b.t.Helper()
	got, err := b.Transcript(id)
	for began := time.Now(); got.State == inbox.TranscriptRunning && want != got.State &&
		time.Since(began) < 5*time.Second; {
		runtime.Gosched()
		got, err = b.Transcript(id)
	}
	if err != nil || got.State != want {
		b.t.Errorf("%s is %+v (%v), want %s", id, got, err, want)
	}
	return got
}

// marked waits until programs have added so many lines.
func (b *bench) marked(lines int) []string {
	b.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		text, _ := os.ReadFile(b.marks)
		if all := strings.Fields(string(text)); len(all) >= lines {
			return all
		}
	}
	b.t.Fatalf("fewer than %d marks", lines)
	return nil
}

func TestSpeechBecomesText(t *testing.T) {
	if _, err := exec.LookPath("pocketsphinx_continuous"); err != nil {
		t.Skip("no pocketsphinx here")
	}
	b := start(t)
	b.Use(Program{Args: []string{"pocketsphinx_continuous", "-infile", "{file}", "-logfn", "/dev/null"}})
	b.has("1")
	if got := b.next(); len(strings.Fields(got.Text)) < 3 { // it is no great listener
		t.Errorf("%+v", got)
	}
}

func TestNewestFirstAndEachOnce(t *testing.T) {
	b := start(t)
	b.uses(`echo "text $2"`)
	var ids []string
	for i := range newest + 5 {
		ids = append(ids, strconv.Itoa(100-i))
	}
	b.has(ids...)
	for _, id := range ids[:newest] {
		if k := b.next(); k.ID != id || k.State != inbox.TranscriptReady || k.Text != "text de" {
			t.Fatalf("%+v, want %s", k, id)
		}
	}
	b.idle()
	b.is(ids[newest], inbox.NoTranscript)
	if got := b.is(ids[0], inbox.TranscriptReady); got.Text != "text de" {
		t.Errorf("%+v", got)
	}
	b.end()
	b.run()
	b.uses(`echo again`)
	b.has(ids...)
	b.idle()
	if err := b.Ask(ids[newest]); err != nil {
		t.Fatal(err)
	}
	if k := b.next(); k.ID != ids[newest] {
		t.Errorf("asked for %s, made %+v", ids[newest], k)
	}
}

func TestOnlyWhatIsNewWhenAskedOrSet(t *testing.T) {
	b := start(t)
	read := []inbox.Voicemail{{ID: "1", Time: noon, Read: true}}
	b.holds(read)
	b.is("1", inbox.NoTranscript)
	if err := b.Ask("1"); !errors.Is(err, ErrOff) {
		t.Errorf("without a program: %v", err)
	}
	b.uses("echo hi")
	b.holds(read)
	b.idle()
	if err := b.Ask("2"); !errors.Is(err, ErrNotFound) {
		t.Errorf("an unknown message: %v", err)
	}
	if _, err := b.Transcript("2"); !errors.Is(err, ErrNotFound) {
		t.Errorf("an unknown message: %v", err)
	}
	if err := b.Ask("1"); err != nil {
		t.Fatal(err)
	}
	b.next()
	b.is("1", inbox.TranscriptReady)
}

func TestAFailureIsSaidAndNotRepeatedByItself(t *testing.T) {
	b := start(t)
	b.uses(`echo begun >>` + b.marks + `; printf 'loading\nmodel not \033[31mfound\n' >&2; exit 3`)
	b.has("1")
	k := b.next()
	if want := "exit status 3: model not found"; k.Values.Map()["detail"] != want || k.State != inbox.TranscriptFailed {
		t.Errorf("%+v", k)
	}
	b.has("1")
	b.idle()
	b.end()
	b.run()
	b.uses(`echo begun >>` + b.marks + `; printf 'loading\nmodel not \033[31mfound\n' >&2; exit 3`)
	b.has("1")
	b.idle()
	b.is("1", inbox.TranscriptFailed)
	if err := b.Ask("1"); err != nil {
		t.Fatal(err)
	}
	b.next()
	b.uses("echo better")
	if k := b.next(); k.Text != "better" {
		t.Errorf("%+v", k)
	}
	if n := len(b.marked(2)); n != 2 {
		t.Errorf("it ran %d times", n)
	}
}

func TestWhyThereIsNoText(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no program": {[]string{"/no/such/program", "{file}"}, "transcript-no-program"},
		"a crash":    {[]string{"/bin/sh", "-c", "kill -SEGV $$"}, "transcript-failed"},
		"5 MB": {[]string{"/bin/sh", "-c", "trap '' PIPE; yes blah | head -c 5000000; sleep 60"},
			"transcript-too-much"},
		"no end": {[]string{"/bin/sh", "-c", "sleep 60 & sleep 60"}, "transcript-too-slow"},
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t)
			if name == "no end" {
				b.change(func() { b.limit = 5 * time.Second })
			}
			b.Use(Program{Args: c.args})
			b.has("1")
			if k := b.next(); k.State != inbox.TranscriptFailed || k.Reason.Reason != c.want {
				t.Errorf("%+v, want %s", k, c.want)
			}
			b.change(func() { b.limit = limit })
			b.uses("echo the next one")
			b.has("2", "1")
			if k := b.next(); k.State != inbox.TranscriptReady {
				t.Errorf("the next: %+v", k)
			}
		})
	}
}

func TestTheProgramsSurroundings(t *testing.T) {
	b := start(t)
	b.uses(`pwd; stat -c %a . "$1" 2>/dev/null || stat -f %Lp . "$1"; nice; cat; head -c 4 "$1"; echo; echo "$1"`)
	b.has("1")
	got := strings.Split(b.next().Text, "\n")
	if len(got) != 6 || got[1] != "700" || got[2] != "600" || got[3] == "0" || got[4] != "RIFF" ||
		filepath.Dir(got[5]) != got[0] {
		t.Fatalf("%q", got)
	}
	if _, err := os.Stat(got[0]); err == nil {
		t.Error("the sound is still there")
	}
}

func TestTheEndOfTheAgentEndsTheProgramAndItsChildren(t *testing.T) {
	b := start(t)
	b.uses(`sh -c 'echo $$ >>` + b.marks + `; exec sleep 600' & echo $$ >>` + b.marks + `; trap "" TERM; wait`)
	b.has("1")
	pids := b.marked(2)
	b.is("1", inbox.TranscriptRunning)
	began := time.Now()
	b.end()
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	gone(t, pids)
	b.run()
	b.uses("echo after all")
	b.holds([]inbox.Voicemail{{ID: "1", Time: noon, Read: true}})
	if k := b.next(); k.Text != "after all" {
		t.Errorf("after the next start: %+v", k)
	}
}

// gone waits for processes to be no more.
func gone(t *testing.T, pids []string) {
	t.Helper()
	for _, text := range pids {
		pid, _ := strconv.Atoi(text)
		for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
			stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
			if syscall.Kill(pid, 0) != nil || bytes.Contains(stat, []byte(") Z ")) {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("process %d is still there", pid)
			}
		}
	}
}

func TestAChildThatStaysIsEnded(t *testing.T) {
	b := start(t)
	b.uses(`sleep 600 & echo $! >>` + b.marks + `; echo done`)
	b.has("1")
	if k := b.next(); k.Text != "done" {
		t.Errorf("%+v", k)
	}
	gone(t, b.marked(1))
}

func TestWhatGoesAwayIsLeft(t *testing.T) {
	for name, change := range map[string]func(b *bench){
		"the message": func(b *bench) { b.has("2") },
		"the account": func(b *bench) { b.See(Mailbox{Seq: 100}) },
		"the program": func(b *bench) { b.Use(Program{}) },
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t)
			b.uses(`echo $$ >>` + b.marks + `; exec sleep 600`)
			b.has("1")
			pids := b.marked(1)
			change(b)
			gone(t, pids[:1])
		})
	}
}

func TestNoRoomIsSaidWithoutThePath(t *testing.T) {
	for _, err := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		problem := onDisk(&os.PathError{Op: "write", Path: "/home/anna/x", Err: err})
		if problem.Code != DiskFull || strings.Contains(problem.Error(), "anna") {
			t.Errorf("%v: %v", err, problem)
		}
	}
}

func TestSoundThatCannotBeHad(t *testing.T) {
	b := start(t)
	b.change(func() { b.pause = time.Millisecond })
	b.uses("echo hi")
	b.fetch = func(_, format string) ([]byte, error) {
		if format == "aac" {
			return lunch("", format)
		}
		return []byte("<html>no</html>"), nil
	}
	b.has("1")
	if k := b.next(); k.Text != "hi" {
		t.Errorf("in another format: %+v", k)
	}
	refusal := inbox.Reason{Reason: "no-sound", Values: inbox.ValuesOf(map[string]string{"format": "ogg"})}
	b.fetch = func(string, string) ([]byte, error) { return nil, &SaidError{refusal, errors.New("404 not found")} }
	b.has("2", "1")
	if k := b.next(); k.State != inbox.TranscriptFailed || k.Reason.Reason != "transcript-no-sound" ||
		k.Values.Map()["because"] != "no-sound" {
		t.Errorf("in none: %+v", k)
	}
}

func TestALinkThatBreaksIsTriedAgain(t *testing.T) {
	b := start(t)
	b.change(func() { b.pause = time.Millisecond })
	tries := 0
	b.fetch = func(_, format string) ([]byte, error) {
		if tries++; tries < maxTries {
			return nil, &LaterError{errors.New("connection reset")}
		}
		return lunch("", format)
	}
	b.uses("echo hi")
	b.has("1")
	if k := b.next(); k.Text != "hi" {
		t.Errorf("%+v", k)
	}
}

func TestWhatTheStoreHasNoRoomForIsStillKnown(t *testing.T) {
	b := start(t)
	b.uses("echo hi")
	b.store.Close()
	b.seq++
	b.See(Mailbox{Account: anna, Online: true, Seq: b.seq, Voicemails: []inbox.Voicemail{{ID: "1", Time: noon}}})
	b.next()
	b.idle()
	if got := b.is("1", inbox.TranscriptReady); got.Text != "hi" {
		t.Errorf("%+v", got)
	}
}
