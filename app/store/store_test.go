package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
	"unsafe"

	"istratray/app/inbox"

	bolt "go.etcd.io/bbolt"
	"go.uber.org/goleak"
)

const anna = "anna@phone.example.com"

var noon = time.Unix(1_770_000_000, 123)

func TestMain(m *testing.M) {
	if childMain() {
		return
	}
	goleak.VerifyTestMain(m)
}

// begin opens a store in a new folder.
func begin(t *testing.T) (*Store, string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "state", "store.db")
	return reopen(t, file), file
}

func reopen(t *testing.T, file string) *Store {
	t.Helper()
	s, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	s.rounds = 2 // the digest's slowness is for attackers, not for tests
	return s
}

func load(t *testing.T, s *Store, account string) inbox.Memory {
	t.Helper()
	m, err := s.Load(account)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func baseline(s *Store, account string) error {
	return s.Remember(account, inbox.Remember{Baseline: true})
}

func TestEverythingSurvivesARestart(t *testing.T) {
	s, file := begin(t)
	want := inbox.Memory{
		Baseline:   true,
		Floor:      noon.UTC().Add(-time.Hour),
		Announced:  map[string]time.Time{"voicemail:1": noon.UTC(), "call:2": noon.UTC().Add(time.Nanosecond)},
		MissedSeen: noon.UTC(),
		Updated:    noon.UTC().Add(time.Hour),
		Voicemails: []inbox.Voicemail{
			{ID: "2", URI: "v1/logs/Voicemail/bean/2", Label: "Anna\x00\n", Number: "+331", Callback: "0+331",
				PlayNumber: "555;x", Time: noon, Seconds: 24, Read: true, Urgent: true, Internal: true},
			{ID: "1"},
		},
		FollowUps: []inbox.FollowUp{{Caller: "+331", Name: "Bob", Number: "+331", Done: noon,
			Remind: noon.Add(time.Hour), Due: true}},
		Calls: []inbox.Call{
			{ID: "9", URI: "u", Label: "Bob", Number: "200", Callback: "200", Time: noon, Seconds: 1, Rang: 40,
				Direction: inbox.Out, Missed: true, Kind: "STATION", Line: "313"},
		},
	}
	must(t,
		s.Remember(anna, inbox.Remember{Marks: want.Announced, Floor: want.Floor, Baseline: true}),
		s.SetMissedSeen(anna, want.MissedSeen),
		s.SetUpdated(anna, want.Updated), s.PutVoicemails(anna, want.Voicemails, nil),
		s.PutCalls(anna, want.Calls, nil),
		s.PutFollowUp(anna, want.FollowUps[0]), s.PutFollowUp(anna, inbox.FollowUp{Caller: "2", Done: noon}),
		s.PutFollowUp(anna, inbox.FollowUp{Caller: "2"}), s.Close())
	if got := load(t, reopen(t, file), anna); !reflect.DeepEqual(got, want) {
		t.Fatalf("Load = %+v\nwant   %+v", got, want)
	}
}

func TestAccountsAreApart(t *testing.T) {
	s, _ := begin(t)
	must(t, baseline(s, anna), s.PutCalls(anna, manyCalls(3), nil))
	if got := load(t, s, "bob@phone.example.com"); !reflect.DeepEqual(got, inbox.Memory{}) {
		t.Fatalf("Load of another account = %+v", got)
	}
}

func TestRowsArePutAndRemoved(t *testing.T) {
	s, _ := begin(t)
	calls := manyCalls(10)
	must(t, s.PutCalls(anna, calls, nil))
	changed := calls[4]
	changed.Label = "Somebody else"
	must(t, s.PutCalls(anna, []inbox.Call{changed}, []string{calls[0].ID, "never there", changed.ID}))
	want := append([]inbox.Call(nil), calls[1:]...)
	want[3] = changed
	if got := load(t, s, anna).Calls; !reflect.DeepEqual(got, want) {
		t.Fatalf("Calls = %+v\nwant    %+v", got, want)
	}
}

func TestIDsThatNoKeyCanBeAreNotKept(t *testing.T) {
	s, _ := begin(t)
	must(t,
		s.PutCalls(anna, []inbox.Call{{ID: ""}, {ID: strings.Repeat("x", 40_000)}, {ID: "1"}},
			[]string{"", strings.Repeat("y", 40_000)}),
		s.Remember(anna, inbox.Remember{Marks: map[string]time.Time{"": noon, "call:1": noon}}))
	if m := load(t, s, anna); len(m.Calls) != 1 || len(m.Announced) != 1 {
		t.Fatalf("Load = %+v", m)
	}
}

func TestMarksOlderThanTheFloorAreForgotten(t *testing.T) {
	s, _ := begin(t)
	remember := func(floor time.Time, marks map[string]time.Time) {
		t.Helper()
		must(t, s.Remember(anna, inbox.Remember{Floor: floor, Marks: marks, Baseline: true}))
	}
	remember(noon.Add(-time.Hour), map[string]time.Time{"call:old": noon.Add(-time.Second), "call:edge": noon})
	if got := load(t, s, anna); len(got.Announced) != 2 || !got.Baseline {
		t.Fatalf("Load = %+v", got)
	}
	remember(noon, map[string]time.Time{"call:new": noon.Add(time.Second)})
	// no floor: it stays
	must(t, s.Remember(anna, inbox.Remember{Marks: map[string]time.Time{"call:new": noon.Add(time.Second)}}))
	got := load(t, s, anna)
	if _, old := got.Announced["call:old"]; old || len(got.Announced) != 2 || !got.Floor.Equal(noon) {
		t.Fatalf("Load = %+v", got)
	}
}

func TestWhoIsStillToBeToldSurvivesARestart(t *testing.T) {
	s, file := begin(t)
	marks := map[string]time.Time{"call:1": noon, "call:2": noon, "call:old": noon.Add(-time.Hour)}
	must(t, s.Remember(anna, inbox.Remember{Floor: noon.Add(-2 * time.Hour), Marks: marks, Baseline: true,
		Untold: map[string]bool{"call:1": true, "call:2": true, "call:old": true}}))
	must(t, s.Remember(anna, inbox.Remember{Marks: map[string]time.Time{"call:2": noon}})) // by name now
	must(t, s.Remember(anna, inbox.Remember{Floor: noon, Baseline: true}), s.Close())
	s = reopen(t, file)
	if got, want := load(t, s, anna).Untold, map[string]bool{"call:1": true}; !reflect.DeepEqual(got, want) {
		t.Errorf("untold are %v, want %v", got, want)
	}
}

func TestRefusedPasswords(t *testing.T) {
	s, file := begin(t)
	refused := func(s *Store, account, password string) bool {
		t.Helper()
		got, err := s.Refused(account, password)
		must(t, err)
		return got
	}
	if refused(s, anna, "1234") {
		t.Error("a new store refuses a password")
	}
	must(t, s.MarkRefused(anna, "1234"), s.MarkRefused(anna, "0000"), s.Close())
	s = reopen(t, file)
	for password, want := range map[string]bool{"1234": true, "0000": true, "1235": false, "": false} {
		if got := refused(s, anna, password); got != want {
			t.Errorf("Refused(%q) = %v after a restart, want %v", password, got, want)
		}
	}
	if refused(s, "bob@phone.example.com", "1234") {
		t.Error("one account's password is refused for another")
	}
	must(t, s.ClearRefused(anna), s.ClearRefused(anna))
	if refused(s, anna, "1234") {
		t.Error("refused after ClearRefused")
	}
}

func TestOnlySoManyRefusedPasswordsAreKept(t *testing.T) {
	s, _ := begin(t)
	for n := range maxRefused + 3 {
		must(t, s.MarkRefused(anna, fmt.Sprint(n)))
	}
	for password, want := range map[string]bool{"0": false, "2": false, "3": true, fmt.Sprint(maxRefused + 2): true} {
		if got, err := s.Refused(anna, password); err != nil || got != want {
			t.Errorf("Refused(%s) = %v, %v; want %v", password, got, err, want)
		}
	}
}

func TestPasswordsAreNotInTheFile(t *testing.T) {
	s, file := begin(t)
	must(t, s.MarkRefused(anna, "90417263508"))
	must(t, s.Close())
	if text, err := os.ReadFile(file); err != nil || strings.Contains(string(text), "90417263508") {
		t.Fatalf("the password is in the file (%v)", err)
	}
}

func TestDigestIsSlowAndKeyed(t *testing.T) {
	s, _ := begin(t)
	other, _ := begin(t)
	a, errA := s.digest(anna, "1234")
	b, errB := other.digest(anna, "1234")
	must(t, errA, errB)
	if reflect.DeepEqual(a, b) {
		t.Error("two stores give the same digest")
	}
	if digestRounds < 600_000 {
		t.Errorf("%d rounds are not enough for passwords of digits", digestRounds)
	}
}

func TestWipeLeavesNothingInTheFile(t *testing.T) {
	s, file := begin(t)
	calls := manyCalls(2000)
	for i := range calls {
		calls[i].Label = "SECRETNAME"
	}
	must(t, s.PutCalls(anna, calls, nil), baseline(s, anna), baseline(s, "bob@b"), s.Wipe(anna),
		s.Wipe(anna), s.Wipe("nobody@b"))
	if got := load(t, s, anna); !reflect.DeepEqual(got, inbox.Memory{}) {
		t.Errorf("Load = %+v", got)
	}
	if !load(t, s, "bob@b").Baseline {
		t.Error("another account was wiped too")
	}
	must(t, baseline(s, anna), s.Close()) // still usable
	text, err := os.ReadFile(file)
	if err != nil || strings.Contains(string(text), "SECRETNAME") {
		t.Errorf("a name is still in the file (%v)", err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(file)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestOneProcessAtATime(t *testing.T) {
	s, file := begin(t)
	if second, err := Open(file); !errors.Is(err, ErrInUse) || second != nil {
		t.Fatalf("second Open = %v, %v", second, err)
	}
	must(t, baseline(s, anna))
}

func TestClosed(t *testing.T) {
	s, _ := begin(t)
	must(t, s.Close(), s.Close())
	_, loadErr := s.Load(anna)
	for i, err := range []error{loadErr, baseline(s, anna), s.Wipe(anna), s.MarkRefused(anna, "1"),
		s.PutCalls(anna, manyCalls(1), nil)} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%d: %v", i, err)
		}
	}
}

func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes are Unix's")
	}
	s, file := begin(t)
	must(t, baseline(s, anna), s.Wipe(anna)) // the rewritten file too
	for path, want := range map[string]os.FileMode{file: 0o600, filepath.Dir(file): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestAFolderInTheWayIsSetAside(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	must(t, os.MkdirAll(filepath.Join(file, "something"), 0o700))
	s, err := Open(file)
	var replaced *ReplacedError
	if !errors.As(err, &replaced) {
		t.Fatalf("Open of a folder = %v, %v", s, err)
	}
	if _, err := os.Stat(filepath.Join(replaced.Kept, "something")); err != nil {
		t.Error(err)
	}
	must(t, baseline(s, anna), s.Close())
}

// A start doesn't wait for the disk.
func TestOpeningWritesNothing(t *testing.T) {
	s, file := begin(t)
	must(t, baseline(s, anna), s.Close())
	before, err := os.ReadFile(file)
	must(t, err)
	must(t, reopen(t, file).Close())
	after, err := os.ReadFile(file)
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("a store that was opened and closed is another one")
	}
}

func TestBeforeItIsOpen(t *testing.T) {
	s := New(filepath.Join(t.TempDir(), "store.db"))
	if err := baseline(s, anna); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v", err)
	}
	must(t, s.Close(), s.Open(), baseline(s, anna), s.Close())
}

