package pages_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

func TestWhatASearchFoundIsMarked(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Fill("lind")
	if got, want := b.Rows()[0].NameFound[0], (parts.Span{From: 5, To: 9}); got != want {
		t.Errorf("of the name %v is marked, want %v", got, want)
	}
	b.Fill("50578")
	if got, want := b.Rows()[0].DetailFound[0], (parts.Span{From: 6, To: 12}); got != want {
		t.Errorf("of the number %v is marked, want %v", got, want)
	}
	b.Fill("")
	if got := b.Rows()[0]; got.NameFound != (parts.Found{}) || got.DetailFound != (parts.Found{}) {
		t.Error("without a search something is marked")
	}
}

func TestInternalMessages(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Choose(3)
	bench.Equal(t, "internal", b.Names(), []string{"Reception"})
}

func TestNothingFoundIsCleared(t *testing.T) {
	for _, page := range []string{"voicemails", "calls", "followups", "dial"} {
		b := bench.New(t, fake.Snapshot(bench.Noon))
		b.Open(page)
		b.Fill("nobody of that name")
		b.Settle()
		b.Expect("No results")
		b.Tap("Clear")
		b.ExpectNot("No results")
		if len(b.Rows()) == 0 {
			t.Errorf("%s: no row is back", page)
		}
	}
}

func TestAllCaughtUp(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	for i := range s.Voicemails {
		s.Voicemails[i].Read = true
	}
	b := bench.New(t, s)
	b.Choose(1)
	b.Expect("You’re all caught up")
	b.Tap("Show all")
	b.ExpectNot("You’re all caught up")
}

func TestTheSelectionBarIsThereWhileSeveralAreSelected(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.ExpectNot("Clear the selection", "Save")
	b.Key(fyne.KeyHome)
	b.WithShift(fyne.KeyDown)
	b.Expect("2 selected", "Mark read", "Save", "Delete")
	b.Tap("Clear the selection")
	b.ExpectNot("2 selected", "Save")
	b.Expect("Play")
}

func TestSeveralAreSaved(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Key(fyne.KeyHome)
	b.WithShift(fyne.KeyDown, fyne.KeyDown)
	b.Tap("Save")
	b.Expect("3 messages saved")
	files, err := os.ReadDir(b.Downloads)
	if err != nil || len(files) != 3 {
		t.Errorf("%d files are there, %v", len(files), err)
	}
}

func TestKindsOfCallersWhoWait(t *testing.T) {
	s := bench.WithCalls("Anna missed", "Tobias missed")
	s.Voicemails = []inbox.Voicemail{{ID: "v", Label: "Zoe", Number: "+49301112", Callback: "+49301112",
		Time: bench.Noon.Add(-time.Hour)}}
	s.FollowUps = []inbox.FollowUp{{Caller: "x", Name: "Bob", Number: "+49305556", Done: bench.Noon,
		Remind: bench.Noon.Add(time.Hour)}}
	b := bench.New(t, s)
	b.Open("followups")
	for i, want := range [][]string{{"Anna", "Tobias", "Zoe"}, {"Zoe"}, {"Anna", "Tobias"}, {"Bob"}} {
		b.Choose(i)
		bench.Equal(t, "callers", b.Names(), want)
	}
	b.Expect("Reminder: Today, 13:00")
}

func TestDialOffersFavouritesFirst(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna out", "Tobias out"))
	b.Agent.Suggest(control.Suggestion{Name: "Carla", Company: "Carpenters", Number: "+4930777888", Favourite: true},
		control.Suggestion{Name: "Dora", Number: "+4930999000", Calls: 12, Last: bench.Noon.Add(-48 * time.Hour)})
	b.Open("dial")
	bench.Equal(t, "offered", b.Names(), []string{"Carla", "Anna", "Tobias", "Dora"})
	b.Expect("Favourites", "Recent", "Frequent")
	if got := b.Rows()[0].Detail; !strings.HasPrefix(got, "Carpenters · ") {
		t.Errorf("Carla is %q", got)
	}
	b.Fill("anna")
	bench.Equal(t, "found", b.Names(), []string{"Anna"})
	b.ExpectNot("Favourites")
}

// Favourites are chosen where people are: in the menu of a row, and in that of the pane.
func TestFavouritesAreChosenInTheWindow(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna out", "Tobias out"))
	number := bench.WithCalls("Anna out", "Tobias out").Calls[0].Number
	b.Open("calls")
	b.More()
	b.Pick("Favourite")
	b.ExpectAsked("person " + number + " favourite=on")
	b.Expect("Anna is now a favourite, also in the tray’s menu")
	b.Tap("Undo")
	b.ExpectAsked("person "+number+" favourite=on", "person "+number+" favourite=off")
	b.Open("dial")
	b.Agent.Suggest(control.Suggestion{Name: "Anna", Number: number, Favourite: true})
	b.More()
	b.Pick("Favourite")
	b.ExpectAsked("person "+number+" favourite=on", "person "+number+" favourite=off", "person "+number+" favourite=on")
	b.Expect("Favourites")
	b.More()
	b.Pick("Favourite")
	b.Expect("Anna is no longer a favourite")
}

func TestDialWithoutAHistory(t *testing.T) {
	b := bench.New(t, bench.WithCalls())
	b.Open("dial")
	b.Expect("Type a name or number")
}

