package words_test

import (
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"istratray/app/words"
	"istratray/istraclient"
	"istratray/player"
)

// catalogue is a file of texts: a sentence, or the forms of a plural.
func catalogue(t *testing.T, language string) map[string]map[string]string {
	t.Helper()
	data, err := os.ReadFile("lang/" + language + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	texts := map[string]map[string]string{}
	for code, text := range raw {
		forms, one := map[string]string{}, ""
		if json.Unmarshal(text, &one) == nil {
			forms["other"] = one
		} else if err := json.Unmarshal(text, &forms); err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		texts[code] = forms
	}
	return texts
}

var value = regexp.MustCompile(`\.([a-z]+)`)

// values are the names of the values in a text.
func values(text string) []string {
	names := map[string]bool{}
	for _, action := range regexp.MustCompile(`{{[^}]*}}`).FindAllString(text, -1) {
		for _, found := range value.FindAllStringSubmatch(action, -1) {
			names[found[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// onlyEnglish are values in English words, for who writes scripts: other languages point to the documentation.
const onlyEnglish = "want"

func others() []string {
	return slices.DeleteFunc(slices.Clone(words.Languages()), func(l string) bool { return l == "en" })
}

func TestEveryLanguageHasEveryProblem(t *testing.T) {
	english := catalogue(t, "en")
	if got := words.Languages(); !slices.Equal(got, []string{"de", "en", "es", "fr", "it", "nl"}) {
		t.Errorf("languages: %v", got)
	}
	for _, language := range others() {
		texts := catalogue(t, language)
		for code := range texts {
			if english[code] == nil {
				t.Errorf("%s: %s is not in English", language, code)
			}
		}
		for code, forms := range english {
			for form, text := range forms {
				want := slices.DeleteFunc(values(text), func(name string) bool { return name == onlyEnglish })
				if got := values(texts[code][form]); !slices.Equal(got, want) {
					t.Errorf("%s: %s (%s) has the values %v, not %v", language, code, form, got, want)
				}
			}
		}
	}
}

// problem is one of a code with all its values, as numbers where a plural needs one.
func problem(code string, forms map[string]string) words.Problem {
	p := words.Problem{Code: code, Values: map[string]string{}}
	for _, text := range forms {
		for _, name := range values(text) {
			p.Values[name] = "7"
		}
	}
	return p
}

func TestEveryProblemIsSaidInEveryLanguage(t *testing.T) {
	for code, forms := range catalogue(t, "en") {
		p := problem(code, forms)
		english := words.English(p)
		if strings.Contains(english, "’") || words.ForTerminal("en").Tell(p) != english {
			t.Errorf("%s for scripts: %q", code, english)
		}
		if english == "" || strings.Contains(english, "<no value>") {
			t.Errorf("%s in English: %q", code, english)
		}
		for _, language := range others() {
			said := words.In(language).Or(p, "")
			if said == "" || said == english || said == words.In("en").Tell(p) || strings.Contains(said, "<no value>") {
				t.Errorf("%s in %s: %q", code, language, said)
			}
			for _, word := range strings.FieldsFunc(said, func(r rune) bool { return strings.ContainsRune(" .,:;()", r) }) {
				if slices.Contains([]string{"the", "The", "your", "again", "could", "Check", "please"}, word) {
					t.Errorf("%s in %s has the English word %q: %s", code, language, word, said)
				}
			}
		}
	}
}

func TestWhatLibrariesReportHasWords(t *testing.T) {
	english := catalogue(t, "en")
	for _, code := range slices.Concat(istraclient.Reasons(), player.Reasons()) {
		if english[code] == nil {
			t.Errorf("%s has no words", code)
		}
	}
}

func TestNoSentenceIsForNobody(t *testing.T) {
	made := slices.Concat(istraclient.Reasons(), player.Reasons())
	var ours strings.Builder
	for _, room := range []string{"agent", "command", "control", "secret", "session"} {
		files, err := os.ReadDir("../" + room)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file.Name(), ".go") && !strings.HasSuffix(file.Name(), "_test.go") {
				text, err := os.ReadFile("../" + room + "/" + file.Name())
				if err != nil {
					t.Fatal(err)
				}
				ours.Write(text)
			}
		}
	}
	for code := range catalogue(t, "en") {
		if !slices.Contains(made, code) && !strings.HasPrefix(code, "number-") && !strings.Contains(ours.String(), `"`+code+`"`) {
			t.Errorf("nothing makes the problem %s", code)
		}
	}
}

func TestPlurals(t *testing.T) {
	for language, want := range map[string][2]string{
		"en": {"1 minute.", "3 minutes."}, "de": {"1 Minute ", "3 Minuten "}, "fr": {"1 minute.", "3 minutes."},
		"es": {"1 minuto.", "3 minutos."}, "it": {"1 minuto.", "3 minuti."}, "nl": {"1 minuut ", "3 minuten "},
	} {
		for i, n := range []string{"1", "3"} {
			if said := words.In(language).Tell(words.New("busy-minutes", words.Count, n)); !strings.Contains(said, want[i]) {
				t.Errorf("%s: %q lacks %q", language, said, want[i])
			}
		}
	}
}

func TestACauseFollows(t *testing.T) {
	p := words.New("no-such-server", "server", "pbx.example").Behind("offline")
	if got, want := words.In("de").Tell(p), "Das ist ohne Verbindung nicht möglich. Es gibt keinen Server namens pbx.example. Prüfen Sie die Adresse."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := words.New("load-damaged").Behind("load-partial").Behind("mark-failed").Values[words.Because]; got != "load-damaged" {
		t.Errorf("the deepest cause is %q", got)
	}
}

func TestWhatOtherVersionsSay(t *testing.T) {
	german, unknown := words.In("de"), words.New("from-next-year", "x", "1")
	for _, test := range []struct {
		p          words.Problem
		text, want string
	}{
		{unknown, "What the agent says.", "What the agent says."},
		{words.Problem{}, "What the agent says.", "What the agent says."},
		{words.New("offline", words.Because, "from-next-year"), "Both.", "Both."},
		{words.New("busy-minutes", words.Count, "many"), "Patience.", "Patience."},
		{words.New("refused", "status", "403", "said", "{{.x}} <b>"), "", "Die Telefonanlage hat abgelehnt (403): {{.x}} <b>"},
	} {
		if got := german.Or(test.p, test.text); got != test.want {
			t.Errorf("%v: got %q, want %q", test.p, got, test.want)
		}
	}
	if got := words.English(unknown); !strings.Contains(got, "unexpected") {
		t.Errorf("unknown in English: %q", got)
	}
	if got := words.English(words.Problem{}); got != "" {
		t.Errorf("no problem in English: %q", got)
	}
}

func TestApostrophesAndNames(t *testing.T) {
	for _, language := range words.Languages() {
		for code, forms := range catalogue(t, language) {
			for _, text := range forms {
				if strings.Contains(text, "'") {
					t.Errorf("%s: %s has a straight apostrophe: %s", language, code, text)
				}
				if regexp.MustCompile(`(?i)platform|plattform|plateforme|plataforma|piattaforma`).MatchString(text) {
					t.Errorf("%s: %s names the phone system otherwise: %s", language, code, text)
				}
			}
		}
	}
}
