package agent

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/app/hook"
	"istratray/app/inbox"
	"istratray/app/store"
)

func TestHookEvents(t *testing.T) {
	v := inbox.Voicemail{ID: "1", Label: "Anna", Number: "+49", Seconds: 84, Urgent: true, Time: noon}
	c := inbox.Call{ID: "1", Label: "Tom", Number: "214", Callback: "0214", Rang: 18, Time: noon, Missed: true}
	snapshot := inbox.Snapshot{Voicemails: []inbox.Voicemail{v, {ID: "9"}}, Calls: []inbox.Call{c, {ID: "9"}}}
	voicemail := hook.Event{Kind: hook.Voicemail, ID: "1", Label: "Anna", Number: "+49", Callback: "+49", Time: noon,
		Seconds: 84, Urgent: true}
	call := hook.Event{Kind: hook.MissedCall, ID: "1", Label: "Tom", Number: "214", Callback: "0214",
		Time: noon, Seconds: 18}
	for name, test := range map[string]struct {
		announce inbox.Announce
		want     []hook.Event
	}{
		"voicemail": {inbox.Announce{Voicemail: &v}, []hook.Event{voicemail}},
		"call":      {inbox.Announce{Call: &c}, []hook.Event{call}},
		"summary": {inbox.Announce{Keys: []string{inbox.Key(inbox.CallItem, "1"),
			inbox.Key(inbox.VoicemailItem, "1"), "gone"}},
			[]hook.Event{voicemail, call}},
	} {
		t.Run(name, func(t *testing.T) {
			got := hookEvents(test.announce, snapshot)
			if len(got) != len(test.want) {
				t.Fatalf("got %+v", got)
			}
			for i := range got {
				if got[i] != test.want[i] {
					t.Errorf("got %+v, want %+v", got[i], test.want[i])
				}
			}
		})
	}
}

func openStore(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func hookedFor(t *testing.T, s *store.Store, account string) *hooked {
	t.Helper()
	h := &hooked{store: s}
	if err := h.use(account); err != nil {
		t.Fatal(err)
	}
	return h
}

func TestTheHookRunsOnceForWhatIsAnnouncedAgain(t *testing.T) {
	v := inbox.Voicemail{ID: "1"}
	one := inbox.Announce{Keys: []string{"voicemail:1"}, Voicemail: &v}
	two := inbox.Announce{Keys: []string{"voicemail:1", "voicemail:2"}}
	snapshot := inbox.Snapshot{Voicemails: []inbox.Voicemail{{ID: "2"}, v}}
	seen := hookedFor(t, openStore(t), "anna@pbx")
	for step, c := range []struct {
		announce inbox.Announce
		want     string
	}{{one, "1"}, {one, ""}, {two, "2"}, {two, ""}} {
		got := ""
		first := seen.first(c.announce)
		for _, event := range hookEvents(first, snapshot) {
			got += event.ID
		}
		if err := seen.ran(first); err != nil {
			t.Fatal(err)
		}
		if got != c.want {
			t.Errorf("step %d: it runs for %q, want %q", step, got, c.want)
		}
	}
	if seen.forget(two); len(seen.keys) != 0 {
		t.Errorf("%v is kept", seen.keys)
	}
}

// Where nothing shows notifications, an item waits for its announcement; the agent's next start runs nothing again.
func TestTheHookRunsOnceOverRestarts(t *testing.T) {
	kept := openStore(t)
	noon := time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC)
	e := inbox.Announce{Keys: []string{"voicemail:1", "call:2"}, Times: []time.Time{noon, noon}}
	first := hookedFor(t, kept, "anna@pbx")
	if err := first.ran(first.first(e)); err != nil {
		t.Fatal(err)
	}
	e.Keys, e.Times = append(e.Keys, "call:3"), append(e.Times, noon)
	if again := hookedFor(t, kept, "anna@pbx").first(e); !slices.Equal(again.Keys, []string{"call:3"}) {
		t.Errorf("after a restart it runs for %v", again.Keys)
	}
	if left := hookedFor(t, kept, "ben@pbx").first(e); len(left.Keys) != 3 {
		t.Errorf("of another account's items there are %v", left.Keys)
	}
	marks := map[string]time.Time{"voicemail:1": noon, "call:2": noon}
	if err := kept.Remember("anna@pbx", inbox.Remember{Marks: marks}); err != nil {
		t.Fatal(err)
	}
	if left, err := kept.Hooked("anna@pbx"); err != nil || len(left) != 0 {
		t.Errorf("%v are kept after they were announced: %v", left, err)
	}
}

func TestTheHookDoesNotRunForWhatIsToldOnceTheScreenIsUnlocked(t *testing.T) {
	seen := hookedFor(t, openStore(t), "anna@pbx")
	told := inbox.Announce{Keys: []string{"call:1", "call:2"}, Again: []string{"call:1"}}
	if first := seen.first(told); len(first.Keys) != 1 || first.Keys[0] != "call:2" {
		t.Errorf("it runs for %v", first.Keys)
	}
}

// People are told which file is missing, not which system call found out.
func TestACommandThatIsNotThereIsSaidPlainly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lamp")
	err := exec.Command(path).Run()
	if got := cause(err); !strings.HasPrefix(got, path+": ") {
		t.Errorf("got %q", got)
	}
}
