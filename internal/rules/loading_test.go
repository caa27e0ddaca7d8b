package rules

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoPatternIsCompiledAtLoad finds regular expressions that are compiled before main begins, in every process and
// for every command: with sync.OnceValue who needs one compiles it.
func TestNoPatternIsCompiledAtLoad(t *testing.T) {
	for _, room := range []string{"app", "tray", "player", "istraclient", "assets"} {
		err := filepath.WalkDir(filepath.Join("../..", room), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				return err
			}
			for _, d := range file.Decls {
				for _, at := range compiled(d) {
					t.Errorf("%s: compiled while the program is loaded", files.Position(at))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// compiled is where a declaration compiles patterns at once, rather than in a function that is called later.
func compiled(d ast.Decl) (at []token.Pos) {
	if _, variables := d.(*ast.GenDecl); !variables {
		return nil
	}
	ast.Inspect(d, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && isName(s.X, "regexp") && strings.HasPrefix(s.Sel.Name, "MustCompile") {
			at = append(at, s.Pos())
		}
		_, later := n.(*ast.FuncLit)
		return !later
	})
	return at
}
