package words_test

import (
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "add new texts to en.json and take unused ones out")

// used are the texts that the window looks up: key to English wording.
func used(t *testing.T) (texts map[string]string, plurals map[string]bool) {
	t.Helper()
	texts, plurals = map[string]string{}, map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				note(t, path, call, texts, plurals)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts, plurals
}

// note adds the text of a call of fyne's lang.
func note(t *testing.T, path string, call *ast.CallExpr, texts map[string]string, plurals map[string]bool) {
	t.Helper()
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	if pkg, ok := sel.X.(*ast.Ident); !ok || pkg.Name != "lang" || !slices.Contains([]string{"L", "N", "X"}, sel.Sel.Name) {
		return
	}
	key, ok := literal(call.Args[0])
	if !ok {
		t.Errorf("%s: a text that is no literal can't be translated", path)
		return
	}
	texts[key] = key
	if sel.Sel.Name == "X" {
		texts[key], _ = literal(call.Args[1])
	}
	if sel.Sel.Name == "N" {
		plurals[key] = true
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

type catalogue map[string]any

func read(t *testing.T, file string) catalogue {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var c catalogue
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return c
}

func TestEnglishHasAllTexts(t *testing.T) {
	texts, plurals := used(t)
	c := read(t, "lang/en.json")
	if *update {
		c = refreshed(c, texts, plurals)
		text, err := json.MarshalIndent(c, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("lang/en.json", append(unescape(text), '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for key := range texts {
		if _, ok := c[key]; !ok {
			t.Errorf("en.json lacks %q; run with -update", key)
		}
		if _, forms := c[key].(map[string]any); plurals[key] && !forms {
			t.Errorf("en.json: %q needs plural forms", key)
		}
	}
	for key := range c {
		if _, ok := texts[key]; !ok {
			t.Errorf("en.json: nobody uses %q; run with -update", key)
		}
	}
}

func refreshed(c catalogue, texts map[string]string, plurals map[string]bool) catalogue {
	out := catalogue{}
	for key, text := range texts {
		switch old, ok := c[key]; {
		case ok:
			out[key] = old
		case plurals[key]:
			out[key] = map[string]any{"one": text, "other": text}
		default:
			out[key] = text
		}
	}
	return out
}

func unescape(text []byte) []byte {
	return []byte(strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(text)))
}

var placeholder = regexp.MustCompile(`\{\{\.\w+\}\}`)

// forms are the wordings of an entry, by plural form.
func forms(entry any) map[string]string {
	switch e := entry.(type) {
	case string:
		return map[string]string{"": e}
	case map[string]any:
		out := map[string]string{}
		for form, text := range e {
			out[form], _ = text.(string)
		}
		return out
	}
	return nil
}

func placeholders(text string) []string {
	return slices.Compact(slices.Sorted(slices.Values(placeholder.FindAllString(text, -1))))
}

func TestAllLanguagesAreWhole(t *testing.T) {
	english := read(t, "lang/en.json")
	files, err := filepath.Glob("lang/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			c := read(t, file)
			for key, entry := range english {
				compare(t, key, forms(entry), forms(c[key]))
			}
			for key := range c {
				if _, ok := english[key]; !ok {
					t.Errorf("%q is in no use", key)
				}
			}
		})
	}
}

// compare checks one entry against the English one: the same plural forms and placeholders.
func compare(t *testing.T, key string, want, got map[string]string) {
	t.Helper()
	if !maps.EqualFunc(want, got, func(a, b string) bool { return b != "" && slices.Equal(placeholders(a), placeholders(b)) }) {
		t.Errorf("%q: %q does not fit %q", key, got, want)
	}
}
