package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Field is an entry with its name above it and, where there is something wrong with it, a red edge and what that
// is below. A press on the name goes to the entry.
type Field struct {
	*Entry
	Object fyne.CanvasObject
	edge   *canvas.Rectangle
	wrong  *Alert
}

// NewField makes an empty field. Takes is as that of an Entry.
func NewField(name string, takes func(fyne.Shortcut) bool) *Field {
	return newField(name, NewEntry(takes))
}

// NewPasswordField makes a field whose text is hidden until its eye, which Tab reaches, is pressed; show and hide
// are what that does, in words.
func NewPasswordField(name, show, hide string, takes func(fyne.Shortcut) bool) *Field {
	e := NewEntry(takes)
	e.Password = true
	e.ActionItem = NewEye(&e.Entry, show, hide)
	return newField(name, e)
}

func newField(name string, e *Entry) *Field {
	f := &Field{Entry: e, edge: canvas.NewRectangle(color.Transparent), wrong: NewAlert(fieldMeasure)}
	f.edge.StrokeWidth, f.edge.CornerRadius = 2, look.Radius
	f.edge.Hide()
	label := NewParagraph(name, Style{Size: theme.SizeNameCaptionText, Bold: true}, fieldMeasure)
	head := container.NewStack(label, newWay(func() { focus(e) }))
	f.Object = VBox(look.XS+2, head, Labelled(label, "", container.NewStack(Wheeled(e), f.edge)), f.wrong)
	return f
}

// fieldMeasure is the widest line of what is wrong with a field.
const fieldMeasure = 380

// Fault shows what is wrong with the text; "": nothing is.
func (f *Field) Fault(text string) {
	f.wrong.Set(text)
	f.edge.StrokeColor = look.Colour(look.Danger)
	Show(f.edge, text != "")
	f.edge.Refresh()
}

// Focus gives the entry the keyboard.
func (f *Field) Focus() { focus(f.Entry) }

// Select selects all of the text: what is typed next takes its place.
func (f *Field) Select() { f.Entry.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// Faulty reports whether something is wrong with the text.
func (f *Field) Faulty() bool { return f.edge.Visible() }

// way is an area that does something elsewhere when it is pressed. Screen readers don't need it.
type way struct {
	widget.BaseWidget
	do func()
}

func newWay(do func()) *way {
	w := &way{do: do}
	w.ExtendBaseWidget(w)
	return w
}

// Tapped is part of fyne.Tappable.
func (w *way) Tapped(*fyne.PointEvent) { w.do() }

// CreateRenderer is part of fyne.Widget.
func (w *way) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
