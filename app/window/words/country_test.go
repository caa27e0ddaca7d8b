package words

import (
	"testing"

	"istratray/app/window/lang"
)

func TestCountriesHaveNamesInEachLanguage(t *testing.T) {
	t.Cleanup(func() { _ = lang.Use("en") })
	want := map[string]string{"en": "Germany", "de": "Deutschland", "es": "Alemania", "fr": "Allemagne",
		"it": "Germania", "nl": "Duitsland",
		"pl": "Niemcy", "pt-BR": "Alemanha", "pt-PT": "Alemanha"}
	for _, l := range lang.Languages() {
		if err := lang.Use(l.Code); err != nil {
			t.Fatal(err)
		}
		got := Countries([]string{"DE", "AT", "??"})
		if want := want[l.Code]; len(got) != 2 || want == "" || got[0].Name != want && got[1].Name != want {
			t.Errorf("%s: %+v, want %s among them", l.Code, got, want)
		}
	}
}
