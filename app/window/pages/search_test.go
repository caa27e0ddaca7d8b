package pages_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

func TestSearchFindsNamesAndNumbers(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Zoé in", "Tobias out"))
	b.Tap("Calls")
	bench.Equal(t, "rows", b.Names(), []string{"Anna", "Zoé", "Tobias"})
	b.Fill("zoe")
	b.Settle()
	bench.Equal(t, "rows", b.Names(), []string{"Zoé"})
	b.Expect("1 call")
	b.Fill("1234006")
	b.Settle()
	bench.Equal(t, "rows", b.Names(), []string{"Tobias"})
	b.Fill("nobody")
	b.Settle()
	b.Expect("No results")
}

func TestFiltersAndGroups(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Anna missed", "Anna in", "Tobias out"))
	b.Tap("Calls")
	bench.Equal(t, "all", b.Names(), []string{"Anna ×2", "Anna", "Tobias"})
	b.Choose(1)
	bench.Equal(t, "missed", b.Names(), []string{"Anna ×2"})
	b.Choose(3)
	bench.Equal(t, "outgoing", b.Names(), []string{"Tobias"})
	b.Choose(0)
	b.Key(fyne.KeyDown) // to the list
	b.Key(fyne.KeyUp)
	b.Key(fyne.KeyUp)
	b.Key(fyne.KeyRight)
	if got := b.Names(); len(got) != 5 {
		t.Errorf("unfolded: %q", got)
	}
	b.Key(fyne.KeyLeft)
	bench.Equal(t, "folded", b.Names(), []string{"Anna ×2", "Anna", "Tobias"})
}

func TestThreadShowsAllWithTheCaller(t *testing.T) {
	s := bench.WithCalls("Anna missed", "Tobias out", "Anna in")
	s.Voicemails = []inbox.Voicemail{{ID: "v1", Label: "Anna", Number: "+49301234004",
		Time: bench.Noon.Add(-time.Minute), Seconds: 9}}
	b := bench.New(t, s)
	b.Tap("Calls")
	b.Expect("History with Anna", "Today, 11:59", "Today, 12:00", "Today, 11:40")
}

func TestAHundredThousandCalls(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Calls = fake.Calls(bench.Noon, 100_000)
	b := bench.New(t, s)
	b.Tap("Calls")
	b.Expect("100,000 calls")
	if n := len(b.Rows()); n > 20 {
		t.Errorf("%d rows exist for a screen", n)
	}
}

func TestToCallBackClearsItself(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Anna missed", "Tobias missed", "Zoe out"))
	b.Tap("To call back")
	b.Expect("2 to call back", "2 missed calls, rang 5 s", "1 missed call, rang 6 s")
	b.Agent.Change(func(s *inbox.Snapshot) {
		s.Calls = bench.Calls("Anna out", "Anna missed", "Anna missed", "Tobias missed")
	})
	b.Settle()
	b.Expect("1 to call back")
	bench.Equal(t, "rows", b.Names(), []string{"Tobias"})
}

func TestDoneAndLater(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Tobias missed"))
	b.Tap("To call back")
	b.Tap("Done")
	bench.Equal(t, "rows", b.Names(), []string{"Tobias"})
	b.Expect("Anna marked done")
	b.Tap("Undo")
	bench.Equal(t, "rows", b.Names(), []string{"Anna", "Tobias"})

	b.Tap("Later")
	b.Pick("In 1 hour") // it is Tobias who was chosen in the meantime
	bench.Equal(t, "rows", b.Names(), []string{"Anna"})
	b.Pass(61 * time.Minute)
	b.Tap("Calls")
	b.Tap("To call back")
	bench.Equal(t, "an hour later", b.Names(), []string{"Anna", "Tobias"})
	b.Expect("Reminder")
}

func TestWhoCallsAgainBeforeTheReminderIsBackWithoutIt(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed"))
	b.Tap("To call back")
	b.Tap("Later")
	b.Pick("In 1 hour")
	b.Expect("You’re all caught up")
	b.ExpectNot("0 to call back", "Anna")
	b.Pass(time.Minute)
	b.Agent.Change(func(s *inbox.Snapshot) {
		again := bench.Calls("Anna missed")[0]
		again.ID, again.Time = "again", bench.Noon.Add(30*time.Second)
		s.Calls = append([]inbox.Call{again}, s.Calls...)
	})
	b.Settle()
	bench.Equal(t, "rows", b.Names(), []string{"Anna"})
	b.ExpectNot("Reminder")
}

func TestShowChoosesACaller(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Tobias missed"))
	b.UI.Show(control.Show{Page: "followups", Item: "+49301234006"})
	b.Settle()
	b.Tap("Call back")
	b.ExpectAsked("call +49301234006")
}

func TestDialTypedNumber(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed"))
	b.Tap("Dial")
	bench.Equal(t, "people", b.Names(), []string{"Anna"})
	b.Fill("+49 (0)30 / 55-1")
	b.Settle()
	b.Tap("Call")
	b.ExpectAsked("call +4930551")
}

func TestDialSomebody(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Tobias in"))
	b.Tap("Dial")
	b.Fill("tob")
	b.Settle()
	bench.Equal(t, "people", b.Names(), []string{"Tobias"})
	b.Tap("Call")
	b.ExpectAsked("call +49301234006")
}

func TestDialFromOutsideAsks(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed"))
	b.UI.Show(control.Show{Page: "dial", Dial: "*21#"})
	b.Settle()
	b.ExpectAsked()
	for _, r := range b.Rows() {
		if r.Detail == "Call this number" {
			t.Error("a code from outside is offered to be dialled")
		}
	}
	b.UI.Show(control.Show{Dial: "tel:+49-30-55"})
	b.Settle()
	b.ExpectAsked()
	b.Expect("Call this number")
}
