package bench

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/parts"
)

// Tap presses the visible button with that label.
func (b *Bench) Tap(label string) {
	b.T.Helper()
	o := b.Find(label)
	if o == nil {
		b.T.Fatalf("no button %q among %q", label, b.Texts())
	}
	o.Tapped(&fyne.PointEvent{})
	b.Settle()
}

// More opens the menu of what is seldom wanted, the last button without a label.
func (b *Bench) More() {
	b.T.Helper()
	var last *parts.Button
	Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if button, ok := o.(*parts.Button); ok && button.Label() == "" {
			last = button
		}
	})
	test.Tap(last)
}

// Pick presses the entry with that label of the menu that is open.
func (b *Bench) Pick(label string) {
	b.T.Helper()
	var under, found fyne.Tappable
	Walk(b.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if t, ok := o.(fyne.Tappable); ok {
			under = t
		}
		if t, ok := o.(*canvas.Text); ok && t.Text == label {
			found = under
		}
	})
	if found == nil {
		b.T.Fatalf("no menu entry %q", label)
	}
	found.Tapped(&fyne.PointEvent{})
	b.Settle()
}

// Press presses the pointer on the row with that number on the screen.
func (b *Bench) Press(row int, modifier fyne.KeyModifier) {
	b.T.Helper()
	var rows []desktop.Mouseable
	Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		_, field := o.(fyne.Shortcutable)
		if m, ok := o.(desktop.Mouseable); ok && !field {
			rows = append(rows, m)
		}
	})
	rows[row].MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: modifier})
	b.Settle()
}

// PressOverlay presses the button with that label in the question that is open.
func (b *Bench) PressOverlay(label string) {
	b.T.Helper()
	var found fyne.Tappable
	Walk(b.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		tappable, ok := o.(fyne.Tappable)
		if named, has := o.(fyne.Accessible); ok && has && named.AccessibilityLabel() == label {
			found = tappable
		}
	})
	if found == nil {
		b.T.Fatalf("no question with a button %q is open", label)
	}
	found.Tapped(&fyne.PointEvent{})
	b.Settle()
}

// Fill types into the visible entries, from top to bottom.
func (b *Bench) Fill(texts ...string) {
	b.T.Helper()
	type entry interface {
		SetText(string)
		SetPlaceHolder(string)
	}
	var entries []entry
	Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if e, ok := o.(entry); ok {
			entries = append(entries, e)
		}
	})
	for i, text := range texts {
		entries[i].SetText(text)
	}
}

// Choose presses the chip or the segment with that index.
func (b *Bench) Choose(i int) {
	b.T.Helper()
	Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(interface{ Choose(int) }); ok {
			s.Choose(i)
		}
	})
	b.Settle()
}

// HoverRow moves the pointer onto the row with that number on the screen.
func (b *Bench) HoverRow(row int) {
	b.T.Helper()
	n := 0
	Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		h, hover := o.(desktop.Hoverable)
		_, mouse := o.(desktop.Mouseable)
		if _, field := o.(fyne.Shortcutable); !hover || !mouse || field {
			return
		}
		if n == row {
			h.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(40, 20),
				AbsolutePosition: fyne.NewPos(200, 200)}})
		}
		n++
	})
}

// FillOverlay types into the entries of the question that is open, from top to bottom.
func (b *Bench) FillOverlay(texts ...string) {
	b.T.Helper()
	n := 0
	Walk(b.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if e, ok := o.(interface{ SetText(string) }); ok && n < len(texts) {
			e.SetText(texts[n])
			n++
		}
	})
}
