package parts

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/look"
)

// said is a title of a section.
func said(title string) func() string { return func() string { return title } }

// Of a hundred thousand calls' days, only those in view are put into words.
func TestTitlesOutOfViewAreNotAskedFor(t *testing.T) {
	s := newShelf(t, 1000)
	var days []Section
	asked := 0
	for i := range 1000 {
		days = append(days, Section{Title: func() string { asked++; return fmt.Sprint("Day ", i) }, Start: i})
	}
	s.list.SetItems(1000, days)
	if asked == 0 || asked > 20 {
		t.Errorf("%d titles were asked for", asked)
	}
}

// shelf is a list of keys in a window.
type shelf struct {
	list *List
	keys []string
	did  []string
}

func newShelf(t *testing.T, n int) *shelf {
	t.Helper()
	s := &shelf{}
	for i := range n {
		s.keys = append(s.keys, fmt.Sprint("k", i))
	}
	s.list = NewList(ListOptions{
		Name:   "Shelf",
		NewRow: func() fyne.CanvasObject { return NewRow() },
		Fill:   func(i int, row fyne.CanvasObject) { row.(*Row).Set(RowData{Name: s.keys[i]}) },
		Height: func() float32 { return 50 },
		Key:    func(i int) string { return s.keys[i] },
		Find: func(key string) int {
			for i, k := range s.keys {
				if k == key {
					return i
				}
			}
			return -1
		},
		News: func(n int) string { return fmt.Sprint(n, " new") },
		Actions: func(i int) []RowAction {
			return []RowAction{{"Delete", look.IconDelete, func() { s.did = append(s.did, s.keys[i]) }}}
		},
	})
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	w := test.NewTempWindow(t, s.list)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 400))
	s.list.SetItems(n, nil)
	return s
}

// add puts items above all others.
func (s *shelf) add(keys ...string) {
	s.keys = append(keys, s.keys...)
	s.list.SetItems(len(s.keys), nil)
}

func (s *shelf) wheel(by float32) {
	s.list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -by)})
}

// at is where a row is in the view.
func (s *shelf) at(key string) float32 {
	for _, c := range s.list.body.cells {
		if c.key == key {
			return c.Position().Y
		}
	}
	return -1
}

func TestWhatComesAboveIsSaidAndMovesNothing(t *testing.T) {
	s := newShelf(t, 100)
	s.add("a")
	if s.list.news.Visible() || s.list.Offset() != 0 {
		t.Error("at the top, what comes is simply seen")
	}
	s.wheel(1000)
	before := s.at("k22")
	s.add("b", "c")
	if got := s.at("k22"); got != before {
		t.Errorf("the rows in view moved from %v to %v", before, got)
	}
	if s.list.news.Hidden || s.list.news.Label() != "2 new" {
		t.Errorf("got %q, visible %v", s.list.news.Label(), s.list.news.Visible())
	}
	s.add("d")
	if s.list.news.Label() != "3 new" {
		t.Errorf("got %q", s.list.news.Label())
	}
	test.Tap(s.list.news)
	if s.list.Offset() != 0 || s.list.news.Visible() {
		t.Error("a press goes to the newest ones, and is not asked for again")
	}
}

func TestAnotherQuestionBringsNoNews(t *testing.T) {
	s := newShelf(t, 100)
	s.wheel(1000)
	s.list.Restart()
	s.add("x")
	if s.list.news.Visible() || s.list.Offset() != 0 {
		t.Error("the answer to another question begins at the top")
	}
}

func TestTheThumbCanBeTakenHoldOf(t *testing.T) {
	s := newShelf(t, 100_000)
	thumb := s.list.bar.thumb
	if size := thumb.Size(); size.Width < 8 || size.Height < 24 {
		t.Errorf("the thumb measures %v", size)
	}
	s.list.bar.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 10_000)})
	if i := s.list.rowAt(s.list.Offset() + 399 - look.S); i < 99_990 {
		t.Errorf("dragged to the end, row %d is the last", i)
	}
	if end := thumb.Position().Y + thumb.Size().Height; end < 399 || end > 401 {
		t.Errorf("the thumb ends at %v", end)
	}
	s.list.bar.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, -10_000)})
	if s.list.Offset() != 0 {
		t.Errorf("dragged back, it is at %v", s.list.Offset())
	}
	s.list.bar.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, 300)})
	if s.list.Offset() != 400 {
		t.Errorf("a press below the thumb goes to %v", s.list.Offset())
	}
}

func TestTheHeadingStaysWhileItsRowsGoBy(t *testing.T) {
	s := newShelf(t, 40)
	s.list.SetItems(40, []Section{{said("Today"), 0}, {said("Yesterday"), 20}})
	sticky := s.list.body.sticky.text
	if stuck := s.list.body.stick(0, 300); stuck >= 0 {
		t.Error("at the top the heading stands by itself")
	}
	s.wheel(500)
	if sticky.Text() != "Today" || sticky.Position().Y != look.XS {
		t.Errorf("%q stays at %v", sticky.Text(), sticky.Position())
	}
	s.wheel(535)
	if y := sticky.Position().Y; sticky.Text() != "Today" || y >= look.XS {
		t.Errorf("%q is not pushed out, but at %v", sticky.Text(), y)
	}
	s.wheel(40)
	if sticky.Text() != "Yesterday" {
		t.Errorf("%q stays", sticky.Text())
	}
	s.list.Select(25)
	s.list.Select(22)
	if y := s.at("k22"); y < stickyHeight() {
		t.Errorf("the row with the cursor is at %v, below the heading", y)
	}
}

// What has no room beside the actions ends in an ellipsis, and not below them.
func TestTextsEndBeforeTheActions(t *testing.T) {
	s := newShelf(t, 1)
	s.keys[0] = "Bundesanstalt für Immobilienaufgaben, Direktion Freiburg"
	s.list.SetItems(1, nil)
	cell := s.list.body.cells[0]
	cell.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(50, 25)}})
	name := test.WidgetRenderer(cell.row.(*Row)).(*rowRenderer).name
	end := fyne.CurrentApp().Driver().AbsolutePositionForObject(name).X + name.Size().Width
	actions := fyne.CurrentApp().Driver().AbsolutePositionForObject(cell).X + cell.Access().Items[0].At.X
	if end > actions || name.Cut() == "" {
		t.Errorf("the name ends at %v, the actions begin at %v", end, actions)
	}
}

func TestActionsAreThereUnderThePointer(t *testing.T) {
	s := newShelf(t, 5)
	cell := s.list.body.cells[2]
	if len(cell.Access().Items) != 0 {
		t.Error("there are actions without a pointer")
	}
	move := func(x float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 25)},
			Button: desktop.MouseButtonPrimary}
	}
	cell.MouseIn(move(50))
	items := cell.Access().Items
	if len(items) != 1 || items[0].Name != "Delete: k2" || items[0].Size.Width < 24 || items[0].Size.Height < 24 {
		t.Fatalf("got %+v", items)
	}
	cell.MouseMoved(move(items[0].At.X + 10))
	cell.MouseDown(move(items[0].At.X + 10))
	if fmt.Sprint(s.did) != "[k2]" || s.list.Cursor() == 2 {
		t.Errorf("did %v; the row under it is selected: %v", s.did, s.list.Cursor())
	}
	cell.MouseOut()
	if len(cell.Access().Items) != 0 {
		t.Error("they stay when the pointer is gone")
	}
}
