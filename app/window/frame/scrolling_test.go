package frame_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// TestNothingScrollsInsideWhatScrolls looks for a scroller in another one: the wheel would stop halfway.
func TestNothingScrollsInsideWhatScrolls(t *testing.T) {
	withoutRaceDetector(t)
	t.Cleanup(func() { fyne.CurrentApp().Settings().SetTheme(bench.Light) })
	sizes := []fyne.Size{leastWindow, {Width: 320, Height: 300}, {Width: 640, Height: 370}, {Width: 1280, Height: 400}}
	for _, scale := range []float64{1, 2} {
		fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, scale))
		for _, s := range narrowScreens() {
			b := s.open(t)
			for _, size := range sizes {
				sized(b, size)
				name := fmt.Sprintf("%s-%.0f-%.0fx%.0f", s.name, scale, size.Width, size.Height)
				scrollers(b.Window.Content(), nil, func(inner string) {
					t.Errorf("%s: %s scrolls within what scrolls", name, inner)
				})
			}
		}
	}
}

// scrollers tells what scrolls by itself below an object that is within a scroller; nil: within none.
func scrollers(o fyne.CanvasObject, outer *container.Scroll, tell func(string)) {
	if o == nil || !o.Visible() {
		return
	}
	switch v := o.(type) {
	case *container.Scroll:
		if v.Content.Size().Height > v.Size().Height+1 {
			if outer != nil {
				tell("a part")
			}
			outer = v
		}
		scrollers(v.Content, outer, tell)
	case *fyne.Container:
		for _, child := range v.Objects {
			scrollers(child, outer, tell)
		}
	case *parts.List:
		if outer != nil && scrollsAlone(v, outer) {
			tell("a list")
		}
	case interface{ Hint() string }, *widget.Entry, *widget.Select:
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(v).Objects() {
			scrollers(child, outer, tell)
		}
	}
}

// scrollsAlone turns the wheel over a list, and reports whether its rows move without what is around it.
func scrollsAlone(l *parts.List, outer *container.Scroll) bool {
	before, around := l.Offset(), outer.Offset
	outer.ScrollToTop()
	l.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -20)})
	alone := l.Offset() != before && outer.Offset.Y == 0
	outer.ScrollToOffset(around)
	return alone
}

// Another message begins at the top of the pane, and the same one stays where it was scrolled to.
func TestAnotherItemBeginsAtTheTop(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	sized(b, fyne.NewSize(1280, 400))
	pane := paneScroller(b)
	pane.ScrollToOffset(fyne.NewPos(0, 60))
	b.Agent.Change(func(*inbox.Snapshot) {})
	b.Settle()
	if pane.Offset.Y != 60 {
		t.Errorf("news moved the message to %v", pane.Offset.Y)
	}
	b.Press(2, 0)
	if pane.Offset.Y != 0 {
		t.Errorf("another message begins at %v", pane.Offset.Y)
	}
}

// paneScroller is what the wave of the message is in.
func paneScroller(b *bench.Bench) (found *container.Scroll) {
	b.T.Helper()
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*container.Scroll); ok {
			bench.Walk(s.Content, func(o fyne.CanvasObject) {
				if _, ok := o.(*parts.Wave); ok {
					found = s
				}
			})
		}
	})
	if found == nil {
		b.T.Fatal("no message is shown")
	}
	return found
}

// The search field takes no wheel from a short page, which scrolls as one.
func TestAShortPageScrollsOverItsSearch(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	sized(b, fyne.NewSize(360, 300))
	var around, column *container.Scroll
	var search fyne.CanvasObject
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*container.Scroll); ok {
			around = s
		}
		if h, ok := o.(interface{ Hint() string }); ok && h.Hint() == "Search names and numbers" && search == nil {
			search, column = o, around
		}
	})
	if search == nil || column == nil {
		t.Fatal("no search in something that scrolls")
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(search)
	test.Scroll(b.Window.Canvas(), at.AddXY(50, search.Size().Height/2), 0, -20)
	if column.Offset.Y != 20 {
		t.Errorf("it scrolled to %v", column.Offset.Y)
	}
}
