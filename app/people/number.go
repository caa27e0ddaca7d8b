package people

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"istratray/app/numbers"
	"istratray/app/tel"
)

var (
	// between is what people put between two numbers in one field: a new line of a cell, for example. Google puts three
	// colons.
	between = pattern(`\s*:::\s*|\s*[/,;|\n]\s*|\s+(?:or|oder|ou|o|of|lub)\s+`)
	// inside is an extension that is dialled once a company has answered, as "ext. 12" or "x12"; a German "Dw. 12" is
	// part of the number.
	inside = pattern(`(?i)\s*\(?(?:\b(?:ext(?:n|ension)?|poste|int(?:erno)?|toestel|ramal|wew)\b|x)[.:]?\s*\d{1,6}\)?$`)
	// waits is a pause, behind which digits are sent once somebody has answered.
	waits = pattern(`[;,].*$|(\d)\s*[pPwW]\s*\d+$`)
	// spelled is a number to call for nothing, with a word for its digits: 1-800-FLOWERS.
	spelled = pattern(`^(\+?[\d(][\d\s().-]*)([A-Z]+(?:-[A-Z]+)*)(\d*)$`)
	// lost is what a spreadsheet made of a number: its digits are lost.
	lost = pattern(`^\d[.,]\d+E\+?\d+$`)
)

// pattern is compiled when it is first needed.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// usual is all that most numbers have.
const usual = "0123456789+-(). "

const (
	leastBoth   = 6 // digits of each of two numbers in one field
	mostSpelled = 6 // digits before a word
	leastLetter = 3 // letters of it
)

// numbersIn are the numbers in what a book has for one, in plain ASCII.
func numbersIn(text string) []string {
	if strings.Trim(text, usual) == "" { // nearly all
		if n := cleanNumber(text); n != "" {
			return []string{n}
		}
		return nil
	}
	var found []string
	from := 0
	add := func(part string) {
		if n := cleanNumber(part); n != "" {
			found = append(found, n)
		}
	}
	for _, at := range between().FindAllStringIndex(text, maxNumbers) {
		if two(text[from:at[0]], text[at[1]:]) || strings.Contains(text[at[0]:at[1]], ":::") {
			add(text[from:at[0]])
			from = at[1]
		}
	}
	add(text[from:])
	return found
}

// two tells two numbers from one that is written in parts: each could be called from anywhere in the country.
func two(before, after string) bool {
	return len(numbers.Digits(before)) >= leastBoth && len(numbers.Digits(after)) >= leastBoth &&
		(strings.HasPrefix(after, "+") || strings.HasPrefix(after, "0"))
}

// cleanNumber is a number in plain ASCII, "" where a text holds none.
func cleanNumber(text string) string {
	if strings.Trim(text, usual) != "" {
		text = read(text)
	}
	number := strings.Join(strings.Fields(text), " ")
	if len(numbers.Digits(number)) < 2 || len(number) > maxNumber {
		return ""
	}
	return number
}

// read makes of what people write what can be dialled.
func read(text string) string {
	text = strings.TrimSpace(strings.Map(plainDigit, withoutScheme(text)))
	if lost().MatchString(text) {
		return ""
	}
	text = inside().ReplaceAllString(waits().ReplaceAllString(text, "$1"), "")
	if word := spelled().FindStringSubmatch(text); word != nil && len(word[2]) >= leastLetter &&
		len(numbers.Digits(word[1])) <= mostSpelled && len(numbers.Digits(word[1])) >= leastLetter {
		text = numbers.Unspelled(text)
	}
	return strings.Map(dialled, text)
}

// withoutScheme takes tel:, callto: or sip: off, and what they escape.
func withoutScheme(text string) string {
	scheme, rest, ok := strings.Cut(strings.TrimSpace(text), ":")
	switch strings.ToLower(scheme) {
	case "tel", "callto", "sip", "sips":
		if plain, err := url.PathUnescape(rest); err == nil {
			rest = plain
		}
	default:
		rest = text
	}
	if ok {
		rest, _, _ = strings.Cut(rest, "@") // the host of an address
	}
	return rest
}

// plainDigit is a character as a keyboard has it: a blank for dashes and spaces of all kinds.
func plainDigit(r rune) rune {
	switch r = tel.Plain(r); {
	case r == '＋':
		return '+'
	case r > unicode.MaxASCII && !unicode.IsLetter(r):
		return ' '
	}
	return r
}

// dialled leaves letters out.
func dialled(r rune) rune {
	if r > unicode.MaxASCII || unicode.IsLetter(r) || !unicode.IsPrint(r) {
		return -1
	}
	return r
}
