package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// said is a text that a room looks up.
type said struct {
	text   string
	plural bool
	values []string // those given; nil = not known
	at     token.Position
}

// speakers are the rooms that look texts of a chapter up.
var speakers = map[chapter][]string{
	desktop:  {"desktop.go", "../agent", "../../tray"},
	terminal: {"../command"},
	window:   {"../window"},
}

// TestTheCataloguesHaveWhatIsSaid holds en.json to the calls, and with it all languages.
func TestTheCataloguesHaveWhatIsSaid(t *testing.T) {
	for in, rooms := range speakers {
		english, used := catalogueOf(t, fallback, in), map[string]bool{}
		for _, room := range rooms {
			for _, s := range saidIn(t, room, in) {
				used[s.text] = true
				forms := english[s.text]
				switch {
				case forms == nil:
					t.Errorf("%s: en.json lacks %q in %q", s.at, s.text, in)
				case s.plural != (len(forms) > 1):
					t.Errorf("%s: %q is a plural here or in en.json, not in both", s.at, s.text)
				case s.values != nil && !slices.Equal(s.values, values(forms["other"])):
					t.Errorf("%s: %q is given %v", s.at, s.text, s.values)
				}
			}
		}
		for _, text := range ToolkitTexts() {
			used[text] = used[text] || in == window
		}
		for text := range english {
			if !used[text] {
				t.Errorf("nobody says %q of %q in en.json", text, in)
			}
		}
	}
}

func saidIn(t *testing.T, room string, in chapter) (all []said) {
	t.Helper()
	places := token.NewFileSet()
	err := filepath.WalkDir(room, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(places, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if s, ok := textOf(call, in); ok {
				s.at = places.Position(call.Pos())
				if s.text == "" {
					t.Errorf("%s: a text that is no literal can't be translated", s.at)
				}
				all = append(all, s)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// textOf is the text that a call looks up: of Say and Count, or of the window's L, N and X.
func textOf(call *ast.CallExpr, in chapter) (s said, ok bool) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return s, false
	}
	name := method.Sel.Name
	if in == window {
		pkg, ok := method.X.(*ast.Ident)
		if !ok || pkg.Name != "lang" || !slices.Contains([]string{"L", "N", "X"}, name) {
			return s, false
		}
		return said{text: literal(call.Args[0]), plural: name == "N"}, true
	}
	switch {
	case name == "Say":
		return said{text: literal(call.Args[0]), values: namesIn(call.Args[1:])}, true
	case name == "Count" && len(call.Args) > 1 && literal(call.Args[0]) == "":
		names := append(namesIn(call.Args[2:]), Count)
		slices.Sort(names)
		return said{text: literal(call.Args[1]), plural: true, values: names}, literal(call.Args[1]) != ""
	}
	return s, false
}

// namesIn are the names among names and values in turn.
func namesIn(pairs []ast.Expr) []string {
	names := []string{}
	for i := 0; i < len(pairs); i += 2 {
		names = append(names, literal(pairs[i]))
	}
	slices.Sort(names)
	return names
}

func literal(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return text
}