func TestSchemaUpgrades(t *testing.T) {
	s, file := begin(t)
	must(t, baseline(s, anna), s.Close())
	ran := 0
	step := func(tx *bolt.Tx) error {
		ran++
		return tx.Bucket(accountsBucket).Bucket([]byte(anna)).Put([]byte("new"), []byte("kind of thing"))
	}
	for range 2 {
		s := &Store{file: file}
		must(t, s.open([]upgrade{step, step}))
		must(t, s.Close())
	}
	if ran != 2 {
		t.Errorf("the two steps ran %d times in all", ran)
	}
	boom := errors.New("boom")
	failing := &Store{file: file}
	if err := failing.open([]upgrade{step, step, func(*bolt.Tx) error { return boom }}); !errors.Is(err, boom) {
		t.Errorf("open = %v, want boom", err)
	}
	fresh, err := Open(file)
	var replaced *ReplacedError
	if !errors.As(err, &replaced) || !errors.Is(err, ErrNewer) {
		t.Fatalf("Open of a later version's file = %v", err)
	}
	defer fresh.Close()
	if _, err := os.Stat(replaced.Kept); err != nil || load(t, fresh, anna).Baseline {
		t.Errorf("the later version's file was not kept aside (%v)", err)
	}
}

// What a row lacks is a change of each item at each start.
func TestEveryFieldIsInItsRow(t *testing.T) {
	var call inbox.Call
	filled(reflect.ValueOf(&call).Elem())
	call = call.Anonymous()
	call.ID = ""
	var c coder
	callFields(&c, &call)
	var got inbox.Call
	callFields(&coder{reading: true, in: c.out}, &got)
	if !got.Time.Equal(call.Time) {
		t.Errorf("the time is %v, want %v", got.Time, call.Time)
	}
	if got.Time = call.Time; got != call {
		t.Errorf("%+v\nwant %+v", got, call)
	}
	var v inbox.Voicemail
	filled(reflect.ValueOf(&v).Elem())
	v = v.Anonymous()
	v.ID, v.Transcript = "", "" // which is in a row of its own
	c = coder{}
	voicemailFields(&c, &v)
	var said inbox.Voicemail
	voicemailFields(&coder{reading: true, in: c.out}, &said)
	said.Time = v.Time
	if said != v {
		t.Errorf("%+v\nwant %+v", said, v)
	}
}

