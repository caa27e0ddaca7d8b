package history_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/window/history"
)

// same takes numbers as they are, without blanks.
type same struct{}

func (s same) KeyDialled(dialled string) string { return s.Key(dialled) }

func (same) Key(n string) string { return strings.ReplaceAll(n, " ", "") }

var noon = time.Date(2026, 3, 18, 12, 0, 0, 0, time.Local)

// call makes a call so many minutes before noon.
func call(id, label, number string, minutes int, kind string) inbox.Call {
	c := inbox.Call{ID: id, Label: label, Number: number, Time: noon.Add(-time.Duration(minutes) * time.Minute),
		Direction: inbox.In, Seconds: 60, Rang: 5}
	switch kind {
	case "missed":
		c.Missed, c.Seconds = true, 0
	case "out":
		c.Direction = inbox.Out
	}
	return c
}

func show(x *history.Index, r history.Result) string {
	var out []string
	for _, row := range r.Rows {
		text := x.Calls()[row.Call].ID
		if row.Count > 1 {
			text += fmt.Sprintf("x%d", row.Count)
		}
		if row.Inner {
			text = "." + text
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func sample() *history.Index {
	return history.NewIndex(nil, []inbox.Call{
		call("1", "Anna Lindqvist", "+46850578000", 5, "missed"),
		call("2", "Anna Lindqvist", "+46850578000", 9, "missed"),
		call("3", "Anna Lindqvist", "+46850578000", 10, "in"),
		call("4", "Béatrice Moreau", "+33489879144", 20, "out"),
		call("5", "Jürgen Weiß", "+498912345678", 30, "missed"),
		call("6", "Jürgen Weiß", "+498912345678", 24*60, "missed"),
	}, same{})
}

func TestFind(t *testing.T) {
	x := sample()
	for _, c := range []struct {
		name, want string
		q          history.Query
	}{
		{"all", "1x2 3 4 5 6", history.Query{}},
		{"unfolded", "1x2 .1 .2 3 4 5 6", history.Query{Open: map[string]bool{"2": true}}},
		{"unfolding one call", "1x2 3 4 5 6", history.Query{Open: map[string]bool{"3": true}}},
		{"missed", "1x2 5 6", history.Query{Filter: history.Missed}},
		{"incoming", "3", history.Query{Filter: history.Incoming}},
		{"outgoing", "4", history.Query{Filter: history.Outgoing}},
		{"hidden", "2 3 4 5 6", history.Query{Hidden: map[string]bool{"1": true}}},
		{"accents", "4", history.Query{Text: "beatrice"}},
		{"sharp s", "5 6", history.Query{Text: "WEISS"}},
		{"two words", "1x2 3", history.Query{Text: "qvist anna"}},
		{"national number", "4", history.Query{Text: "0489"}},
		{"piece of a number", "5 6", history.Query{Text: "8912"}},
		{"word and number", "5", history.Query{Text: "weiss 4989", Hidden: map[string]bool{"6": true}}},
		{"nothing", "", history.Query{Text: "zoe"}},
	} {
		if got := show(x, x.Find(c.q)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestFindSplitsDays(t *testing.T) {
	r := sample().Find(history.Query{})
	if len(r.Days) != 2 || r.Days[0].Start != 0 || r.Days[1].Start != 4 || r.Calls != 6 {
		t.Errorf("%+v", r)
	}
}

// How long it takes is BenchmarkSearchIn100000Calls's.
func TestAHundredThousandCallsAreFound(t *testing.T) {
	want := 0
	for _, c := range many() {
		if strings.Contains(c.Label, "29") { // its words, wherever they are
			want++
		}
	}
	x := history.NewIndex(nil, many(), same{})
	if r := x.Find(history.Query{Text: "person 29"}); r.Calls != want || want == 0 {
		t.Errorf("%d calls found, want %d", r.Calls, want)
	}
}

// Anna called from her desk and from her mobile, and left a message: that is one call to make. Having talked to her on
// either is enough.
func TestOneWithSeveralNumbersIsCalledBackOnce(t *testing.T) {
	of := func(c inbox.Call, person string) inbox.Call { c.Person = person; return c }
	calls := []inbox.Call{of(call("1", "Anna", "+1", 10, "missed"), "+1"),
		of(call("2", "Anna", "+11", 20, "missed"), "+1"),
		call("3", "Tom", "+2", 25, "missed")}
	mails := []inbox.Voicemail{{ID: "a", Label: "Anna", Number: "+11", Time: noon.Add(-5 * time.Minute),
		Caller: inbox.Caller{Person: "+1"}}}
	x := history.NewIndex(mails, calls, same{})
	got := x.FollowUps(noon, nil)
	if len(got) != 2 || got[0].Key != "+1" || got[0].Number != "+11" || len(got[0].Rang) != 2 ||
		len(got[0].Voicemails) != 1 {
		t.Errorf("%+v", got)
	}
	if thread := x.Thread("+1", 10); len(thread) != 3 {
		t.Errorf("with Anna there were %d", len(thread))
	}
	if got := x.FollowUps(noon, map[string]time.Time{"+1": noon}); len(got) != 1 || got[0].Name != "Tom" {
		t.Errorf("done with Anna: %+v", got)
	}
	got = x.FollowUps(noon, map[string]time.Time{"+11": noon})
	if len(got) != 2 || len(got[1].Rang)+len(got[0].Rang) != 2 {
		t.Errorf("said of one number, before it was known whose it is: %+v", got)
	}
	talked := append([]inbox.Call{of(call("0", "Anna", "+1", 1, "out"), "+1")}, calls...)
	if got := history.NewIndex(mails, talked, same{}).FollowUps(noon, nil); len(got) != 1 || got[0].Name != "Tom" {
		t.Errorf("called on the other number: %+v", got)
	}
}

func TestFollowUps(t *testing.T) {
	calls := []inbox.Call{
		call("1", "Anna", "+1", 5, "missed"),
		call("2", "Anna", "+1", 9, "missed"),
		call("3", "Tom", "+2", 10, "out"), // called back
		call("4", "Tom", "+2", 20, "missed"),
		call("5", "Eve", "+3", 30, "in"), // talked to
		call("6", "Eve", "+3", 40, "missed"),
		call("7", "Old", "+4", 40*24*60, "missed"),
		call("8", "anonymous", "", 50*24*60, "missed"),
	}
	mails := []inbox.Voicemail{
		{ID: "a", Label: "Zoe", Number: "+5", Time: noon.Add(-time.Minute)},
		{ID: "b", Label: "Anna", Number: "+1", Time: noon.Add(-8 * time.Minute)},
		{ID: "c", Label: "Tom", Number: "+2", Time: noon.Add(-15 * time.Minute)},
	}
	x := history.NewIndex(mails, calls, same{})
	got := x.FollowUps(noon, nil)
	if len(got) != 2 || got[0].Name != "Zoe" || got[1].Name != "Anna" {
		t.Fatalf("%+v", got)
	}
	if anna := got[1]; len(anna.Rang) != 2 || !slices.Equal(anna.Voicemails, []string{"b"}) ||
		anna.LongestRing() != 5*time.Second {
		t.Errorf("%+v", anna)
	}
	done := map[string]time.Time{"+1": noon.Add(-7 * time.Minute)}
	if anna := x.FollowUps(noon, done)[1]; len(anna.Rang) != 1 || len(anna.Voicemails) != 0 {
		t.Errorf("after done: %+v", anna)
	}
	done["+1"] = noon
	if got := x.FollowUps(noon, done); len(got) != 1 {
		t.Errorf("all done: %+v", got)
	}
}

func TestNamesakesAreNotOnePerson(t *testing.T) {
	calls := []inbox.Call{
		{ID: "1", Label: "Anna", Callback: "001", Time: noon, Missed: true, Direction: inbox.In},
		{ID: "2", Label: "Anna", Callback: "002", Time: noon, Missed: true, Direction: inbox.In},
	}
	x := history.NewIndex(nil, calls, same{})
	if got := x.FollowUps(noon, nil); len(got) != 2 {
		t.Errorf("%+v, want two to call back", got)
	}
}

func TestThread(t *testing.T) {
	calls := []inbox.Call{call("1", "Anna", "+1", 5, "missed"), call("2", "Tom", "+2", 6, "in"),
		call("3", "Anna", "+1", 30, "out")}
	mails := []inbox.Voicemail{{ID: "1", Label: "Anna", Number: "+ 1", Time: noon.Add(-4 * time.Minute)},
		{ID: "2", Label: "Anna", Number: "+1", Time: noon.Add(-time.Hour)}}
	x := history.NewIndex(mails, calls, same{})
	ids := func(limit int) string {
		var out []string
		for _, e := range x.Thread("+1", limit) {
			out = append(out, e.ID())
		}
		return strings.Join(out, " ")
	}
	if got := ids(10); got != "v1 c1 c3 v2" {
		t.Error(got)
	}
	if got := ids(2); got != "v1 c1" {
		t.Error(got)
	}
	if len(x.Thread("", 5)) > 0 {
		t.Error("nobody has a thread")
	}
}

func TestPeopleAndComplete(t *testing.T) {
	people := sample().People()
	if len(people) != 3 || people[0].Count != 3 || people[0].Number != "+46850578000" {
		t.Fatalf("%+v", people)
	}
	for typed, want := range map[string]string{"lind": "Anna Lindqvist", "0489": "Béatrice Moreau",
		"wei jür": "Jürgen Weiß", "nqvist": "", "": "Anna Lindqvist"} {
		got := ""
		if list := history.Complete(people, typed, 1); len(list) > 0 {
			got = list[0].Name
		}
		if got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestWhoOnlyLeftAMessageCanBeDialledToo(t *testing.T) {
	mails := []inbox.Voicemail{
		{ID: "1", Label: "Zoë", Number: "+5", Time: noon.Add(-7 * time.Minute)},
		{ID: "2", Label: "Anna", Number: "+1", Time: noon},
		{ID: "3", Label: "anonymous", Time: noon},
	}
	calls := []inbox.Call{call("1", "Tom", "+2", 6, "in"), call("2", "Anna", "+1", 30, "out")}
	var got []string
	for _, p := range history.NewIndex(mails, calls, same{}).People() {
		got = append(got, fmt.Sprint(p.Name, p.Count))
	}
	if want := []string{"Anna2", "Tom1", "Zoë1"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if people := history.Complete(history.NewIndex(mails, nil, same{}).People(), "zoe", 1); len(people) != 1 {
		t.Error("Zoë is not found")
	}
}

func TestCSVIsHarmless(t *testing.T) {
	calls := []inbox.Call{
		call("1", "=1+1", "+46 8", 5, "missed"), call("2", "+cmd|x", "-1", 6, "out"),
		call("3", "@a, \"b\"\nc", "200", 7, "in"),
	}
	var out strings.Builder
	if err := history.NewIndex(nil, calls, same{}).WriteCSV(&out, history.Query{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"'=1+1,+46 8,0,5", "'+cmd|x,'-1,60", "\"'@a, \"\"b\"\" c\",200", "time,direction"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in %s", want, out.String())
		}
	}
}

func TestDays(t *testing.T) {
	times := []time.Time{noon, noon.Add(-time.Hour), noon.Add(-13 * time.Hour), noon.Add(-60 * time.Hour)}
	days := history.Days(len(times), func(i int) time.Time { return times[i] })
	if len(days) != 3 || days[1].Start != 2 || days[2].Start != 3 {
		t.Errorf("%+v", days)
	}
}

// A thread is made of what was sorted beforehand: it has what a look at all items finds.
func TestAThreadMissesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	persons := []string{"", "", "+1", "+2", "anna"}
	var calls []inbox.Call
	var mails []inbox.Voicemail
	for i := range 200 {
		c := call(fmt.Sprint(i), "Somebody", fmt.Sprintf("+%d", r.IntN(6)), i, "in")
		c.Person = persons[r.IntN(len(persons))]
		calls = append(calls, c)
		if r.IntN(3) == 0 {
			mails = append(mails, inbox.Voicemail{ID: c.ID, Label: "Somebody", Number: fmt.Sprintf("+%d", r.IntN(6)),
				Time: c.Time.Add(time.Second), Caller: inbox.Caller{Person: persons[r.IntN(len(persons))]}})
		}
	}
	x := history.NewIndex(mails, calls, same{})
	for _, key := range []string{"+0", "+1", "+2", "+5", "+9", "anna", ""} {
		var want []history.Entry
		for i := range calls {
			if c := &calls[i]; key != "" && (c.Number == key || c.Person == key) {
				want = append(want, history.Entry{Call: c})
			}
		}
		for i := range mails {
			if v := &mails[i]; key != "" && (v.Number == key || v.Person == key) {
				want = append(want, history.Entry{Voicemail: v})
			}
		}
		slices.SortStableFunc(want, func(a, b history.Entry) int { return b.Time().Compare(a.Time()) })
		for _, limit := range []int{1, 7, 1000} {
			if got := x.Thread(key, limit); !slices.Equal(got, want[:min(limit, len(want))]) {
				t.Errorf("with %q, at most %d: %d entries, want %d", key, limit, len(got), len(want))
			}
		}
	}
}
