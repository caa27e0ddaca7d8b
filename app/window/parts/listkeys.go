package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"istratray/app/window/look"
)

// FocusGained is part of fyne.Focusable.
func (l *List) FocusGained() {
	l.focused = true
	l.Refresh()
}

// FocusLost is part of fyne.Focusable.
func (l *List) FocusLost() {
	l.focused, l.shift = false, false
	l.Refresh()
}

// TypedRune hands on what is typed.
func (l *List) TypedRune(r rune) {
	if l.options.Runes != nil {
		l.options.Runes(r)
	}
}

// TypedKey moves the cursor, opens its row, or hands the key on.
func (l *List) TypedKey(ev *fyne.KeyEvent) {
	hideTip(l)
	page := max(1, int(l.clip.Size().Height/l.options.Height())-1)
	switch ev.Name {
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyPageDown:
		l.step(page)
	case fyne.KeyPageUp:
		l.step(-page)
	case fyne.KeyHome:
		l.step(-l.count)
	case fyne.KeyEnd:
		l.step(l.count)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.enter()
	case fyne.KeyEscape:
		l.leave(ev)
	case desktop.KeyMenu:
		l.openMenu()
	default:
		l.other(ev)
	}
}

// other is a key that is not for moving about: Shift+F10 is the menu key of keyboards that have none.
func (l *List) other(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyF10 && l.shift:
		l.openMenu()
	case l.options.Keys != nil:
		l.options.Keys(ev)
	}
}

// openMenu opens the menu of the row with the cursor, below its middle.
func (l *List) openMenu() {
	i := l.Cursor()
	if i < 0 || l.options.Menu == nil {
		return
	}
	l.reveal(i)
	l.body.arrange(false)
	if cell := l.body.cells[i]; cell != nil {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(cell)
		l.options.Menu(i, at.AddXY(2*look.XL, cell.Size().Height/2))
	}
}

// leave handles Escape: it reduces several marks to one; otherwise the key is handed on.
func (l *List) leave(ev *fyne.KeyEvent) {
	switch {
	case len(l.marked) > 1:
		l.Select(l.Cursor())
	case l.options.Keys != nil:
		l.options.Keys(ev)
	}
}

// KeyDown is part of desktop.Keyable.
func (l *List) KeyDown(ev *fyne.KeyEvent) { l.hold(ev, true) }

// KeyUp is part of desktop.Keyable.
func (l *List) KeyUp(ev *fyne.KeyEvent) { l.hold(ev, false) }

func (l *List) hold(ev *fyne.KeyEvent, down bool) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		l.shift = down
	}
}

// enter handles Return on the row with the cursor.
func (l *List) enter() {
	do := l.options.Enter
	if do == nil {
		do = l.options.Open
	}
	i := l.Cursor()
	if i >= 0 && l.options.Pick != nil {
		l.options.Pick(i)
	}
	if i >= 0 && do != nil {
		do(i)
	}
}

// step moves the cursor by n rows, stopping at the ends. With Shift it marks what is on the way.
func (l *List) step(n int) {
	if l.count == 0 {
		return
	}
	from := l.Cursor()
	if from < 0 {
		l.Select(0)
		return
	}
	switch to := min(max(from+n, 0), l.count-1); {
	case to == from && (l.shift || len(l.marked) < 2):
	case l.shift:
		l.extend(to)
	default:
		l.Select(to)
	}
}
