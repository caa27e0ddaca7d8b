package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// showShortcuts shows what can be done by keyboard.
func showShortcuts(w fyne.Window) {
	grid := keyColumns()
	room := w.Canvas().Size().SubtractWidthHeight(2*look.M+2*look.XL, 8*look.XL)
	if least := grid.MinSize(); least.Width > room.Width || least.Height > room.Height {
		grid = keyList(room)
	}
	var pop *widget.PopUp
	done := parts.NewButton(lang.L("Close"), "", parts.Primary, func() { pop.Hide() })
	column := parts.VBox(look.L,
		parts.NewFixedText(lang.L("Keyboard"), parts.Style{Size: theme.SizeNameSubHeadingText, Bold: true}),
		grid, container.NewHBox(done))
	pop = widget.NewModalPopUp(parts.Pad(column, look.XL, look.XL, look.XL, look.XL), w.Canvas())
	done.OnEscape(pop.Hide)
	pop.Show()
	w.Canvas().Focus(done)
}

// keyColumns are the keys in two columns.
func keyColumns() fyne.CanvasObject {
	grid := container.New(&keyTable{})
	for _, s := range shortcuts() {
		grid.Add(parts.NewKeyCap(s[0]))
		grid.Add(parts.NewFixedText(s[1], parts.Style{}))
	}
	return grid
}

// keyList are the keys below each other, for a room that the columns don't fit into.
func keyList(room fyne.Size) fyne.CanvasObject {
	column := parts.VBox(look.M)
	for _, s := range shortcuts() {
		text := parts.NewParagraph(s[1], parts.Style{}, room.Width)
		column.Add(parts.VBox(look.XS, container.NewHBox(parts.NewKeyCap(s[0])), text))
	}
	scroll := container.NewVScroll(column)
	scroll.SetMinSize(fyne.NewSize(min(room.Width, 400), max(room.Height, 4*look.XL)))
	return scroll
}

// shortcuts are the keys and what they do. Ctrl is Cmd on a Mac.
func shortcuts() [][2]string {
	return [][2]string{
		{"Space", lang.L("Play or pause")},
		{"Left, Right", lang.L("10 seconds back or forward")},
		{"Ctrl+Shift+N", lang.L("Play the next unread message")},
		{"Ctrl+Shift+U", lang.L("Mark read or unread")},
		{"Ctrl+Shift+C", lang.L("Call back")},
		{"Delete", lang.L("Delete, or done")},
		{"Ctrl+Z", lang.L("Undo")},
		{"Enter", lang.L("Play, or go to the call button")},
		{"Shift+Up, Down", lang.L("Select several")},
		{"Ctrl+A", lang.L("Select all")},
		{"Ctrl+F", lang.L("Search; typing does it, too")},
		{"Ctrl+N", lang.L("Dial")},
		{"Ctrl+1 … 4", lang.L("Go to a page")},
		{"Ctrl+,", lang.L("Settings")},
		{"Alt+Left", lang.L("Back")},
		{"Esc", lang.L("Leave a field, stop playing")},
		{"?", lang.L("This list")},
	}
}

// keyTable lays pairs out in two columns, twice side by side.
type keyTable struct{}

const keyColumn, keyGap = 96, 32

func (keyTable) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := keyTable{}.widths(objects)
	rows := (len(objects)/2 + 1) / 2
	return fyne.NewSize(2*keyColumn+left+right+keyGap, float32(rows)*keyTable{}.rowHeight(objects))
}

func (keyTable) rowHeight(objects []fyne.CanvasObject) float32 {
	return objects[0].MinSize().Height + look.S
}

// widths are those of the texts in the left and in the right half.
func (keyTable) widths(objects []fyne.CanvasObject) (left, right float32) {
	half := (len(objects)/2 + 1) / 2
	for i := 1; i < len(objects); i += 2 {
		width := objects[i].MinSize().Width
		if i/2 < half {
			left = max(left, width)
		} else {
			right = max(right, width)
		}
	}
	return left, right
}

func (t keyTable) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	left, _ := t.widths(objects)
	half := (len(objects)/2 + 1) / 2
	height := t.rowHeight(objects)
	for i := 0; i+1 < len(objects); i += 2 {
		row, x := i/2, float32(0)
		if row >= half {
			row, x = row-half, keyColumn+left+keyGap
		}
		y := float32(row) * height
		for j, o := range objects[i : i+2] {
			size := o.MinSize()
			o.Resize(size)
			o.Move(fyne.NewPos(x+float32(j)*keyColumn, y+(height-look.S-size.Height)/2))
		}
	}
}
