package words

import (
	"fyne.io/fyne/v2/lang"

	texts "istratray/app/words"
)

// Languages are those that the window speaks, by code, and their own names.
var Languages = [][2]string{
	{"en", "English"}, {"de", "Deutsch"}, {"es", "Español"}, {"fr", "Français"}, {"it", "Italiano"}, {"nl", "Nederlands"},
}

// code is the language that was loaded; "" is the desktop's.
var code string

// Problems is the book that problems are said from, in the window's language.
func Problems() *texts.Book { return texts.In(code) }

// Load makes the texts known. It is called once, before the first text is looked up. They are in the language
// of that code; "" or one without translation is the desktop's.
func Load(language string) error {
	code = language
	// Fyne chooses by the desktop's locale alone, so that is where the texts go.
	return lang.AddTranslationsForLocale(texts.Window(language), lang.SystemLocale())
}
