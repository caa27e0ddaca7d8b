package parts

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// within is a list of a thousand below something as high as a window, both in one scroller.
func within(t *testing.T) (*shelf, *container.Scroll) {
	t.Helper()
	s := newShelf(t, 1000)
	above := canvas.NewRectangle(nil)
	above.SetMinSize(fyne.NewSize(10, 400))
	scroll := container.NewVScroll(VBox(0, above, s.list))
	s.list.Within(scroll)
	w := test.NewTempWindow(t, scroll)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 400))
	return s, scroll
}

func TestAListScrollsWithWhatIsAboveIt(t *testing.T) {
	s, scroll := within(t)
	s.list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -600)})
	if scroll.Offset.Y != 600 || s.list.Offset() != 200 {
		t.Errorf("the wheel moves all by %v and the list by %v, want 600 and 200", scroll.Offset.Y, s.list.Offset())
	}
	if n := len(s.list.rows()); n < 8 || n > 12 { // and the button for news
		t.Errorf("%d rows exist, of which 8 or 9 are in view", n)
	}
	s.list.Select(500)
	if at := 400 + s.list.rowY(500) - scroll.Offset.Y; at < 0 || at > 350 {
		t.Errorf("row 500 is at %v of 400", at)
	}
	s.list.Select(0)
	if scroll.Offset.Y != 0 {
		t.Errorf("before the first row is %v more", scroll.Offset.Y)
	}
	s.list.Select(500)
	before := scroll.Offset.Y
	s.add("new")
	if scroll.Offset.Y != before+50 {
		t.Errorf("a new row moves what is read from %v to %v", before, scroll.Offset.Y)
	}
	s.list.Within(nil)
	s.list.Resize(fyne.NewSize(300, 400))
	s.wheel(100)
	if s.list.Offset() != 100 {
		t.Errorf("by itself it scrolls to %v", s.list.Offset())
	}
}

// What is above a list may go: then more of the list is in view, though it is as large as before, and where it was in
// what holds it.
func TestAListFillsTheRoomThatIsLeftToIt(t *testing.T) {
	s := newShelf(t, 1000)
	above := canvas.NewRectangle(nil)
	above.SetMinSize(fyne.NewSize(10, 300))
	content := Followed(VBox(0, above, container.NewStack(s.list)), s.list)
	scroll := container.NewVScroll(content)
	s.list.Within(scroll)
	w := test.NewTempWindow(t, scroll)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 400))
	for _, layOut := range []func(){
		func() { Arrange(scroll) },
		func() { content.Layout.Layout(content.Objects, content.Size()) }, // as Fyne does
	} {
		for _, room := range []float32{100, 400} {
			Show(above, room == 100)
			layOut()
			if got := s.list.clip.Size().Height; got != room {
				t.Errorf("%v of %v are shown", got, room)
			}
		}
	}
}
