package words

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// strangers are words that a catalogue avoids, by language: another form of address than the rest of it has, or
// another name for a thing that has one (phone system, address book, voicemail, tray, computer).
var strangers = map[string]*regexp.Regexp{
	"de": regexp.MustCompile(`\b[Dd](u|ich|ir|ein(e[mnrs]?)?)\b|Sprachnachricht|Mailbox|Taskleiste`),
	"es": regexp.MustCompile(`\b(Introduzca|Escriba|Indique|Seleccione|Ponga|Instale|Pida|Compruebe|Abre su|` +
		`[Ll]ibretas?|equipo|[Ll]lamantes?|dla|la demo)\b|órdenes`),
	"fr": regexp.MustCompile(`(^| )(tu|toi|ton|tes) |barre (d’état|système)|\b[Mm]uet\b`),
	"it": regexp.MustCompile(`\b(Inserire|Indicare|Controllare|Confrontare|Mettere|Installi|[Ss]ua azienda)\b|` +
		`sistema telefonico|in linea`),
	"nl":    regexp.MustCompile(`\b[Jj](e|ij|ouw?)\b|[Gg]esprek\b|[Gg]esprekken|voicemailbericht|webportal\b`),
	"pl":    regexp.MustCompile(`[^.!?] (Tw(ój|oj|oi)|C(ię|i)\b)|zasobnik|nieprzeczytan\pL* wiadomo\pL+ głos`),
	"pt-BR": regexp.MustCompile(`sistema telef|\b[Cc]hamadores\b|parecido com`),
	"pt-PT": regexp.MustCompile(`sistema telef|\b([Cc]hamadores|[Aa]genda|você)\b|área de notif|em outro|parecido com`),
}

func TestOneNameAndOneAddress(t *testing.T) {
	eachText(t, func(code, key, _, text string) {
		if found := strangers[code].FindString(text); found != "" {
			t.Errorf("%s, %q says %q: %q", code, key, found, text)
		}
	})
}

func TestASentenceBeginsLikeOne(t *testing.T) {
	eachText(t, func(code, key, english, text string) {
		first := []rune(text)[0]
		if sentence := strings.HasSuffix(english, ".") && unicode.IsUpper([]rune(english)[0]); sentence &&
			unicode.IsLower(first) {
			t.Errorf("%s, %q begins small: %q", code, key, text)
		}
	})
}

// TestAUnitHasNoFullStop has one where a sentence ends with a duration: “in 3 min.”, not “in 3 Min..”.
func TestAUnitHasNoFullStop(t *testing.T) {
	eachText(t, func(code, key, _, text string) {
		if unit := key == "{{.N}} s" || key == "{{.N}} min" || key == "{{.N}} h"; unit && strings.HasSuffix(text, ".") {
			t.Errorf("%s, %q ends with a full stop: %q", code, key, text)
		}
	})
}

// eachText shows every text of every language but English, with the English one.
func eachText(t *testing.T, show func(code, key, english, text string)) {
	t.Helper()
	for _, in := range chapters {
		english := catalogueOf(t, fallback, in)
		for _, code := range others() {
			for key, forms := range catalogueOf(t, code, in) {
				for _, text := range forms {
					show(code, key, english[key]["other"], text)
				}
			}
		}
	}
}

var quoted = regexp.MustCompile(`“([A-Z][^”]{19,})”`)

// TestTheDocsQuoteWhatIsSaid holds the faults' document to the English texts, by how each begins.
func TestTheDocsQuoteWhatIsSaid(t *testing.T) {
	doc, err := os.ReadFile("../../docs/reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, in := range chapters {
		for _, forms := range catalogueOf(t, fallback, in) {
			for _, text := range forms {
				said.WriteString("\n" + text)
			}
		}
	}
	for _, found := range quoted.FindAllStringSubmatch(strings.ReplaceAll(string(doc), "'", "’"), -1) {
		begin := string([]rune(found[1])[:20])
		if !strings.Contains(said.String(), "\n"+begin) {
			t.Errorf("nothing says %q", found[1])
		}
	}
}
