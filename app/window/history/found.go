package history

import (
	"strings"

	"istratray/app/numbers"
)

// Piece is a part of a text, in runes: from the first one to before another.
type Piece struct{ From, To int }

// Pieces are where the words of a query are in a text, at most limit of them: letters without regard to accents, and
// digits without regard to what stands between them.
func Pieces(text, query string, limit int) []Piece {
	words := strings.Fields(Fold(query))
	if len(words) == 0 {
		return nil
	}
	folded := trace(text, Fold)
	digits := trace(text, numbers.Digits)
	var out []Piece
	for _, w := range words {
		piece, ok := folded.find(w)
		if !ok && isNumber(w) {
			piece, ok = digits.find(strings.TrimLeft(numbers.Digits(w), "0"))
		}
		if ok && len(out) < limit {
			out = append(out, piece)
		}
	}
	return out
}

// traced is a text that was changed rune by rune, and which rune each of its bytes comes from.
type traced struct {
	text string
	from []int
}

func trace(text string, change func(string) string) traced {
	var b strings.Builder
	var from []int
	for i, r := range []rune(text) {
		piece := change(string(r))
		b.WriteString(piece)
		for range len(piece) {
			from = append(from, i)
		}
	}
	return traced{b.String(), from}
}

func (t traced) find(word string) (Piece, bool) {
	at := strings.Index(t.text, word)
	if at < 0 || word == "" {
		return Piece{}, false
	}
	return Piece{t.from[at], t.from[at+len(word)-1] + 1}, true
}
