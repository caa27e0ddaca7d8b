package words

import (
	"os"
	"slices"
	"strings"
	"testing"

	"istratray/app/people"
	"istratray/app/transcribe"
	"istratray/istraclient"
	"istratray/player"
)

// problem is one of a code with all its values, as numbers where a plural needs one.
func problem(code string, forms map[string]string) Problem {
	p := Problem{Code: code, Values: map[string]string{}}
	for _, text := range forms {
		for _, name := range values(text) {
			p.Values[name] = "7"
		}
	}
	return p
}

func TestEveryProblemIsSaidInEveryLanguage(t *testing.T) {
	for code, forms := range catalogueOf(t, fallback, problems) {
		p := problem(code, forms)
		english := English(p)
		if strings.Contains(english, "’") || ForTerminal("en").Tell(p) != english {
			t.Errorf("%s for scripts: %q", code, english)
		}
		if english == "" || strings.Contains(english, "<no value>") {
			t.Errorf("%s in English: %q", code, english)
		}
		for _, language := range others() {
			said := In(language).Or(p, "")
			if said == "" || said == english || said == In("en").Tell(p) || strings.Contains(said, "<no value>") {
				t.Errorf("%s in %s: %q", code, language, said)
			}
			for _, word := range strings.FieldsFunc(said, func(r rune) bool {
				return strings.ContainsRune(" .,:;()",
					r)
			}) {
				if slices.Contains([]string{"the", "The", "your", "again", "could", "Check", "please"}, word) {
					t.Errorf("%s in %s has the English word %q: %s", code, language, word, said)
				}
			}
		}
	}
}

// reported are the problems of libraries and rooms that don't know words.
func reported() []string {
	codes := slices.Concat(istraclient.Reasons(), player.Reasons())
	for _, code := range people.Codes() {
		codes = append(codes, "contacts-"+string(code))
	}
	for _, code := range transcribe.Codes() {
		codes = append(codes, "transcript-"+string(code))
	}
	return codes
}

func TestWhatLibrariesReportHasWords(t *testing.T) {
	english := catalogueOf(t, fallback, problems)
	for _, code := range reported() {
		if english[code] == nil {
			t.Errorf("%s has no words", code)
		}
	}
}

func TestNoSentenceIsForNobody(t *testing.T) {
	made := reported()
	var ours strings.Builder
	for _, room := range []string{"..", "agent", "command", "control", "secret", "session", "share"} {
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
	for code := range catalogueOf(t, fallback, problems) {
		if !slices.Contains(made, code) && !strings.HasPrefix(code, "number-") &&
			!strings.Contains(ours.String(), `"`+code+`"`) {
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
			if said := In(language).Tell(New("busy-minutes", Count, n)); !strings.Contains(said, want[i]) {
				t.Errorf("%s: %q lacks %q", language, said, want[i])
			}
		}
	}
}

func TestACauseFollows(t *testing.T) {
	p := New("no-such-server", "server", "pbx.example").Behind("offline")
	if got, want := In("de").Tell(p),
		"Das ist ohne Verbindung nicht möglich. Es gibt keinen Server namens pbx.example. Prüfen Sie die "+
			"Adresse."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := New("load-damaged").Behind("load-partial").Behind("mark-failed").Values[Because]; got != "load-damaged" {
		t.Errorf("the deepest cause is %q", got)
	}
}

func TestWhatOtherVersionsSay(t *testing.T) {
	german, unknown := In("de"), New("from-next-year", "x", "1")
	for _, test := range []struct {
		p          Problem
		text, want string
	}{
		{unknown, "What the agent says.", "What the agent says."},
		{Problem{}, "What the agent says.", "What the agent says."},
		{New("offline", Because, "from-next-year"), "Both.", "Both."},
		{New("busy-minutes", Count, "many"), "Patience.", "Patience."},
		{New("refused", "status", "403", "said", "{{.x}} <b>"), "",
			"Die Telefonanlage hat abgelehnt (403): {{.x}} <b>"},
	} {
		if got := german.Or(test.p, test.text); got != test.want {
			t.Errorf("%v: got %q, want %q", test.p, got, test.want)
		}
	}
	if got := English(unknown); !strings.Contains(got, "unexpected") {
		t.Errorf("unknown in English: %q", got)
	}
	if got := English(Problem{}); got != "" {
		t.Errorf("no problem in English: %q", got)
	}
}