// An agent with years of calls rests on what it has read at its start.
func TestTextsAreInMemoryOnce(t *testing.T) {
	s, _ := begin(t)
	list := manyCalls(2)
	for i := range list {
		list[i].URI, list[i].Label = "v1/logs/Phone/bean/"+list[i].ID, "Anna from accounting"
	}
	must(t, s.PutCalls(anna, list, nil))
	got := load(t, s, anna).Calls
	if got[0].Label != got[1].Label || unsafe.StringData(got[0].Label) != unsafe.StringData(got[1].Label) {
		t.Error("the same name is there twice")
	}
	for _, c := range got {
		if end := c.URI[len(c.URI)-len(c.ID):]; end != c.ID || unsafe.StringData(end) != unsafe.StringData(c.ID) {
			t.Errorf("%s is there twice", c.ID)
		}
	}
}

// filled gives every field a value.
func filled(item reflect.Value) {
	for i := range item.NumField() {
		switch field := item.Field(i); field.Kind() {
		case reflect.String:
			field.SetString(item.Type().Field(i).Name)
		case reflect.Int:
			field.SetInt(int64(i) + 1)
		case reflect.Bool:
			field.SetBool(true)
		case reflect.Struct:
			if field.Type() == reflect.TypeFor[time.Time]() {
				field.Set(reflect.ValueOf(noon))
			}
		}
	}
}

func TestARowWrittenBeforeAFieldWasAdded(t *testing.T) {
	var c coder
	call := manyCalls(1)[0]
	callFields(&c, &call)
	for cut := range c.out {
		var got inbox.Call
		callFields(&coder{reading: true, in: c.out[:cut]}, &got) // and no panic
	}
	short := coder{reading: true}
	var v inbox.Voicemail
	voicemailFields(&short, &v)
	if short.err != nil || v != (inbox.Voicemail{}) {
		t.Fatalf("an empty row = %+v, %v", v, short.err)
	}
}

func FuzzRow(f *testing.F) {
	var c coder
	call := manyCalls(1)[0]
	callFields(&c, &call)
	f.Add(string(c.out))
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")
	f.Add("\x7fshort")
	f.Fuzz(func(t *testing.T, row string) {
		var first inbox.Call
		in := coder{reading: true, in: []byte(row)}
		callFields(&in, &first)
		if in.err != nil {
			return
		}
		var out coder
		callFields(&out, &first)
		var again inbox.Call
		callFields(&coder{reading: true, in: out.out}, &again)
		if again != first {
			t.Fatalf("%+v became %+v", first, again)
		}
	})
}
