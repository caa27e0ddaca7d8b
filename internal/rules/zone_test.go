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

// TestTheZoneIsAsked finds time.Local and Time.Local, which mean the zone that the computer was in at the start of the
// process. app/zone knows the one that it is in now.
func TestTheZoneIsAsked(t *testing.T) {
	for _, room := range []string{"app", "tray", "player", "istraclient"} {
		err := filepath.WalkDir(filepath.Join("../..", room), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			if strings.HasPrefix(path, "../../app/zone/") || strings.Contains(path, "/istratest/") {
				return nil
			}
			if strings.HasSuffix(path, "/istraclient/instant.go") {
				return nil // a library of its own, and the platform's documented times have a zone
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if s := local(n); s != nil && !isName(s.X, "zone") {
					t.Errorf("%s: the zone of the process's start; use app/zone", files.Position(s.Pos()))
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// local is time.Local, or what is called as X.Local(); nil where n is neither.
func local(n ast.Node) *ast.SelectorExpr {
	s, ok := n.(*ast.SelectorExpr)
	if call, called := n.(*ast.CallExpr); called {
		s, ok = call.Fun.(*ast.SelectorExpr)
	} else if ok && !isName(s.X, "time") {
		return nil
	}
	if !ok || s.Sel.Name != "Local" {
		return nil
	}
	return s
}

func isName(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}
