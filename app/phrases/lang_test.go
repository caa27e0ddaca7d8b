package phrases

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms are those that speak to the user by way of a Book.
var rooms = []string{".", "../agent", "../../tray"}

// used are the texts that our rooms say, by where they do. Each is held to the arguments that it is given.
func used(t *testing.T) map[string]token.Position {
	t.Helper()
	texts := map[string]token.Position{}
	for _, room := range rooms {
		files, err := filepath.Glob(filepath.Join(room, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", room, len(files), err)
		}
		for _, name := range files {
			if !strings.HasSuffix(name, "_test.go") {
				collect(t, name, texts)
			}
		}
	}
	return texts
}

func collect(t *testing.T, name string, texts map[string]token.Position) {
	t.Helper()
	places := token.NewFileSet()
	file, err := parser.ParseFile(places, name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		said, arguments := spoken(call)
		for _, e := range said {
			at := places.Position(e.Pos())
			text, ok := literal(e)
			if !ok {
				t.Errorf("%s: a text that is no literal can't be translated", at)
			} else if n := len(verbs(text)); n != arguments {
				t.Errorf("%s: %q has %d verbs for %d arguments", at, text, n, arguments)
			}
			texts[text] = at
		}
		return true
	})
}

// spoken are the texts of a call of Say or Count, and how many arguments they are given.
func spoken(call *ast.CallExpr) (texts []ast.Expr, arguments int) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	switch {
	case ok && method.Sel.Name == "Say":
		return call.Args[:1], len(call.Args) - 1
	case ok && method.Sel.Name == "Count" && len(call.Args) == 3: // strings.Count has two
		return call.Args[1:], 1
	}
	return nil, 0
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

var verb = regexp.MustCompile(`%(\[\d\])?[a-z]`)

func verbs(text string) []string { return verb.FindAllString(text, -1) }

func TestEachLanguageIsWhole(t *testing.T) {
	texts := used(t)
	files, err := filepath.Glob("lang/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(languages([]string{file})[0], func(t *testing.T) {
			translated := load(t, file)
			for text, at := range texts {
				if translated[text] == "" {
					t.Errorf("%s: %q has no translation", at, text)
				}
			}
			for text, translation := range translated {
				if _, ok := texts[text]; !ok {
					t.Errorf("nobody says %q", text)
				}
				fits(t, text, translation)
			}
		})
	}
}

// windowWords are the translations of the window.
const windowWords = "../window/words/lang/*.json"

// TestTheWindowSaysTheSame holds the languages and what both say to those of the window.
func TestTheWindowSaysTheSame(t *testing.T) {
	ours, err := filepath.Glob("lang/*.json")
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := filepath.Glob(windowWords)
	if err != nil {
		t.Fatal(err)
	}
	got := slices.Sorted(slices.Values(append(languages(ours), english.language)))
	if want := languages(theirs); !slices.Equal(got, want) {
		t.Fatalf("the languages are %v, those of the window %v", got, want)
	}
	for i, language := range languages(theirs) {
		data, err := os.ReadFile(theirs[i])
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]any // a text, or its plural forms
		if err := json.Unmarshal(data, &words); err != nil {
			t.Fatal(err)
		}
		for text, translation := range read(language).texts {
			if said, ok := words[text]; ok && said != translation && text != "May" { // it is short here
				t.Errorf("%s, %q: %q, the window says %q", language, text, translation, said)
			}
		}
	}
}

func languages(files []string) []string {
	var codes []string
	for _, file := range files {
		codes = append(codes, strings.TrimSuffix(filepath.Base(file), ".json"))
	}
	return codes
}

func load(t *testing.T, file string) map[string]string {
	t.Helper()
	data, err := translations.ReadFile(filepath.ToSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]string
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	return texts
}

// fits checks that a translation takes the arguments of its text, each once and in any order, and is as
// careful with blanks and dots at its ends.
func fits(t *testing.T, text, translation string) {
	t.Helper()
	var arguments []any
	for i, v := range verbs(text) {
		if v == "%d" {
			arguments = append(arguments, 4711+i)
		} else {
			arguments = append(arguments, fmt.Sprint("argument ", i))
		}
	}
	if got := fmt.Sprintf(translation, arguments...); strings.Contains(got, "%!") || len(verbs(translation)) != len(arguments) {
		t.Errorf("%q does not take the arguments of %q: %s", translation, text, got)
	} else {
		for _, a := range arguments {
			if strings.Count(got, fmt.Sprint(a)) != 1 {
				t.Errorf("%q does not say each argument once: %s", translation, got)
			}
		}
	}
	if strings.TrimSpace(translation) != translation || strings.HasSuffix(text, "…") != strings.HasSuffix(translation, "…") {
		t.Errorf("%q ends another way than %q", translation, text)
	}
}
