package words

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// catalogue has the texts of a chapter by their keys: each has its plural forms, or only "other".
type catalogue map[string]map[string]string

var chapters = []chapter{problems, desktop, terminal, window}

func catalogueOf(t *testing.T, code string, in chapter) catalogue {
	t.Helper()
	var raw map[string]any
	if err := json.Unmarshal(part(code, string(in)), &raw); err != nil {
		t.Fatalf("%s, %s: %v", code, in, err)
	}
	texts := catalogue{}
	for key, entry := range raw {
		forms := map[string]string{}
		switch e := entry.(type) {
		case string:
			forms["other"] = e
		case map[string]any:
			forms["one"] = "" // only plurals have it
			for form, text := range e {
				forms[form], _ = text.(string)
			}
		}
		texts[key] = forms
	}
	return texts
}

// others are the languages beside English.
func others() []string {
	return slices.DeleteFunc(slices.Clone(codes()), func(code string) bool { return code == fallback })
}

func TestLanguages(t *testing.T) {
	var names []string
	for _, l := range Languages() {
		names = append(names, l.Code+" "+l.Name)
	}
	want := []string{"de Deutsch", "en English", "es Español", "fr Français", "it Italiano", "nl Nederlands",
		"pl Polski", "pt-BR Português (Brasil)", "pt-PT Português (Portugal)"}
	if !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
}

var (
	action = regexp.MustCompile(`{{[^}]*}}`)
	value  = regexp.MustCompile(`\.([A-Za-z]+)`)
)

