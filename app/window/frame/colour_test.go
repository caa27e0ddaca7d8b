package frame_test

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/internal/bench"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/internal/wcag"
)

// tellable is how many points of a picture have to be much lighter or darker for two states to be told apart.
const tellable = 24

// What tells states apart is seen without colours, too (WCAG 1.4.1): by a form, a weight, a sign or a word, and not by
// another hue or shade of the same form.
func TestStatesAreToldApartWithoutColours(t *testing.T) {
	withoutRaceDetector(t)
	inEveryTheme(t, func(wish look.Wish) {
		for name, drawn := range map[string]func(t *testing.T, on bool) *image.NRGBA{
			"a filter is chosen": func(t *testing.T, on bool) *image.NRGBA {
				chips := parts.NewChips("Show", []string{"All", "Missed"}, func(int) {})
				chips.Choose(map[bool]int{true: 0, false: 1}[on])
				return alone(t, chips, fyne.NewSize(60, 30)) // the other one is below
			},
			"something is on": func(t *testing.T, on bool) *image.NRGBA {
				chip := parts.NewButton("Skip silence", "", parts.Pill, nil)
				chip.SetOn(on)
				return alone(t, chip, chip.MinSize())
			},
			"a switch is on": func(t *testing.T, on bool) *image.NRGBA {
				s := parts.NewSwitch(on, nil)
				return alone(t, s, s.MinSize())
			},
			"a page is open": func(t *testing.T, on bool) *image.NRGBA {
				page := parts.NewNavItem("Calls", look.IconCalls, nil)
				page.SetCompact(true)
				page.SetCurrent(on)
				return alone(t, page, page.MinSize())
			},
			"a message is unread": func(t *testing.T, on bool) *image.NRGBA {
				return rowOf(t, parts.RowData{Unread: on})
			},
			"a caller is a VIP": func(t *testing.T, on bool) *image.NRGBA { return rowOf(t, parts.RowData{VIP: on}) },
			"a row is chosen":   func(t *testing.T, on bool) *image.NRGBA { return firstCall(t, "in", on) },
			"a call was missed": func(t *testing.T, on bool) *image.NRGBA {
				return firstCall(t, map[bool]string{true: "missed", false: "in"}[on], false)
			},
		} {
			t.Run(fmt.Sprintf("%s %s %s", wish.Mode, wish.Contrast, name), func(t *testing.T) {
				if n := differing(drawn(t, true), drawn(t, false)); n < tellable {
					t.Errorf("only %d points tell it from its opposite", n)
				}
			})
		}
	})
}

// alone is a picture of an object of that size.
func alone(t *testing.T, o fyne.CanvasObject, size fyne.Size) *image.NRGBA {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(size)
	return w.Canvas().Capture().(*image.NRGBA)
}

func rowOf(t *testing.T, data parts.RowData) *image.NRGBA {
	t.Helper()
	data.Name, data.Time = "Anna", "12:00"
	row := parts.NewRow()
	row.Set(data)
	return alone(t, row, fyne.NewSize(280, parts.RowHeight()))
}

// firstCall is a picture of the first row of the calls, of that kind, while the keyboard is elsewhere.
func firstCall(t *testing.T, kind string, chosen bool) *image.NRGBA {
	t.Helper()
	b := bench.New(t, bench.WithCalls("Anna "+kind, "Tobias in"))
	b.Open("calls")
	list := b.List()
	list.Select(map[bool]int{true: 0, false: 1}[chosen])
	b.Window.Canvas().Unfocus()
	tree := b.Tree()
	for _, id := range tree.Order {
		if n := tree.Nodes[id]; n.Role == parts.RoleRow {
			return b.Window.Canvas().Capture().(*image.NRGBA).SubImage(n.Box).(*image.NRGBA)
		}
	}
	t.Fatal("there is no row")
	return nil
}

// differing counts the points that are much lighter in one of two pictures than in the other.
func differing(a, b *image.NRGBA) (n int) {
	both := a.Bounds().Intersect(b.Bounds())
	for y := both.Min.Y; y < both.Max.Y; y++ {
		for x := both.Min.X; x < both.Max.X; x++ {
			if wcag.Contrast(a.NRGBAAt(x, y), b.NRGBAAt(x, y)) >= leastEdge {
				n++
			}
		}
	}
	return n
}
