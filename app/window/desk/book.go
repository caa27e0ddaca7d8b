package desk

import (
	"istratray/app/numbers"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// Book is how numbers and callers are read and shown here.
type Book struct{ *numbers.Book }

func newBook(country string) Book { return Book{numbers.NewBook(country)} }

// Shown is a number for reading: the one of the caller, else the one to dial.
func (b Book) Shown(number, dialable string) string {
	if number == "" {
		number = dialable
	}
	return b.Show(number)
}

// ShownWith is a caller's number for reading, and where another one would be dialled, that too.
func (b Book) ShownWith(number, dialable string) string {
	own := b.Shown(number, dialable)
	dialled := b.Check(dialable).Shown
	if number == "" || dialable == "" || numbers.SameLine(own, dialled) {
		return own
	}
	return lang.L("{{.Number}} · Call back dials {{.Dialled}}", map[string]any{"Number": own, "Dialled": dialled})
}

// Named is a caller's label for reading: a name as it is, a number as numbers are written.
func (b Book) Named(label string) string {
	if numbers.Trim(label) == "" {
		return UnknownCaller()
	}
	if parts.Initials(label) == "" && len(numbers.Digits(label)) > 2 {
		return b.Show(label)
	}
	return label
}

// Called is Named, or the first of the caller's numbers where no letter of the name can be drawn here.
func (b Book) Called(label string, numbers ...string) string {
	if name := b.Named(label); parts.Legible(name) {
		return name
	}
	for _, number := range numbers {
		if number != "" {
			return b.Show(number)
		}
	}
	return label
}

// KeyOf is whose number it is, as in the index.
func (b Book) KeyOf(number, callback, label string) string {
	return history.KeyOf(b, number, callback, label)
}

// UnknownCaller is the name of one who has none, and no number.
func UnknownCaller() string { return lang.L("Unknown caller") }
