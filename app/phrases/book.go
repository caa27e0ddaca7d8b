package phrases

import (
	"embed"
	"encoding/json"
	"fmt"
	"sync/atomic"

	"istratray/app/words"
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

// Use makes the book speak the language of a setting, as words.Language understands it.
func (b *Book) Use(setting string) { b.open.Store(read(words.Language(setting))) }

// read returns the edition in a language; the English one when there is no other.
func read(language string) *edition {
	data, err := translations.ReadFile("lang/" + language + ".json")
	if err != nil {
		return english
	}
	e := &edition{language: language}
	if err := json.Unmarshal(data, &e.texts); err != nil {
		return english // the tests read them all
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
