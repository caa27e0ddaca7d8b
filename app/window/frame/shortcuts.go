package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/lang"
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
	var (
		ctrl, shift = lang.X("key.ctrl", "Ctrl"), lang.X("key.shift", "Shift")
		both        = ctrl + "+" + shift + "+"
		left, right = lang.X("key.left", "Left"), lang.X("key.right", "Right")
		up, down    = lang.X("key.up", "Up"), lang.X("key.down", "Down")
	)
	return [][2]string{
		{lang.X("key.space", "Space"), lang.L("Play or pause")},
		{left + ", " + right, lang.L("10 seconds back or forward")},
		{ctrl + "+" + up + ", " + down, lang.L("Louder or quieter")},
		{ctrl + "+" + left + ", " + right, lang.L("Slower or faster")},
		{both + "N", lang.L("Play the next unread message")},
		{both + "U", lang.L("Mark read or unread")},
		{both + "C", lang.L("Call back")},
		{lang.X("key.delete", "Delete"), lang.L("Delete or mark done")},
		{"F2", lang.L("Name and note of a caller")},
		{ctrl + "+Z", lang.L("Undo")},
		{lang.X("key.enter", "Enter"), lang.L("Play, or go to the call button")},
		{right + ", " + left, lang.L("Open or close a group of calls")},
		{shift + "+F10", lang.L("Menu of a row")},
		{shift + "+" + up + ", " + down, lang.L("Select several")},
		{ctrl + "+A", lang.L("Select all")},
		{ctrl + "+F", lang.L("Search (or just type)")},
		{ctrl + "+N", lang.L("Dial")},
		{ctrl + "+1 … 4", lang.L("Go to a page")},
		{ctrl + "+,", lang.L("Settings")},
		{lang.X("key.alt", "Alt") + "+" + left, lang.L("Back")},
		{lang.X("key.esc", "Esc"), lang.L("Leave a field, stop playing")},
		{"?", lang.L("This list")},
	}
}

// keyTable lays pairs out in two columns, twice side by side.
type keyTable struct{}

const keyGap = 32

// keyColumn is as wide as the widest key, and never narrower than most are.
func keyColumn(objects []fyne.CanvasObject) float32 {
	width := float32(96)
	for i := 0; i < len(objects); i += 2 {
		width = max(width, objects[i].MinSize().Width+look.S)
	}
	return width
}

func (keyTable) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := keyTable{}.widths(objects)
	rows := (len(objects)/2 + 1) / 2
	return fyne.NewSize(2*keyColumn(objects)+left+right+keyGap, float32(rows)*keyTable{}.rowHeight(objects))
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
	keys := keyColumn(objects)
	half := (len(objects)/2 + 1) / 2
	height := t.rowHeight(objects)
	for i := 0; i+1 < len(objects); i += 2 {
		row, x := i/2, float32(0)
		if row >= half {
			row, x = row-half, keys+left+keyGap
		}
		y := float32(row) * height
		for j, o := range objects[i : i+2] {
			size := o.MinSize()
			o.Resize(size)
			o.Move(fyne.NewPos(x+float32(j)*keys, y+(height-look.S-size.Height)/2))
		}
	}
}
