package words

import (
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Book says problems in one language. It is safe for any goroutine.
type Book struct {
	code  string // of the language
	ascii bool   // quotes and apostrophes as scripts know them
}

// In is the book in the language of a setting: see Language.
func In(setting string) *Book { return &Book{code: Language(setting)} }

// English says a problem in English, for scripts. It is "" for the zero Problem, and never for another.
func English(p Problem) string {
	if p.Code == "" {
		return ""
	}
	english := &Book{code: fallback, ascii: true}
	return english.Or(p, english.Or(New("unexpected"), p.Code))
}

// Or says a problem, or a text where the catalogue lacks it: an agent of another version knows other problems.
func (b *Book) Or(p Problem, text string) string {
	said, ok := b.problem(p)
	if !ok {
		return text
	}
	because, ok := p.Values[Because]
	if !ok || because == p.Code {
		return said
	}
	if cause, ok := b.problem(Problem{Code: because, Values: p.Values}); ok {
		return said + " " + cause
	}
	return text
}

// Tell says a problem in the book's language, and in English where the language lacks it.
func (b *Book) Tell(p Problem) string { return b.Or(p, English(p)) }

func (b *Book) problem(p Problem) (text string, ok bool) {
	if p.Code == "" {
		return "", false
	}
	values := p.Values
	if values == nil {
		values = map[string]string{}
	}
	config := &i18n.LocalizeConfig{MessageID: p.Code, TemplateData: values}
	if n := p.Values[Count]; n != "" {
		config.PluralCount = n
	}
	text = b.localized(problems, config)
	return text, text != ""
}

// say is a text by its English wording, with names and values in turn.
func (b *Book) say(in chapter, text string, pairs []any) string {
	return b.localized(in, &i18n.LocalizeConfig{DefaultMessage: &i18n.Message{ID: text, Other: text},
		TemplateData: pairsOf(pairs)})
}

// count is say for a text about a number, which is its value count.
func (b *Book) count(in chapter, n int, text string, pairs []any) string {
	values := pairsOf(pairs)
	values[Count] = n
	return b.localized(in, &i18n.LocalizeConfig{DefaultMessage: &i18n.Message{ID: text, Other: text},
		TemplateData: values, PluralCount: n})
}

// localized is a text, or "" where there is none.
func (b *Book) localized(in chapter, config *i18n.LocalizeConfig) string {
	text, _ := open(b.code, in).Localize(config) // where a plural lacks a form, the text has another one
	if b.ascii {
		return ascii.Replace(text)
	}
	return text
}

var ascii = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "…", "...", "·", "-", "–", "-")

// pairsOf are names and values in turn, as a map.
func pairsOf(pairs []any) map[string]any {
	values := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok {
			values[name] = pairs[i+1]
		}
	}
	return values
}
