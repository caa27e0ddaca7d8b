package agent

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"istratray/app/hook"
	"istratray/app/inbox"
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

func TestTheHookRunsOnceForWhatIsAnnouncedAgain(t *testing.T) {
	v := inbox.Voicemail{ID: "1"}
	one := inbox.Announce{Keys: []string{"voicemail:1"}, Voicemail: &v}
	two := inbox.Announce{Keys: []string{"voicemail:1", "voicemail:2"}}
	snapshot := inbox.Snapshot{Voicemails: []inbox.Voicemail{{ID: "2"}, v}}
	seen := hooked{}
	for step, c := range []struct {
		announce inbox.Announce
		want     string
	}{{one, "1"}, {one, ""}, {two, "2"}, {two, ""}} {
		got := ""
		for _, event := range hookEvents(seen.first(c.announce), snapshot) {
			got += event.ID
		}
		if got != c.want {
			t.Errorf("step %d: it runs for %q, want %q", step, got, c.want)
		}
	}
	if seen.forget(two); len(seen) != 0 {
		t.Errorf("%v is kept", seen)
	}
}

func TestTheHookDoesNotRunForWhatIsToldOnceTheScreenIsUnlocked(t *testing.T) {
	seen := hooked{}
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