// values are the names of the values in a text.
func values(text string) []string {
	names := map[string]bool{}
	for _, a := range action.FindAllString(text, -1) {
		for _, found := range value.FindAllStringSubmatch(a, -1) {
			names[found[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// onlyEnglish are values in English words, for who writes scripts: other languages point to the documentation.
const onlyEnglish = "want"

// Nothing that comes after a chapter is read for it, so what is needed first is to stand first.
func TestACatalogueHasTheseChapters(t *testing.T) {
	want := []string{"name", "problems", "desktop", "terminal", "window"}
	for _, code := range codes() {
		file, err := catalogues.ReadFile("lang/" + code + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, found := range regexp.MustCompile(`(?m)^  "(\w+)": [{"]`).FindAllSubmatch(file, -1) {
			got = append(got, string(found[1]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has %q", code, got)
		}
	}
}

// A start reads one chapter of one language.
func TestOnlyWhatIsSaidIsRead(t *testing.T) {
	pages.Lock()
	clear(pages.open)
	pages.Unlock()
	d := new(Desktop)
	d.Use("de")
	if got := d.Say("Not signed in"); got != "Nicht angemeldet" {
		t.Errorf("got %q", got)
	}
	pages.Lock()
	defer pages.Unlock()
	if got := slices.Collect(maps.Keys(pages.open)); !slices.Equal(got, []page{{"de", desktop}}) {
		t.Errorf("read %v", got)
	}
}

func TestEveryLanguageIsWhole(t *testing.T) {
	for _, in := range chapters {
		english := catalogueOf(t, fallback, in)
		for _, code := range codes() {
			texts := catalogueOf(t, code, in)
			for key := range texts {
				if english[key] == nil {
					t.Errorf("%s, %s: %q is not in English", code, in, key)
				}
			}
			for key, forms := range english {
				compare(t, code+", "+string(in)+": "+strconv.Quote(key), code, forms, texts[key])
			}
		}
	}
}

// compare holds a text to the English one: the same values, and the forms that its language has.
func compare(t *testing.T, at, code string, english, texts map[string]string) {
	t.Helper()
	want := []string{"other"}
	if len(english) > 1 {
		want = formsOf(code)
	}
	if got := slices.Sorted(maps.Keys(texts)); !slices.Equal(got, want) {
		t.Errorf("%s has the forms %v, not %v", at, got, want)
		return
	}
	for form, text := range texts {
		want := values(english["other"])
		if code != fallback {
			want = slices.DeleteFunc(want, func(name string) bool { return name == onlyEnglish })
		}
		if got := values(text); !slices.Equal(got, want) || text == "" {
			t.Errorf("%s (%s) has the values %v, not %v: %q", at, form, got, want, text)
		}
	}
}

// formsOf are the plural forms of a language's whole numbers, up to those that lists have.
func formsOf(code string) []string {
	names := map[plural.Form]string{plural.Other: "other", plural.One: "one", plural.Two: "two", plural.Few: "few",
		plural.Many: "many"}
	forms := map[string]bool{"other": true}
	for n := range 1000 {
		forms[names[plural.Cardinal.MatchPlural(language.Make(code), n, 0, 0, 0, 0)]] = true
	}
	return slices.Sorted(maps.Keys(forms))
}

// alike are words that some languages share with English.
var alike = strings.Fields("VIP Voicemail Voicemails Name online offline Offline s h min demo April August September " +
	"November " +
	"Export Pause Problem Server Start System phone example com Menu Messages Notifications Pages Urgent Volume " +
	"messages Account Password " +
	"voicemails in Later Code Contrast Normal Ctrl Alt Shift Esc Enter Delete Details VIPs Recent Note")

var letters = regexp.MustCompile(`\pL+`)

func TestNothingIsLeftInEnglish(t *testing.T) {
	for _, in := range chapters {
		english := catalogueOf(t, fallback, in)
		for _, code := range others() {
			for key, forms := range catalogueOf(t, code, in) {
				if !maps.Equal(forms, english[key]) {
					continue
				}
				for _, word := range letters.FindAllString(action.ReplaceAllString(forms["other"], ""), -1) {
					if !slices.Contains(alike, word) {
						t.Errorf("%s, %s: %q is English", code, in, forms["other"])
						break
					}
				}
			}
		}
	}
}

// TestOneTextHasOneTranslation holds chapters to each other: May is short in one of them.
func TestOneTextHasOneTranslation(t *testing.T) {
	for _, code := range codes() {
		said := catalogue{}
		for _, in := range []chapter{desktop, window} {
			for key, forms := range catalogueOf(t, code, in) {
				if before := said[key]; before != nil && !maps.Equal(before, forms) && key != "May" {
					t.Errorf("%s: %q is %q and %q", code, key, before, forms)
				}
				said[key] = forms
			}
		}
	}
}

func TestApostrophesAndNames(t *testing.T) {
	platform := regexp.MustCompile(`(?i)platform|plattform|plateforme|plataforma|piattaforma`)
	for _, code := range codes() {
		for _, in := range chapters {
			for key, forms := range catalogueOf(t, code, in) {
				for _, text := range forms {
					if strings.ContainsAny(text, `'"`) {
						t.Errorf("%s: %s has a straight apostrophe or quote: %s", code, key, text)
					}
					if platform.MatchString(text) {
						t.Errorf("%s: %s names the phone system otherwise: %s", code, key, text)
					}
					if strings.Trim(text, " ") != text || strings.Contains(text, "  ") {
						t.Errorf("%s: %s has blanks too many: %q", code, key, text)
					}
				}
			}
		}
	}
}

// strayMarks are ways to write that a typist's keyboard has and print has not, by language; "" is for all.
var strayMarks = map[string]*regexp.Regexp{
	"":   regexp.MustCompile(`\pL'\pL|"|\.\.\.|  `),
	"de": regexp.MustCompile(`[^ ]…`),
	"fr": regexp.MustCompile(` [;:!?»]|« |«[^\x{00a0}]|[^\x{00a0}][;!?»]|[^\x{00a0}]:(\s|$)`),
}

// notText are parts of a text in which such marks are in place: values and addresses.
var notText = regexp.MustCompile(`\{\{[^}]*\}\}|https?://|contacts:`)

func TestTypography(t *testing.T) {
	for _, in := range chapters {
		for _, code := range codes() {
			for key, forms := range catalogueOf(t, code, in) {
				for form, text := range forms {
					plain := notText.ReplaceAllString(text, "x")
					for _, language := range []string{"", code} {
						if stray := strayMarks[language]; stray != nil && stray.MatchString(plain) {
							t.Errorf("%s, %q (%s): %q has %q", code, key, form, text, stray.FindString(plain))
						}
					}
				}
			}
		}
	}
}
