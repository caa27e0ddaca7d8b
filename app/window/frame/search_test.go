package frame_test

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

// choose presses the segment with that index.
func (b *bench) choose(i int) {
	b.t.Helper()
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*parts.Segments); ok {
			s.Choose(i)
		}
	})
	b.settle()
}

// names are the names in view, with the number of calls they stand for.
func (b *bench) names() (out []string) {
	for _, r := range b.rows() {
		name := r.Name
		if r.Count > 1 {
			name += fmt.Sprint(" ×", r.Count)
		}
		out = append(out, name)
	}
	return out
}

// calls makes calls, newest first, ten minutes apart.
func calls(rows ...string) []inbox.Call {
	out := make([]inbox.Call, len(rows))
	for i, row := range rows {
		var label, kind string
		_, _ = fmt.Sscan(row, &label, &kind)
		out[i] = inbox.Call{
			ID: fmt.Sprint("c", i), Label: label, Number: "+4930123400" + fmt.Sprint(len(label)), Rang: 4 + i,
			Time: noon.Add(-time.Duration(i*10) * time.Minute), Direction: inbox.In, Missed: kind == "missed",
		}
		if kind == "out" {
			out[i].Direction = inbox.Out
		}
	}
	return out
}

func withCalls(rows ...string) inbox.Snapshot {
	s := fake.Snapshot(noon)
	s.Voicemails, s.Counts = nil, inbox.Counts{}
	s.Calls = calls(rows...)
	return s
}

func TestSearchFindsNamesAndNumbers(t *testing.T) {
	b := newBench(t, withCalls("Anna missed", "Zoé in", "Tobias out"))
	b.tap("Calls")
	equal(t, "rows", b.names(), []string{"Anna", "Zoé", "Tobias"})
	b.fill("zoe")
	b.settle()
	equal(t, "rows", b.names(), []string{"Zoé"})
	b.expect("1 call")
	b.fill("1234006")
	b.settle()
	equal(t, "rows", b.names(), []string{"Tobias"})
	b.fill("nobody")
	b.settle()
	b.expect("Nothing found")
}

func TestFiltersAndGroups(t *testing.T) {
	b := newBench(t, withCalls("Anna missed", "Anna missed", "Anna in", "Tobias out"))
	b.tap("Calls")
	equal(t, "all", b.names(), []string{"Anna ×2", "Anna", "Tobias"})
	b.choose(1)
	equal(t, "missed", b.names(), []string{"Anna ×2"})
	b.choose(3)
	equal(t, "outgoing", b.names(), []string{"Tobias"})
	b.choose(0)
	b.key(fyne.KeyDown) // to the list
	b.key(fyne.KeyUp)
	b.key(fyne.KeyUp)
	b.key(fyne.KeyRight)
	if got := b.names(); len(got) != 5 {
		t.Errorf("unfolded: %q", got)
	}
	b.key(fyne.KeyLeft)
	equal(t, "folded", b.names(), []string{"Anna ×2", "Anna", "Tobias"})
}

func TestThreadShowsAllWithTheCaller(t *testing.T) {
	s := withCalls("Anna missed", "Tobias out", "Anna in")
	s.Voicemails = []inbox.Voicemail{{ID: "v1", Label: "Anna", Number: "+49301234004", Time: noon.Add(-time.Minute), Seconds: 9}}
	b := newBench(t, s)
	b.tap("Calls")
	b.expect("All with this caller", "Today, 11:59", "Today, 12:00", "Today, 11:40")
}

func TestAHundredThousandCalls(t *testing.T) {
	s := fake.Snapshot(noon)
	s.Calls = fake.Calls(noon, 100_000)
	b := newBench(t, s)
	b.tap("Calls")
	b.expect("100,000 calls")
	if n := len(b.rows()); n > 20 {
		t.Errorf("%d rows exist for a screen", n)
	}
}

func TestToCallBackClearsItself(t *testing.T) {
	b := newBench(t, withCalls("Anna missed", "Anna missed", "Tobias missed", "Zoe out"))
	b.tap("To call back")
	b.expect("2 callers wait", "2 missed calls, rang 5 s", "1 missed call, rang 6 s")
	b.agent.Change(func(s *inbox.Snapshot) { s.Calls = calls("Anna out", "Anna missed", "Anna missed", "Tobias missed") })
	b.settle()
	b.expect("1 caller waits")
	equal(t, "rows", b.names(), []string{"Tobias"})
}

func TestDoneAndLater(t *testing.T) {
	b := newBench(t, withCalls("Anna missed", "Tobias missed"))
	b.tap("To call back")
	b.tap("Done")
	equal(t, "rows", b.names(), []string{"Tobias"})
	b.expect("Anna marked done")
	b.tap("Undo")
	equal(t, "rows", b.names(), []string{"Anna", "Tobias"})

	b.tap("Later")
	b.pick("In 1 hour") // it is Tobias who was chosen meanwhile
	equal(t, "rows", b.names(), []string{"Anna"})
	b.pass(61 * time.Minute)
	b.tap("Calls")
	b.tap("To call back")
	equal(t, "an hour later", b.names(), []string{"Anna", "Tobias"})
	b.expect("Reminder")
}

func TestWhoCallsAgainBeforeTheReminderIsBackWithoutIt(t *testing.T) {
	b := newBench(t, withCalls("Anna missed"))
	b.tap("To call back")
	b.tap("Later")
	b.pick("In 1 hour")
	b.expect("Nobody waits for you")
	b.expectNot("0 callers wait", "Anna")
	b.pass(time.Minute)
	b.agent.Change(func(s *inbox.Snapshot) {
		again := calls("Anna missed")[0]
		again.ID, again.Time = "again", noon.Add(30*time.Second)
		s.Calls = append([]inbox.Call{again}, s.Calls...)
	})
	b.settle()
	equal(t, "rows", b.names(), []string{"Anna"})
	b.expectNot("Reminder")
}

func TestShowChoosesACaller(t *testing.T) {
	b := newBench(t, withCalls("Anna missed", "Tobias missed"))
	b.ui.Show(control.Show{Page: "followups", Item: "+49301234006"})
	b.settle()
	b.tap("Call back")
	b.asked("call +49301234006")
}

func TestDialTypedNumber(t *testing.T) {
	b := newBench(t, withCalls("Anna missed"))
	b.tap("Dial")
	equal(t, "people", b.names(), []string{"Anna"})
	b.fill("+49 (0)30 / 55-1")
	b.settle()
	b.tap("Call")
	b.asked("call +4930551")
}

func TestDialSomebody(t *testing.T) {
	b := newBench(t, withCalls("Anna missed", "Tobias in"))
	b.tap("Dial")
	b.fill("tob")
	b.settle()
	equal(t, "people", b.names(), []string{"Tobias"})
	b.tap("Call")
	b.asked("call +49301234006")
}

func TestDialFromOutsideAsks(t *testing.T) {
	b := newBench(t, withCalls("Anna missed"))
	b.ui.Show(control.Show{Page: "dial", Dial: "*21#"})
	b.settle()
	b.asked()
	for _, r := range b.rows() {
		if r.Detail == "Call this number" {
			t.Error("a code from outside is offered to be dialled")
		}
	}
	b.ui.Show(control.Show{Dial: "tel:+49-30-55"})
	b.settle()
	b.asked()
	b.expect("Call this number")
}
