// Package lang looks the window's texts up in app/words by their English wording: L a text, N one about a number,
// X one by a key that is no text. Before Use they are in English.
package lang

import (
	"encoding/json"
	"fmt"
	"sync/atomic"

	fyne "fyne.io/fyne/v2/lang"

	"istratray/app/words"
)

var texts atomic.Pointer[words.Window]

func init() { texts.Store(words.ForWindow("en")) }

// Use goes over to the language of a setting, as words.Language understands it. The toolkit's own texts follow.
func Use(setting string) error {
	w := words.ForWindow(setting)
	texts.Store(w)
	toolkit := map[string]string{}
	for _, text := range words.ToolkitTexts() {
		toolkit[text] = L(text)
	}
	data, err := json.Marshal(toolkit)
	if err != nil {
		return fmt.Errorf("texts of the toolkit: %w", err)
	}
	// The toolkit chooses by the desktop's locale alone, so that is where they go.
	return fyne.AddTranslationsForLocale(data, fyne.SystemLocale())
}

// Languages are those that the window speaks.
func Languages() []words.Named { return words.Languages() }

// Spoken is the code of the catalogue for a setting, or "" where there is none.
func Spoken(setting string) string { return words.Spoken(setting) }

// Code is the language in use, that of its catalogue.
func Code() string { return texts.Load().Code() }

// Problems is the book that problems are said from.
func Problems() *words.Book { return &texts.Load().Book }

// L is a text, with the values of data in it.
func L(text string, data ...map[string]any) string { return X(text, text, data...) }

// N is a text about a number, which chooses the form.
func N(text string, n int, data ...map[string]any) string {
	return texts.Load().Count(text, n, first(data))
}

// X is the text of a key that is no text itself; the fallback is for those who read the code.
func X(key, fallback string, data ...map[string]any) string {
	return texts.Load().Say(key, fallback, first(data))
}

func first(data []map[string]any) map[string]any {
	if len(data) == 0 {
		return nil
	}
	return data[0]
}
