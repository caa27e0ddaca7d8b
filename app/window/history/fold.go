package history

import "istratray/app/plain"

// Fold makes texts comparable: small letters without accents.
func Fold(text string) string { return plain.Fold(text) }

// mostFolded is how many texts a Folded remembers before it begins again.
const mostFolded = 20_000

// Folded remembers texts as Fold makes them, by the text: long ones need not be folded with each letter that is typed.
type Folded map[string]string

func (f Folded) of(text string) string {
	if f == nil || text == "" {
		return Fold(text)
	}
	folded, ok := f[text]
	if !ok {
		if len(f) >= mostFolded {
			clear(f)
		}
		folded = Fold(text)
		f[text] = folded
	}
	return folded
}
