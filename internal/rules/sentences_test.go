package rules

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// spoken are the files that may hold sentences about problems, and why.
var spoken = map[string]string{
	"account.go":                         "wrong usage, too",
	"istraclient/explain.go":             "a library of its own: its README offers Explain, in English",
	"app/command/parse.go":               "wrong usage is answered in English, as the help is",
	"app/window/atspi/dispatch_linux.go": "errors of a protocol, which programs read",
}

// TestSentencesAreInOnePlace finds literals for people where problems are made: a Message, or the Text of a notice.
func TestSentencesAreInOnePlace(t *testing.T) {
	for _, room := range []string{"app", "istraclient", "player", "tray", "main.go", "start.go",
		"account.go", "crashes.go"} {
		err := filepath.WalkDir(filepath.Join("../..", room), func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			name := filepath.ToSlash(strings.TrimPrefix(path, "../../"))
			skip := strings.Contains(name, "/internal/") || strings.Contains(name, "test/") || spoken[name] != ""
			if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || skip {
				return nil
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			for _, text := range sentences(file) {
				t.Errorf("%s has a sentence of its own, which belongs into app/words: %s", name, text)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// sentences are the literals in fields called Message, and in those of problems and notices called Text; and
// whatever reads like a sentence anywhere, but for texts that are looked up.
func sentences(file *ast.File) (found []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			return !looksUp(n)
		case *ast.CompositeLit:
			found = append(found, told(n)...)
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING &&
				sentence.MatchString(text) {
				found = append(found, n.Value)
			}
		}
		return true
	})
	slices.Sort(found)
	return slices.Compact(found)
}

// sentence has three words and more, a capital and an end.
var sentence = regexp.MustCompile(`^\s*[A-Z“][^\n]* [^\n]* [^\n]*[.!?…]\s*$`)

// looksUp reports whether a call is for a text in the reader's language.
func looksUp(call *ast.CallExpr) bool {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	room, ok := method.X.(*ast.Ident)
	return ok && room.Name == "lang" || method.Sel.Name == "Say" || method.Sel.Name == "Count"
}

// told are the literals for people in a composite literal.
func told(literal *ast.CompositeLit) (found []string) {
	fields := []string{"Message"}
	if kind, ok := literal.Type.(*ast.SelectorExpr); ok && slices.Contains([]string{"Noticed", "ReadFailed",
		"DeleteFailed"}, kind.Sel.Name) {
		fields = append(fields, "Text")
	}
	for _, element := range literal.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key, ok := pair.Key.(*ast.Ident); ok && slices.Contains(fields, key.Name) {
			found = append(found, texts(pair.Value)...)
		}
	}
	return found
}

// texts are the string literals in an expression that hold more than one word.
func texts(value ast.Expr) (found []string) {
	ast.Inspect(value, func(n ast.Node) bool {
		if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING && strings.Contains(text.Value, " ") {
			found = append(found, text.Value)
		}
		return true
	})
	return found
}

func TestSentencesAreFound(t *testing.T) {
	for source, want := range map[string]int{
		`var e = &control.Error{Code: c, Message: "It failed. " + err.Error()}`: 1,
		`var e = inbox.Noticed{Text: "It failed."}`:                             1,
		`var e = other{Text: "It is"}`:                                          0,
		`var e = control.NewError(c, words.New("it-failed"))`:                   0,
		`func f() { warn("The disk is full.") }`:                                1,
		`func f() { warn(t.Say("The disk is full.")) }`:                         0,
		`func f() { warn(lang.L("The disk is full.")) }`:                        0,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\n"+source, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := sentences(file); len(got) != want {
			t.Errorf("%s: %q", source, got)
		}
	}
}
