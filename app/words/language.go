package words

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// fallback is what those read whose language we don't speak.
const fallback = "en"

// Language is the code of the catalogue for a setting such as "de" or "de-AT". An empty setting, or one of a
// language without a catalogue, means the system's language, and English where there is none for that either.
func Language(setting string) string {
	if code := Spoken(setting); code != "" {
		return code
	}
	for _, language := range systemLanguages() {
		if code := Spoken(language); code != "" {
			return code
		}
	}
	return fallback
}

// Known reports whether a setting names a language at all: it is empty, or its code is one that there is.
func Known(setting string) bool {
	_, err := language.Parse(strings.ReplaceAll(setting, "_", "-"))
	return setting == "" || err == nil
}

// Spoken is the code of the catalogue for "de", "de-AT" or "pt_br.UTF-8", or "" where there is none.
func Spoken(name string) string {
	if end := strings.IndexAny(name, ".@"); end >= 0 {
		name = name[:end]
	}
	if code := strings.ToLower(name); slices.Contains(codes(), code) {
		return code
	}
	tag, err := language.Parse(strings.ReplaceAll(name, "_", "-"))
	if err != nil {
		return ""
	}
	base, _ := tag.Base()
	region, _ := tag.Region() // the likely one, where it is not given
	with := func(region string) string { return base.String() + "-" + region }
	for _, code := range []string{with(region.String()), tag.Parent().String(), base.String()} {
		if slices.Contains(codes(), code) {
			return code
		}
	}
	return ""
}
