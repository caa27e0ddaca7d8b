package words

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed lang/*.json
var catalogues embed.FS

// Book says problems in one language. It is safe for any goroutine.
type Book struct {
	localizer *i18n.Localizer
	straight  bool // apostrophes as scripts know them
}

var books = struct {
	sync.Mutex
	open map[string]*Book // by language
}{open: map[string]*Book{}}

// In is the book in the language of a setting: see Language.
func In(setting string) *Book { return open(Language(setting)) }

// ForTerminal is In for standard error. English has the apostrophes of ASCII there, as in English.
func ForTerminal(setting string) *Book {
	if language := Language(setting); language != fallback {
		return open(language)
	}
	return &Book{localizer: open(fallback).localizer, straight: true}
}

// English says a problem in English, for scripts. It is "" for the zero Problem, and never for another.
func English(p Problem) string {
	if p.Code == "" {
		return ""
	}
	english := ForTerminal(fallback)
	return english.Or(p, english.Or(New("unexpected"), p.Code))
}

// Or says a problem, or a text where the catalogue lacks it: an agent of another version knows other problems.
func (b *Book) Or(p Problem, text string) string {
	said, ok := b.say(p)
	if !ok {
		return text
	}
	because, ok := p.Values[Because]
	if !ok || because == p.Code {
		return said
	}
	if cause, ok := b.say(Problem{Code: because, Values: p.Values}); ok {
		return said + " " + cause
	}
	return text
}

// Tell says a problem in the book's language, and in English where the language lacks it.
func (b *Book) Tell(p Problem) string { return b.Or(p, English(p)) }

func (b *Book) say(p Problem) (text string, ok bool) {
	if p.Code == "" {
		return "", false
	}
	values := p.Values
	if values == nil {
		values = map[string]string{}
	}
	config := &i18n.LocalizeConfig{MessageID: p.Code, TemplateData: values}
	if n := p.Values[Count]; n != "" {
		config.PluralCount = n
	}
	text, err := b.localizer.Localize(config)
	if b.straight {
		text = strings.ReplaceAll(text, "’", "'")
	}
	return text, err == nil && text != ""
}

// Languages are the codes of the languages that there is a catalogue of.
var Languages = sync.OnceValue(func() []string {
	files, err := catalogues.ReadDir("lang")
	if err != nil {
		panic(err) // it is in the program
	}
	var codes []string
	for _, file := range files {
		codes = append(codes, strings.TrimSuffix(file.Name(), ".json"))
	}
	return slices.Clip(codes)
})

// open reads a catalogue when it is first needed.
func open(code string) *Book {
	books.Lock()
	defer books.Unlock()
	if b := books.open[code]; b != nil {
		return b
	}
	bundle := i18n.NewBundle(language.Make(code))
	if _, err := bundle.LoadMessageFileFS(catalogues, "lang/"+code+".json"); err != nil {
		panic(err) // it is in the program, and the tests read them all
	}
	b := &Book{localizer: i18n.NewLocalizer(bundle, code)}
	books.open[code] = b
	return b
}
