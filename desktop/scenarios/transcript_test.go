//go:build desktop

package scenarios

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// transcriber does what a file says: a word, or the way to fail. It notes each run.
const transcriber = `#!/bin/sh
echo $$ >> "%[1]s/runs"
case "$(cat "%[1]s/mode")" in
say) echo "Zebra crossing, call me back" ;;
hang) exec sleep 1000 ;;
crash) echo "no model found" >&2; kill -SEGV $$ ;;
big) head -c 5000000 /dev/zero | tr '\0' x ;;
esac
`

// scribe is a transcriber in a folder of its own.
type scribe struct {
	*story
	dir string
}

func (s *story) scribe(mode string) scribe {
	s.Helper()
	sc := scribe{s, s.TempDir()}
	sc.will(mode)
	s.must(os.WriteFile(filepath.Join(sc.dir, "transcribe"), fmt.Appendf(nil, transcriber, sc.dir), 0o700))
	c := s.client()
	p := s.preferences(c)
	p.Transcriber = []string{filepath.Join(sc.dir, "transcribe"), "{file}"}
	s.must(c.SetSettings(s.Context(), p))
	return sc
}

func (s scribe) will(mode string) {
	s.Helper()
	s.must(os.WriteFile(filepath.Join(s.dir, "mode"), []byte(mode), 0o600))
}

// again has a message done anew, and waits for a state.
func (s scribe) again(id, mode string, want inbox.TranscriptState) inbox.Transcript {
	s.Helper()
	s.will(mode)
	if _, err := s.client().MakeTranscript(s.Context(), id); err != nil {
		s.Fatal(err)
	}
	return s.wait(id, want)
}

func (s scribe) wait(id string, want inbox.TranscriptState) (t inbox.Transcript) {
	s.Helper()
	rig.Eventually(s, patience, fmt.Sprintf("the transcript of %s is %s", id, want), func() error {
		p := s.desk.Run(program, "transcript", id, "--json")
		if err := json.Unmarshal([]byte(p.Stdout()), &t); err != nil || p.ExitCode() != 0 {
			return fmt.Errorf("%d %q: %w", p.ExitCode(), p.Stdout(), err)
		}
		if t.State != want {
			return fmt.Errorf("it is %+v", t)
		}
		return nil
	})
	return t
}

func (s scribe) runs() []string {
	text, _ := os.ReadFile(filepath.Join(s.dir, "runs"))
	return strings.Fields(string(text))
}

// kept are the files of the user in which a text stands.
func (s *story) kept(text string) (files []string) {
	s.Helper()
	s.must(filepath.WalkDir(s.desk.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil // it went in the meantime
		}
		if content, err := os.ReadFile(path); err == nil && bytes.Contains(content, []byte(text)) {
			files = append(files, path)
		}
		return nil
	}))
	return files
}

// What is said comes into the notification that is on the screen, is kept over a restart, and goes with its message.
func TestATranscriptComesAndGoes(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.signIn("--hidden")
	sc := s.scribe("say")
	id := s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna Schmidt", RemoteNumber: "+4972311234",
		Speech: "wrong-number"})
	n := s.desk.Notifications().Wait("Zebra crossing", patience)
	if all := s.desk.Notifications().All(); len(all) != 1 || n.Replaced > 1 || !strings.Contains(n.Summary, "Anna") {
		t.Errorf("shown are %+v", all)
	}
	s.knows("it is in the list", `"transcript":"Zebra crossing, call me back"`, "list", "voicemails", "--json")
	s.quit()
	s.startAgain()
	sc.wait(id, inbox.TranscriptReady)
	if runs := sc.runs(); len(runs) != 1 {
		t.Errorf("it was made %d times", len(runs))
	}
	s.succeeds("delete", id, "--voicemail")
	rig.Eventually(s, patience, "nothing of it is left", func() error {
		if files := s.kept("Zebra"); len(files) > 0 {
			return fmt.Errorf("it is in %v", files)
		}
		return nil
	})
	s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Tom", RemoteNumber: "214", Speech: "wrong-number"})
	s.desk.Notifications().Wait("Zebra crossing", patience)
	s.must(s.client().SignOut(t.Context()))
	if files := s.kept("Zebra"); len(files) > 0 {
		t.Errorf("after signing out it is in %v", files)
	}
}

// With private notifications, and while the screen is locked, what is said stays out of them.
func TestATranscriptInPrivate(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.signIn("--hidden")
	sc := s.scribe("say")
	lock := rig.Lock(s, s.desk.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	c := s.client()
	s.waitLocked(c)
	p := s.preferences(c)
	p.Notifications.Private = true
	s.must(c.SetSettings(t.Context(), p))
	first := s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna", RemoteNumber: "213",
		Speech: "wrong-number"})
	sc.wait(first, inbox.TranscriptReady)
	p.Notifications.Private = false
	s.must(c.SetSettings(t.Context(), p))
	second := s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Tom", RemoteNumber: "214",
		Speech: "wrong-number"})
	sc.wait(second, inbox.TranscriptReady)
	s.waitBadge(2, patience)
	if err := s.named("Zebra", "Anna", "Tom", "21"); err != nil {
		t.Error(err)
	}
	lock.Set(false)
	s.desk.Notifications().Wait("2 voicemails", patience)
	s.quit()
}

// waitLocked waits until the program knows that the screen is locked.
func (s *story) waitLocked(c *control.Client) {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), patience)
	defer cancel()
	known := false
	err := c.Watch(ctx, control.WatchOptions{}, func(snapshot inbox.Snapshot) {
		if snapshot.Locked {
			known = true
			cancel()
		}
	}, nil)
	if !known {
		s.Fatalf("it doesn't know of the lock: %v", err)
	}
}

// A transcriber that crashes, floods or hangs is said, and holds up nothing: not even the end.
func TestATranscriberThatFails(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.signIn("--hidden")
	sc := s.scribe("crash")
	id := s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna Schmidt", RemoteNumber: "+4972311234",
		Speech: "wrong-number"})
	if got := sc.wait(id, inbox.TranscriptFailed); !strings.Contains(got.Problem, "no model found") {
		t.Errorf("crashed: %+v", got)
	}
	if got := sc.again(id, "big", inbox.TranscriptFailed); !strings.Contains(got.Problem, "1 MiB") {
		t.Errorf("flooded: %+v", got)
	}
	sc.again(id, "hang", inbox.TranscriptRunning)
	rig.Eventually(s, patience, "it hangs", func() error {
		if n := len(sc.runs()); n != 3 {
			return fmt.Errorf("%d runs", n)
		}
		return nil
	})
	begun := time.Now()
	s.quit()
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("quitting took %v", took)
	}
	for _, pid := range sc.runs() {
		if n := pidOf(pid); n > 0 && syscall.Kill(n, 0) == nil {
			t.Errorf("the transcriber %d is left behind", n)
		}
	}
	sc.will("say")
	s.startAgain()
	sc.wait(id, inbox.TranscriptReady)
	s.quit()
}

// startAgain starts the agent with the account that it has.
func (s *story) startAgain() {
	s.Helper()
	s.agent = s.desk.Start(s.desk.Command(program, "--hidden"))
	s.waitState("online")
}

func pidOf(text string) (n int) {
	_, _ = fmt.Sscan(text, &n)
	return n
}
