package search

import (
	"slices"
	"strings"
	"unicode"

	"istratray/app/numbers"
	"istratray/app/plain"
)

const (
	fewestLetters = 2
	fewestDigits  = 3
	longest       = 200 // bytes of a question that are looked at
)

// question is what someone typed.
type question struct {
	words  []string // folded
	digits string   // where it can be a number: without zeros before it, which the international form lacks
}

// questionOf is false for what is too short to ask for.
func questionOf(text string) (q question, ok bool) {
	text = strings.ToValidUTF8(text[:min(len(text), longest)], "")
	if strings.Trim(text, "+0123456789()-./ \u00a0") == "" {
		q.digits = strings.TrimLeft(numbers.Digits(text), "0")
		return q, len(q.digits) >= fewestDigits
	}
	q.words = wordsOf(text)
	return q, len(strings.Join(q.words, "")) >= fewestLetters
}

func wordsOf(text string) []string {
	between := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	return strings.FieldsFunc(plain.Fold(text), between)
}

// inWords reports whether each word of the question is the beginning of one in a text.
func (q question) inWords(text string) bool {
	if len(q.words) == 0 {
		return false
	}
	words := wordsOf(text)
	for _, asked := range q.words {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, asked) }) {
			return false
		}
	}
	return true
}

// hasDigits reports whether one of the numbers holds the question's.
func (q question) hasDigits(any ...string) bool {
	return q.digits != "" && slices.ContainsFunc(any, func(number string) bool {
		return strings.Contains(numbers.Digits(number), q.digits)
	})
}