func TestCallsOfSomeDays(t *testing.T) {
	s := bench.WithCalls("Anna in", "Tobias out", "Zoe missed", "Carla in")
	for i, days := range []int{0, 3, 12, 40} {
		s.Calls[i].Time = bench.Noon.AddDate(0, 0, -days)
	}
	b := bench.New(t, s)
	b.Open("calls")
	for _, c := range []struct {
		span string
		want []string
	}{
		{"Today", []string{"Anna"}},
		{"Last 7 days", []string{"Anna", "Tobias"}},
		{"Last 30 days", []string{"Anna", "Tobias", "Zoe"}},
		{"This month", []string{"Anna", "Tobias", "Zoe"}},
		{"Any time", []string{"Anna", "Tobias", "Zoe", "Carla"}},
	} {
		openDays(b)
		b.Pick(c.span)
		bench.Equal(t, c.span, b.Names(), c.want)
	}
}

// openDays opens the menu of spans, whichever is chosen.
func openDays(b *bench.Bench) {
	b.T.Helper()
	for _, name := range []string{"Any time", "Today", "Last 7 days", "Last 30 days", "This month"} {
		if b.Find(name) != nil {
			b.Tap(name)
			return
		}
	}
	b.T.Fatal("no span is chosen")
}

func TestOwnDaysAreTypedAndExported(t *testing.T) {
	s := bench.WithCalls("Anna in", "Tobias out", "Zoe missed")
	for i, days := range []int{0, 3, 12} {
		s.Calls[i].Time = bench.Noon.AddDate(0, 0, -days)
	}
	b := bench.New(t, s)
	b.Open("calls")
	openDays(b)
	b.Pick("Custom…")
	b.FillOverlay("2026-03-05", "2026-03-04")
	b.PressOverlay("Show")
	if top := b.Window.Canvas().Overlays().Top(); top == nil {
		t.Fatal("days in the wrong order are taken")
	}
	b.FillOverlay("2026-03-05", "2026-03-15")
	b.PressOverlay("Show")
	bench.Equal(t, "found", b.Names(), []string{"Tobias", "Zoe"})
	b.Expect("5 March – 15 March")
	b.Tap("Export")
	text, err := os.ReadFile(filepath.Join(b.Downloads, "2026-03-18 calls.csv"))
	if rows := strings.Split(strings.TrimSpace(string(text)), "\n"); err != nil || len(rows) != 3 {
		t.Errorf("exported %q, %v", text, err)
	}
}

// The command line rounds, too.
func TestTheTimeToCallBackIsRounded(t *testing.T) {
	s := bench.WithCalls("Anna missed", "Anna out")
	s.Calls[0].Time, s.Calls[1].Time = bench.Noon.Add(-20*time.Hour), bench.Noon.Add(-140*time.Minute)
	slices.SortFunc(s.Calls, func(a, b inbox.Call) int { return b.Time.Compare(a.Time) })
	b := bench.New(t, s)
	b.Open("calls")
	b.Tap("Figures")
	b.Expect("Half of the missed callers were called back within 18 h.")
}

func TestFiguresStayWhileTheDaysChange(t *testing.T) {
	s := bench.WithCalls("Anna missed", "Anna out", "Tobias in")
	s.Calls[0].Time, s.Calls[1].Time = bench.Noon.Add(-2*time.Hour), bench.Noon.Add(-time.Hour)
	s.Calls[2].Time = bench.Noon.AddDate(0, 0, -3)
	slices.SortFunc(s.Calls, func(a, b inbox.Call) int { return b.Time.Compare(a.Time) })
	b := bench.New(t, s)
	b.Open("calls")
	b.Tap("Figures")
	b.Expect("Half of the missed callers were called back within 60 min.", "Calls by hour")
	openDays(b)
	b.Pick("Today")
	b.Expect("Calls by hour", "Busiest hours: 10:00–11:00")
	b.Press(0, 0)
	b.ExpectNot("Calls by hour")
	b.Expect("Delete")
}

func TestWhenSomebodyUsuallyAnswers(t *testing.T) {
	var rows []string
	for range 8 {
		rows = append(rows, "Anna in")
	}
	s := bench.WithCalls(rows...)
	for i := range s.Calls {
		s.Calls[i].Time, s.Calls[i].Seconds = bench.Noon.AddDate(0, 0, -i).Add(-2*time.Hour), 60
	}
	b := bench.New(t, s)
	b.Open("calls")
	found := ""
	for _, text := range b.Texts() {
		if strings.HasPrefix(text, "Usually answers between ") {
			found = text
		}
	}
	if found == "" {
		t.Errorf("nothing is said of it among %q", b.Texts())
	}
}

func TestTheDividerMovesByKeys(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.LayOut()
	var d *parts.Divider
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if found, ok := o.(*parts.Divider); ok {
			d = found
		}
	})
	before := d.Position().X
	b.Window.Canvas().Focus(d)
	b.Key(fyne.KeyRight)
	b.LayOut()
	if got := d.Position().X; got != before+24 {
		t.Errorf("it went from %v to %v", before, got)
	}
	if b.Memory.Get().List == 0 {
		t.Error("that is not remembered")
	}
	b.Key(fyne.KeyHome)
	b.LayOut()
	a := d.Access()
	if a.Range.Now != a.Range.Min || a.Name == "" {
		t.Errorf("%q is at %v of %v", a.Name, a.Range.Now, a.Range.Min)
	}
}
