package words

import (
	"embed"

	"fyne.io/fyne/v2/lang"

	problems "istratray/app/words"
)

//go:embed lang/*.json
var translations embed.FS

// Languages are those that the window speaks, by code, and their own names.
var Languages = [][2]string{
	{"en", "English"}, {"de", "Deutsch"}, {"es", "Español"}, {"fr", "Français"}, {"it", "Italiano"}, {"nl", "Nederlands"},
}

// code is the language that was loaded; "" is the desktop's.
var code string

// Problems is the book that problems are said from, in the window's language.
func Problems() *problems.Book { return problems.In(code) }

// Load makes the translations known. It is called once, before the first text is looked up. The
// texts are in the language of that code; "" or one without translation is the desktop's.
func Load(language string) error {
	if err := lang.AddTranslationsFS(translations, "lang"); err != nil {
		return err
	}
	code = language
	text, err := translations.ReadFile("lang/" + language + ".json")
	if err != nil {
		return nil // the desktop's own
	}
	// Fyne chooses by the desktop's locale alone, so that is where the chosen texts go.
	return lang.AddTranslationsForLocale(text, lang.SystemLocale())
}
