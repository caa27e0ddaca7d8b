package words

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"istratray/app/window/history"
	"istratray/app/window/lang"
)

// Country is a country by its two letters, and its name in the window's language.
type Country struct{ Code, Name string }

// names are the dictionaries of our languages; those of all others would make the program larger.
var names = map[string]*display.Dictionary{
	"de": display.German, "en": display.English, "es": display.Spanish, "fr": display.French, "it": display.Italian,
	"nl": display.Dutch,
	"pl": display.Polish, "pt-BR": display.Portuguese, "pt-PT": display.EuropeanPortuguese,
}

// Countries gives countries their names, and sorts them by these.
func Countries(codes []string) []Country {
	names := cmp.Or(names[lang.Code()], display.English).Regions()
	out := make([]Country, 0, len(codes))
	for _, c := range codes {
		region, err := language.ParseRegion(c)
		if err != nil {
			continue
		}
		out = append(out, Country{c, cmp.Or(names.Name(region), c)})
	}
	slices.SortFunc(out, func(a, b Country) int { return strings.Compare(history.Fold(a.Name), history.Fold(b.Name)) })
	return out
}
