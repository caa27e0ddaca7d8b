package atspi

import (
	"image"
	"unicode"

	"istratray/app/window/access"
	"istratray/app/window/parts"
)

// readable reports whether a node's text can be read letter by letter.
func readable(n *access.Node) bool {
	switch n.Role {
	case parts.RoleText, parts.RoleHeading, parts.RoleAlert, parts.RoleNotice:
		return true
	}
	return n.Text != nil
}

// runes are a node's text.
func runes(n *access.Node) []rune {
	if n.Text != nil {
		return []rune(clean(n.Text.Content))
	}
	return []rune(clean(n.Name))
}

// caret is where the caret is; where there is none, at the beginning.
func caret(n *access.Node) int {
	if n.Text == nil {
		return 0
	}
	return n.Text.Caret
}

var text = iface{
	methods: map[string]method{
		"GetText":                getText,
		"GetCharacterAtOffset":   characterAt,
		"GetStringAtOffset":      stringAt(0, granularity),
		"GetTextAtOffset":        stringAt(0, boundary),
		"GetTextBeforeOffset":    stringAt(-1, boundary),
		"GetTextAfterOffset":     stringAt(1, boundary),
		"SetCaretOffset":         setCaret,
		"GetNSelections":         answer(func(t *thing) any { return int32(len(selectedText(t.node))) }),
		"GetSelection":           getSelection,
		"AddSelection":           func(t *thing, a args) ([]any, error) { return t.selectText(a, 0) },
		"SetSelection":           setSelection,
		"RemoveSelection":        removeSelection,
		"GetCharacterExtents":    characterExtents,
		"GetRangeExtents":        rangeExtents,
		"GetOffsetAtPoint":       func(*thing, args) ([]any, error) { return []any{int32(-1)}, nil },
		"GetAttributeValue":      func(*thing, args) ([]any, error) { return []any{""}, nil },
		"GetAttributes":          attributeRun,
		"GetAttributeRun":        attributeRun,
		"GetDefaultAttributes":   answer(func(*thing) any { return map[string]string{} }),
		"GetDefaultAttributeSet": answer(func(*thing) any { return map[string]string{} }),
		"ScrollSubstringTo":      func(t *thing, _ args) ([]any, error) { return t.do(reveal) },
		"ScrollSubstringToPoint": func(t *thing, _ args) ([]any, error) { return t.do(reveal) },
	},
	properties: map[string]property{
		"CharacterCount": func(t *thing) any { return int32(len(runes(t.node))) },
		"CaretOffset":    func(t *thing) any { return int32(caret(t.node)) },
	},
}

// span is a part of n letters: from is held within them, a negative to means the end.
func span(from, to int32, n int) (int, int) {
	a := min(max(int(from), 0), n)
	if to < 0 {
		return a, n
	}
	return a, min(max(int(to), a), n)
}

func getText(t *thing, a args) ([]any, error) {
	var from, to int32
	if err := a.into(&from, &to); err != nil {
		return nil, err
	}
	all := runes(t.node)
	begin, end := span(from, to, len(all))
	return []any{string(all[begin:end])}, nil
}

func characterAt(t *thing, a args) ([]any, error) {
	i, err := oneIndex(a)
	if all := runes(t.node); err == nil && i >= 0 && i < len(all) {
		return []any{all[i]}, nil
	}
	return []any{int32(0)}, err
}

// unit is a size of pieces that text is read in.
type unit int

// The units: more are not told apart, as all texts are of one line.
const (
	byLetter unit = iota
	byWord
	byLine
)

// granularity is a unit as GetStringAtOffset names it: letter, word, and whatever is larger.
func granularity(v uint32) unit { return unit(min(v, uint32(byLine))) }

// boundary is a unit as the older methods name it: letter, word twice, and whatever is larger.
func boundary(v uint32) unit {
	switch v {
	case 0:
		return byLetter
	case 1, 2:
		return byWord
	}
	return byLine
}

// stringAt is the piece of text at an offset, or the one before or after it.
func stringAt(step int, of func(uint32) unit) method {
	return func(t *thing, a args) ([]any, error) {
		var offset int32
		var kind uint32
		if err := a.into(&offset, &kind); err != nil {
			return nil, err
		}
		all := runes(t.node)
		from, to := piece(all, min(max(int(offset), 0), len(all)), of(kind))
		switch {
		case step < 0 && from > 0:
			from, to = piece(all, from-1, of(kind))
		case step > 0 && to < len(all):
			from, to = piece(all, to, of(kind))
		case step != 0:
			from, to = 0, 0
		}
		return []any{string(all[from:to]), int32(from), int32(to)}, nil
	}
}

