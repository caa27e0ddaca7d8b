package phrases

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
)

//go:embed lang/*.json
var translations embed.FS

// Book says things in one language at a time. The zero Book speaks English.
type Book struct {
	open   atomic.Pointer[edition] // nil: English
	twelve atomic.Bool             // the clock has 12 hours
}

// edition is the book in one language. It is not changed.
type edition struct {
	language string
	texts    map[string]string // by their English wording
}

var english = &edition{language: "en"}

// Use makes the book speak the language of a code such as "de". An empty code, or one of a language
// without translation, means the system's language, and English where there is none for that either.
func (b *Book) Use(language string) {
	e := find(language)
	if e == nil {
		e = find(systemLanguages()...)
	}
	b.open.Store(cmp.Or(e, english))
}

// find returns the edition in the first of these languages that has one; nil when none has.
func find(languages ...string) *edition {
	for _, language := range languages {
		if e := read(language); e != nil {
			return e
		}
	}
	return nil
}

// read returns the edition for "de", "de-AT" or "DE_at"; nil when there is none.
func read(language string) *edition {
	language = strings.ToLower(language)
	if end := strings.IndexAny(language, "-_.@"); end >= 0 {
		language = language[:end]
	}
	if language == english.language {
		return english
	}
	data, err := translations.ReadFile("lang/" + language + ".json")
	if err != nil {
		return nil
	}
	e := &edition{language: language}
	if err := json.Unmarshal(data, &e.texts); err != nil {
		return nil // the tests read them all
	}
	return e
}

// Say returns the translation of an English text, with the arguments in it as fmt.Sprintf has them.
func (b *Book) Say(text string, args ...any) string {
	text = b.edition().translate(text)
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Count says how many there are: Count(2, "%d voicemail", "%d voicemails").
func (b *Book) Count(n int, one, many string) string {
	e := b.edition()
	if e.singular(n) {
		return fmt.Sprintf(e.translate(one), n)
	}
	return fmt.Sprintf(e.translate(many), n)
}

func (b *Book) edition() *edition {
	if e := b.open.Load(); e != nil {
		return e
	}
	return english
}

func (e *edition) translate(text string) string {
	if translated, ok := e.texts[text]; ok {
		return translated
	}
	return text
}

// singular reports whether one form goes with n. French takes none for one.
func (e *edition) singular(n int) bool { return n == 1 || n == 0 && e.language == "fr" }
