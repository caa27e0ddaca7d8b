package bench

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/access"
	"istratray/app/window/parts"
)

// Walk visits every visible object, parents first.
func Walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch v := o.(type) {
	case *fyne.Container:
		for _, child := range v.Objects {
			Walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(v).Objects() {
			Walk(child, visit)
		}
	}
}

// Find is the visible thing to press with that label, or nil.
func (b *Bench) Find(label string) (found fyne.Tappable) {
	Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		tappable, ok := o.(fyne.Tappable)
		named, has := o.(fyne.Accessible)
		if ok && has && named.AccessibilityLabel() == label {
			found = tappable
		}
	})
	return found
}

// Texts is everything that can be read.
func (b *Bench) Texts() []string {
	var out []string
	Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			out = append(out, t.Text)
		}
	})
	return out
}

// Says reports whether a text can be read, in a widget as a whole or on one line.
func (b *Bench) Says(text string) bool {
	found := false
	Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if t, ok := o.(*canvas.Text); ok && t.Text == text {
			found = true
		}
		if a, ok := o.(fyne.Accessible); ok && a.AccessibilityLabel() == text {
			found = true
		}
	})
	return found
}

// Expect checks that texts are on the screen.
func (b *Bench) Expect(texts ...string) {
	b.T.Helper()
	for _, text := range texts {
		if !b.Says(text) {
			b.T.Errorf("%q is not on the screen, but %q", text, b.Texts())
		}
	}
}

// ExpectNot checks that they are not.
func (b *Bench) ExpectNot(texts ...string) {
	b.T.Helper()
	for _, text := range texts {
		if b.Says(text) {
			b.T.Errorf("%q is on the screen", text)
		}
	}
}

// Rows are the rows in view.
func (b *Bench) Rows() []parts.RowData {
	var out []parts.RowData
	Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if r, ok := o.(*parts.Row); ok {
			out = append(out, r.Data())
		}
	})
	return out
}

// Names are the names in view, with the number of calls they stand for.
func (b *Bench) Names() (out []string) {
	for _, r := range b.Rows() {
		name := r.Name
		if r.Count > 1 {
			name += fmt.Sprint(" ×", r.Count)
		}
		out = append(out, name)
	}
	return out
}

// Tree is what the window tells those who don't see it.
func (b *Bench) Tree() *access.Tree {
	b.LayOut()
	if b.scanner == nil {
		b.scanner = access.NewScanner(b.Window.Canvas())
	}
	return b.scanner.Scan("Istra Tray", access.Place{})
}

// List is the first list in view, or nil.
func (b *Bench) List() (found *parts.List) {
	Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if l, ok := o.(*parts.List); ok && found == nil {
			found = l
		}
	})
	return found
}
