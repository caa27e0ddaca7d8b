package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// MostLetters is how many letters are taken from another program at a time. A million would keep the window busy for
// seconds, and nothing that is asked here is as long.
const MostLetters = 1000

// Entry is a field that leaves the window's own shortcuts to the window: Fyne gives all of them to what
// has the focus.
type Entry struct {
	widget.Entry
	Takes func(fyne.Shortcut) bool // reports whether the window used the shortcut; nil: it uses none

	OnEscape func() // nil: Escape does nothing
	hint     string
	sign     look.IconName // before the text; "": none
	focused  bool
}

// NewEntry makes an empty field.
func NewEntry(takes func(fyne.Shortcut) bool) *Entry {
	e := &Entry{Takes: takes}
	e.ExtendBaseWidget(e)
	return e
}

// Field is the toolkit's entry behind it.
func (e *Entry) Field() *widget.Entry { return &e.Entry }

// SetSign puts a drawing before the text.
func (e *Entry) SetSign(name look.IconName) {
	e.sign = name
	e.Icon = look.Icon(name, look.Muted)
}

// Refresh is part of fyne.Widget. The drawing follows the theme.
func (e *Entry) Refresh() {
	if e.sign != "" {
		e.Icon = look.Icon(e.sign, look.Muted)
	}
	e.Entry.Refresh()
}

// SetPlaceHolder sets the hint in an empty field. Where that does not fit, it ends in an ellipsis.
func (e *Entry) SetPlaceHolder(text string) {
	e.hint = text
	e.fitHint()
}

// Hint is the whole hint.
func (e *Entry) Hint() string { return e.hint }

// Resize is part of fyne.CanvasObject.
func (e *Entry) Resize(size fyne.Size) {
	e.Entry.Resize(size)
	e.fitHint()
}

func (e *Entry) fitHint() {
	text := e.hint
	if width := e.Size().Width; width > 0 {
		room := width - 4*theme.InnerPadding()
		if e.Icon != nil {
			room -= theme.IconInlineSize() + theme.InnerPadding()
		}
		if e.ActionItem != nil {
			room -= e.ActionItem.MinSize().Width
		}
		text = Fit(text, max(room, 0), theme.TextSize(), fyne.TextStyle{})
	}
	if text != e.PlaceHolder {
		e.Entry.SetPlaceHolder(text)
	}
}

// FocusGained is part of fyne.Focusable.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	Reveal(e)
}

// FocusLost is part of fyne.Focusable.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
}

// CreateRenderer is part of fyne.Widget. Fyne's own marks the focus in another way.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return newRinged(e.Entry.CreateRenderer(), look.Radius, func() bool { return e.focused && !e.Disabled() })
}

// TypedRune is part of fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	hideTip(e)
	e.Entry.TypedRune(r)
}

// TypedKey is part of fyne.Focusable.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape && e.OnEscape != nil {
		e.OnEscape()
		return
	}
	e.Entry.TypedKey(ev)
}

// TypedShortcut is part of fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if e.Takes != nil && e.Takes(s) {
		return
	}
	if paste, ok := s.(*fyne.ShortcutPaste); ok {
		s = &fyne.ShortcutPaste{Clipboard: beginning{paste.Clipboard}}
	}
	e.Entry.TypedShortcut(s)
}

// beginning is a clipboard of which only the first letters are read.
type beginning struct{ fyne.Clipboard }

// Content is part of fyne.Clipboard.
func (b beginning) Content() string {
	text, n := b.Clipboard.Content(), 0
	for at := range text {
		if n++; n > MostLetters {
			return text[:at]
		}
	}
	return text
}
