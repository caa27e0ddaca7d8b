package parts

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/look"
)

// Fyne lays out before a frame what has come into view. Where that asks for something to be drawn again, the frame
// after it is another one that looks the same, and costs as much.
func TestWhatStaysAsItIsIsNotDrawnAgain(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	shelf := newShelf(t, 100)
	shelf.list.SetItems(100, []Section{{Title: said("Today"), Start: 0}, {Title: said("Yesterday"), Start: 50}})
	shelf.list.scrollTo(200)
	things := map[string]fyne.Widget{
		"text":       NewText("Anna Lindqvist, who has a longer name than there is room for", Style{}),
		"button":     NewButton("Call back", look.IconCall, Plain, nil),
		"list":       shelf.list,
		"scroll bar": shelf.list.bar,
		"row":        NewRow(),
	}
	for name, o := range things {
		if o.Size().IsZero() {
			test.NewTempWindow(t, o).Resize(fyne.NewSize(200, 60))
		}
		layOut := func() { test.WidgetRenderer(o).Layout(o.Size()) }
		layOut()
		if n := drawnAgain(t, layOut); n > 0 {
			t.Errorf("%s: laid out once more it is drawn again %d times", name, n)
		}
	}
}

// drawnAgain counts how often something is asked to be drawn again.
func drawnAgain(t *testing.T, do func()) int {
	t.Helper()
	before := fyne.CurrentApp()
	defer fyne.SetCurrentApp(before)
	counted := &countedCanvas{}
	fyne.SetCurrentApp(countedApp{before, countedDriver{before.Driver(), counted}})
	do()
	return counted.n
}

type countedApp struct {
	fyne.App
	driver fyne.Driver
}

func (a countedApp) Driver() fyne.Driver { return a.driver }

type countedDriver struct {
	fyne.Driver
	canvas fyne.Canvas
}

func (d countedDriver) CanvasForObject(fyne.CanvasObject) fyne.Canvas { return d.canvas }

type countedCanvas struct {
	fyne.Canvas
	n int
}

func (c *countedCanvas) Refresh(fyne.CanvasObject) { c.n++ }

// SetDirty is what Fyne asks for when something moves.
func (c *countedCanvas) SetDirty() { c.n++ }
