package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed lang/*.json
var catalogues embed.FS

// chapter is a part of a catalogue. Each is read by itself, when it is first needed: the agent never reads the
// window's.
type chapter string

const (
	problems chapter = "problems" // by code
	desktop  chapter = "desktop"  // tray and notifications; these three by their English wording
	terminal chapter = "terminal"
	window   chapter = "window"
)

// codes are the languages that there is a catalogue of, sorted.
var codes = sync.OnceValue(func() []string {
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

// page is a chapter in a language.
type page struct {
	language string
	chapter  chapter
}

var pages = struct {
	sync.Mutex
	open map[page]*i18n.Localizer
}{open: map[page]*i18n.Localizer{}}

// open reads a chapter when it is first needed.
func open(code string, in chapter) *i18n.Localizer {
	pages.Lock()
	defer pages.Unlock()
	if l := pages.open[page{code, in}]; l != nil {
		return l
	}
	bundle := i18n.NewBundle(language.Make(code))
	bundle.MustParseMessageFileBytes(part(code, string(in)), code+".json")
	l := i18n.NewLocalizer(bundle, code)
	pages.open[page{code, in}] = l
	return l
}

// part is what a catalogue has under a key: a chapter, or its language's own name. What comes after it is not read.
func part(code, key string) json.RawMessage {
	file, err := catalogues.Open("lang/" + code + ".json")
	if err != nil {
		panic(err) // it is in the program
	}
	defer file.Close()
	in := json.NewDecoder(file)
	_, err = in.Token()
	for err == nil && in.More() {
		var name json.Token
		var text json.RawMessage
		if name, err = in.Token(); err == nil {
			err = in.Decode(&text)
		}
		if name == key && err == nil {
			return text
		}
	}
	panic(fmt.Sprintf("%s: no %s: %v", code, key, err)) // it is in the program, and the tests read them all
}

// Named is a language by its code, and its own name.
type Named struct{ Code, Name string }

// Languages are those that there is a catalogue of, by their names. It reads no more than these.
func Languages() []Named {
	var all []Named
	for _, code := range codes() {
		all = append(all, Named{code, nameOf(code)})
	}
	slices.SortFunc(all, func(a, b Named) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// nameOf is a language's own name, with which its catalogue begins.
func nameOf(code string) string {
	var name string
	_ = json.Unmarshal(part(code, "name"), &name) // the tests read them all
	return name
}
