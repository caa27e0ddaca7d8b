package numbers

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"istratray/app/tel"
)

const (
	fewestSaid   = 6 // digits of what is taken for a number without a word such as “number” before it
	fewestCued   = 3
	mostSaid     = 15
	longestWords = 5 // of a number below a hundred: soixante dix sept; quatre vingt dix neuf
)

// Said is a telephone number in a text, as digits or in words.
type Said struct {
	Number     string // to dial, as the gate lets it pass
	Start, End int    // where it is in the text, in bytes
}

// SaidIn finds the telephone numbers in what someone said, each once, in order: digits, and number words of a language
// (en, de, fr, es, it, nl, pl or pt, perhaps with a country: pt-BR). They are candidates. Dates, times, amounts of
// money and short numbers are passed over, and so is what the gate refuses.
func (b *Book) SaidIn(text, language string) []Said {
	var found []Said
	seen := map[string]bool{}
	r := reader{tongue: tongueOf(language), tokens: tokensOf(text), text: text}
	for r.at < len(r.tokens) {
		said, ok := r.number()
		if !ok || seen[said.Number] || b.Check(said.Number).Verdict == Refuse {
			continue
		}
		seen[said.Number] = true
		found = append(found, said)
	}
	return found
}

// token is a word, a group of digits or a sign, and where it is.
type token struct {
	word       string // in small letters, without accents
	raw        string // in small letters
	start, end int
	breaks     bool // a sentence ends before it, or something else that no number continues over
	apart      bool // a comma is before it: digits continue, but no word of several parts
}

func (t token) digits() bool { return t.word != "" && strings.Trim(t.word, "0123456789") == "" }

// tokensOf cuts a text into tokens.
func tokensOf(text string) []token {
	var all []token
	var next token
	add := func(start, end int) {
		next.start, next.end, next.raw = start, end, strings.ToLower(text[start:end])
		next.word = accents.Replace(strings.Map(tel.Plain, next.raw))
		all, next = append(all, next), token{}
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		end := i + size
		switch {
		case r == '+':
			add(i, end)
		case unicode.IsDigit(r):
			end = i + runOf(text[i:], unicode.IsDigit)
			add(i, end)
		case unicode.IsLetter(r):
			end = i + runOf(text[i:], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) })
			add(i, end)
		case r == ',':
			next.apart = true
		case strings.ContainsRune(" \t\u00a0\u202f-–/()'’", r):
		case r == '.' && end < len(text) && !unicode.IsSpace(rune(text[end])): // between groups of digits
		default:
			next.breaks = true
		}
		i = end
	}
	return all
}

func runOf(text string, is func(rune) bool) int {
	for i, r := range text {
		if !is(r) {
			return i
		}
	}
	return len(text)
}

var accents = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "é", "e", "è", "e", "ê", "e", "ë",
	"e", "á", "a", "à", "a", "â", "a", "ã", "a", "í", "i", "ì", "i", "î", "i", "ï", "i", "ó", "o", "ò", "o", "ô", "o",
	"õ", "o", "ú", "u", "ù", "u", "û", "u", "ñ", "n", "ç", "c", "ą", "a", "ć", "c", "ę", "e", "ł", "l", "ń", "n",
	"ś", "s", "ź", "z", "ż", "z")

// reader goes through the tokens once.
type reader struct {
	tongue *tongue
	tokens []token
	text   string
	at     int
}

// number reads on to the end of the next run of number words. It is false where that is no telephone number.
func (r *reader) number() (Said, bool) {
	first := r.at
	var all strings.Builder
	for r.at == first || r.at < len(r.tokens) && !r.tokens[r.at].breaks {
		digits, n := r.value(r.at)
		if n == 0 && r.at > first && slices.Contains(r.tongue.fillers, r.word(r.at)) { // "zero four, uh, eight"
			if digits, n = r.value(r.at + 1); n > 0 {
				n++
			}
		}
		if n == 0 {
			break
		}
		all.WriteString(digits)
		r.at += n
	}
	end := r.at
	if end == first {
		r.at++
		return Said{}, false
	}
	said := Said{Number: all.String(), Start: r.tokens[first].start, End: r.tokens[end-1].end}
	return said, r.plausible(said, first, end)
}

func (r *reader) plausible(s Said, first, end int) bool {
	n := len(Digits(s.Number))
	fewest := fewestSaid
	if slices.Contains(r.tongue.cues, r.word(first-1)) || slices.Contains(r.tongue.cues, r.word(first-2)) {
		fewest = fewestCued
	}
	if n < fewest || n > mostSaid || strings.Contains(s.Number[1:], "+") {
		return false
	}
	said := r.text[s.Start:s.End]
	return !dated(said) && !thousands().MatchString(said) && !r.counts(end) && !r.named(first)
}