// piece is where the piece at a place begins and ends. A word has the blanks behind it.
func piece(all []rune, at int, of unit) (from, to int) {
	switch {
	case of == byLine:
		return 0, len(all)
	case at >= len(all):
		return len(all), len(all)
	case of == byLetter:
		return at, at + 1
	}
	begins := func(i int) bool { return i == 0 || unicode.IsSpace(all[i-1]) && !unicode.IsSpace(all[i]) }
	for from = at; !begins(from); from-- {
	}
	for to = at + 1; to < len(all) && !begins(to); to++ {
	}
	return from, to
}

func setCaret(t *thing, a args) ([]any, error) {
	i, err := oneIndex(a)
	if err != nil {
		return nil, err
	}
	return t.edit(func(text *access.Text) bool { text.SetCaret(i); return true })
}

// selectedText is what is selected: nothing, or one part.
func selectedText(n *access.Node) [][2]int32 {
	if n.Text == nil || n.Text.From == n.Text.To {
		return nil
	}
	return [][2]int32{{int32(n.Text.From), int32(n.Text.To)}}
}

func getSelection(t *thing, a args) ([]any, error) {
	i, err := oneIndex(a)
	if all := selectedText(t.node); err == nil && i == 0 && len(all) == 1 {
		return []any{all[0][0], all[0][1]}, nil
	}
	return []any{int32(0), int32(0)}, err
}

// setSelection changes the selection that there is: the first, and only one.
func setSelection(t *thing, a args) ([]any, error) {
	if i, err := oneIndex(a[:min(len(a), 1)]); err != nil || i != 0 {
		return []any{false}, err
	}
	return t.selectText(a, 1)
}

// selectText selects what the last two of some arguments say.
func (t *thing) selectText(a args, skip int) ([]any, error) {
	if len(a) != skip+2 {
		return nil, errArguments
	}
	var from, to int32
	if err := a[skip:].into(&from, &to); err != nil {
		return nil, err
	}
	return t.edit(func(text *access.Text) bool { text.Select(int(from), int(to)); return true })
}

func removeSelection(t *thing, a args) ([]any, error) {
	if i, err := oneIndex(a); err != nil || i != 0 || len(selectedText(t.node)) == 0 {
		return []any{false}, err
	}
	return t.edit(func(text *access.Text) bool { text.SetCaret(text.Caret); return true })
}

// characterExtents is where a letter is.
func characterExtents(t *thing, a args) ([]any, error) {
	var at int32
	var kind uint32
	if err := a.into(&at, &kind); err != nil {
		return nil, err
	}
	return t.letters(at, at+1, kind)
}

// rangeExtents is where a part of a text is.
func rangeExtents(t *thing, a args) ([]any, error) {
	var from, to int32
	var kind uint32
	if err := a.into(&from, &to, &kind); err != nil {
		return nil, err
	}
	return t.letters(from, to, kind)
}

// letters is where a part of the text is as it is drawn now, relative to what a kind of coordinates says.
func (t *thing) letters(from, to int32, kind uint32) ([]any, error) {
	begin, end := span(from, to, len(runes(t.node)))
	var found image.Rectangle // written before do returns without an error
	_, err := t.do(func(n *access.Node) bool {
		found = n.Letters(begin, end)
		return true
	})
	if err != nil {
		return nil, err
	}
	r := wireBox(found.Sub(t.origin(kind)))
	return []any{r.X, r.Y, r.Width, r.Height}, nil
}

func attributeRun(t *thing, _ args) ([]any, error) {
	return []any{map[string]string{}, int32(0), int32(len(runes(t.node)))}, nil
}

// edit does something with a field that can be used.
func (t *thing) edit(do func(*access.Text) bool) ([]any, error) {
	return t.use(func(n *access.Node) bool { return n.Text != nil && do(n.Text) })
}

var editableText = iface{
	methods: map[string]method{
		"SetTextContents": func(t *thing, a args) ([]any, error) {
			var to string
			if err := a.into(&to); err != nil {
				return nil, err
			}
			return t.edit(func(text *access.Text) bool { return text.Set(to) })
		},
		"InsertText": insertText,
		"DeleteText": func(t *thing, a args) ([]any, error) {
			var from, to int32
			if err := a.into(&from, &to); err != nil {
				return nil, err
			}
			begin, end := span(from, to, len(runes(t.node)))
			return t.edit(func(text *access.Text) bool { text.Delete(begin, end); return true })
		},
		// The clipboard is the keyboard's: Ctrl+C, Ctrl+X and Ctrl+V.
		"CopyText":  func(*thing, args) ([]any, error) { return nil, errUnsupported },
		"CutText":   func(*thing, args) ([]any, error) { return []any{false}, nil },
		"PasteText": func(*thing, args) ([]any, error) { return []any{false}, nil },
	},
}

// insertText inserts the first letters of a text.
func insertText(t *thing, a args) ([]any, error) {
	var at, length int32
	var text string
	if err := a.into(&at, &text, &length); err != nil {
		return nil, err
	}
	if letters := []rune(text); length >= 0 && int(length) < len(letters) {
		text = string(letters[:length])
	}
	return t.edit(func(field *access.Text) bool { return field.Insert(int(at), text) })
}
