package words

import (
	"sync"

	"github.com/jeandeaual/go-locale"
)

// systemLanguages are the codes of the languages that the user reads, the best first. On Linux they are
// in the environment; macOS without a bundle is asked by a command.
func systemLanguages() []string {
	languages, err := locale.GetLocales()
	if err != nil {
		return nil // English will do
	}
	return languages
}

// SystemRegion is the language and region of the system as in "de-AT", or "". It is asked once.
var SystemRegion = sync.OnceValue(func() string {
	region, err := locale.GetLocale()
	if err != nil {
		return ""
	}
	return region
})