// thousands is a large number as it is written in figures: 1,250,000 and 1.250.000.
var thousands = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([1-9]\d{0,2}(,\d{3})+|[1-9]\d?(\.\d{3})+)$`)
})

// named reports whether it is the number of something else: of an invoice, an order.
func (r *reader) named(first int) bool {
	for i := max(0, first-3); i < first; i++ {
		if papers[r.tokens[i].word] {
			return true
		}
	}
	return false
}

var papers = wordsOf("invoice order reference ticket tracking rechnung rechnungsnummer kundennummer bestellnummer " +
	"auftragsnummer ticketnummer kontonummer aktenzeichen facture commande dossier factura pedido expediente " +
	"fattura ordine pratica factuurnummer ordernummer klantnummer rekeningnummer faktury faktura zamowienia " +
	"fatura processo")

// counts reports whether a word follows that makes an amount of a number.
func (r *reader) counts(end int) bool {
	if strings.IndexAny(strings.TrimLeft(r.text[r.tokens[end-1].end:], " \u00a0"), "€$£%") == 0 {
		return true
	}
	return units[r.word(end)]
}

var units = wordsOf("euro euros dollar dollars dolares dollari pounds pfund franken francs percent prozent procent " +
	"kilometer meter kilo cent cents zloty zlotych zl reais real people habitants millions million")

func wordsOf(text string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(text) {
		set[word] = true
	}
	return set
}

// dated reports whether a text is a date, such as 24.12.2026 or 2026-12-24.
func dated(text string) bool {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".-/ ", r) })
	if len(parts) != 3 || !strings.ContainsAny(text, ".-/") {
		return false
	}
	short := func(p string) bool { return len(p) <= 2 }
	year := func(p string) bool { return len(p) == 4 && (p[:2] == "19" || p[:2] == "20") }
	return short(parts[0]) && short(parts[1]) && (year(parts[2]) || short(parts[2])) || year(parts[0]) &&
		short(parts[1]) && short(parts[2])
}

func (r *reader) word(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].word
}

// value is what the tokens from i on say, and how many they are; none where they are no number.
func (r *reader) value(i int) (digits string, n int) {
	if i >= len(r.tokens) {
		return "", 0
	}
	t := r.tokens[i]
	switch {
	case t.word == "0" && r.bracketed(i):
		return "", 1
	case t.digits():
		return t.word, 1
	case t.word == "+" || t.word == r.tongue.plus:
		if _, more := r.value(i + 1); more > 0 {
			return "+", 1
		}
		return "", 0
	}
	if times := r.tongue.repeats[t.word]; times > 0 {
		if d, more := r.single(i + 1); more > 0 {
			return strings.Repeat(d, times), 1 + more
		}
		return "", 0
	}
	if r.tongue.article[t.raw] && !r.amongNumbers(i) {
		return "", 0
	}
	return r.phrase(i)
}

// amongNumbers tells a one from an article: numbers are at both sides, or two at one side where nothing else follows.
func (r *reader) amongNumbers(i int) bool {
	before, after := r.counted(i-1), r.counted(i+1)
	ends := i+1 >= len(r.tokens) || r.tokens[i+1].breaks
	return after && (before || r.counted(i+2)) || before && ends && r.counted(i-2)
}

// bracketed finds the (0) of +49 (0) 7231.
func (r *reader) bracketed(i int) bool {
	t := r.tokens[i]
	return t.start > 0 && t.end < len(r.text) && r.text[t.start-1] == '(' && r.text[t.end] == ')' && r.international(i)
}

func (r *reader) international(i int) bool {
	for j := i - 1; j >= 0 && i-j <= 4; j-- {
		if r.tokens[j].word == "+" {
			return true
		}
	}
	return false
}

// counted reports whether token i is a number word or digits.
func (r *reader) counted(i int) bool {
	if i < 0 || i >= len(r.tokens) {
		return false
	}
	if r.tokens[i].digits() {
		return true
	}
	_, n := r.phrase(i)
	return n > 0
}

func (r *reader) single(i int) (string, int) {
	if i < len(r.tokens) && len(r.tokens[i].word) == 1 && r.tokens[i].digits() {
		return r.tokens[i].word, 1
	}
	if d, n := r.phrase(i); len(d) == 1 {
		return d, n
	}
	return "", 0
}

// phrase is the longest one of the language that begins at i.
func (r *reader) phrase(i int) (digits string, n int) {
	if digits, n = r.hundred(i); n > 0 {
		return digits, n
	}
	return r.below(i)
}

// hundred reads a number from 100 on: quinhentos e vinte e três, pięćset dwadzieścia trzy, trecentoventi.
func (r *reader) hundred(i int) (string, int) {
	word := r.word(i)
	for begin, h := range r.tongue.hundreds {
		if rest, ok := strings.CutPrefix(word, begin); ok && rest != "" && r.tongue.values[rest] != "" {
			return fmt.Sprintf("%d%02s", h, r.tongue.values[rest]), 1
		}
	}
	h, ok := r.tongue.hundreds[word]
	next := i + 1
	if many := r.tongue.values[word]; len(many) == 1 && many > "1" && slices.Contains(r.tongue.times, r.word(next)) &&
		!r.tokens[next].breaks && !r.tokens[next].apart {
		h, ok, next = int(many[0]-'0'), true, next+1
	}
	if !ok {
		return "", 0
	}
	begun := next
	if r.tongue.joint != "" && r.word(next) == r.tongue.joint {
		next++
	}
	if next < len(r.tokens) && !r.tokens[next].breaks && !r.tokens[next].apart {
		if rest, n := r.below(next); n > 0 && rest != "0" {
			return fmt.Sprintf("%d%02s", h, rest), next - i + n
		}
	}
	return fmt.Sprint(h, "00"), begun - i
}

// below is the longest phrase that begins at i, of a number below a hundred mostly.
func (r *reader) below(i int) (digits string, n int) {
	var words strings.Builder
	for j := i; j < len(r.tokens) && j < i+longestWords && (j == i || !r.tokens[j].breaks && !r.tokens[j].apart); j++ {
		if j > i {
			words.WriteByte(' ')
		}
		words.WriteString(r.tokens[j].word)
		if d, ok := r.tongue.values[words.String()]; ok {
			digits, n = d, j-i+1
		}
	}
	return digits, n
}
