package words

import (
	"embed"

	"fyne.io/fyne/v2/lang"
)

//go:embed lang/*.json
var translations embed.FS

// Load makes the translations known. It is called once, before the first text is looked up.
func Load() error { return lang.AddTranslationsFS(translations, "lang") }
