package words

import "testing"

func TestCountriesHaveNamesInEachLanguage(t *testing.T) {
	defer func(before string) { code = before }(code)
	for language, want := range map[string]string{"en": "Germany", "de": "Deutschland", "es": "Alemania", "fr": "Allemagne", "it": "Germania", "nl": "Duitsland"} {
		code = language
		got := Countries([]string{"DE", "AT", "??"})
		if len(got) != 2 || got[0].Name != want && got[1].Name != want {
			t.Errorf("%s: %+v, want %s among them", language, got, want)
		}
	}
}
