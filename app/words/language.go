package words

import (
	"slices"
	"strings"
)

// fallback is what those read whose language we don't speak.
const fallback = "en"

// Language is the code of the language for a setting such as "de" or "de-AT". An empty setting, or one of a
// language without a catalogue, means the system's language, and English where there is none for that either.
func Language(setting string) string {
	if code, ok := spoken(setting); ok {
		return code
	}
	for _, language := range systemLanguages() {
		if code, ok := spoken(language); ok {
			return code
		}
	}
	return fallback
}

// spoken is the language of "de", "de-AT" or "DE_at", if there is a catalogue of it.
func spoken(language string) (string, bool) {
	language = strings.ToLower(language)
	if end := strings.IndexAny(language, "-_.@"); end >= 0 {
		language = language[:end]
	}
	return language, slices.Contains(Languages(), language)
}
