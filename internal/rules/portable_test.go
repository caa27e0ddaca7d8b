//go:build !race

package rules

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTypeChecksElsewhere type-checks all of the program for the systems that this machine can't build
// for: their files with cgo are checked too, without their C compilers. What C itself would say, and how
// it behaves, is not seen here.
func TestTypeChecksElsewhere(t *testing.T) {
	for _, system := range []string{"windows/amd64", "windows/arm64", "darwin/arm64"} {
		t.Run(system, func(t *testing.T) {
			t.Parallel()
			goos, goarch, _ := strings.Cut(system, "/")
			for _, problem := range newChecker(goarch).check(sources(t, goos, goarch)) {
				t.Error(problem)
			}
		})
	}
}

// source is what 'go list' says about a package, dependencies first.
type source struct {
	ImportPath, Dir   string
	GoFiles, CgoFiles []string
	ImportMap         map[string]string
	Standard          bool
	Module            *struct{ Main bool }
	Error             *struct{ Err string }
}

func (s source) ours() bool { return s.Module != nil && s.Module.Main }

func sources(t *testing.T, goos, goarch string) []source {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-deps",
		"-json=ImportPath,Dir,GoFiles,CgoFiles,ImportMap,Standard,Module,Error", module+"/...")
	cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []source
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var s source
		if err := dec.Decode(&s); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		all = append(all, s)
	}
}

// checker type-checks packages from source, and remembers them for those that import them.
type checker struct {
	files    *token.FileSet
	sizes    types.Sizes
	done     map[string]*types.Package
	problems []string
}

func newChecker(goarch string) *checker {
	return &checker{
		files: token.NewFileSet(), sizes: types.SizesFor("gc", goarch),
		done: map[string]*types.Package{"unsafe": types.Unsafe},
	}
}

func (c *checker) check(all []source) []string {
	for _, s := range all {
		if s.ImportPath != "unsafe" && s.ImportPath != "C" {
			c.one(s)
		}
	}
	return c.problems
}

func (c *checker) one(s source) {
	if s.Error != nil && s.ours() {
		c.problems = append(c.problems, s.ImportPath+": "+s.Error.Err)
	}
	config := types.Config{
		FakeImportC:      true,      // each C.name is taken for what is wanted of it
		IgnoreFuncBodies: !s.ours(), // others' are their own business
		Sizes:            c.sizes,
		Importer:         c.importer(s),
		Error: func(err error) {
			// Faked C makes noise in what others have wrapped around it.
			if s.ours() {
				c.problems = append(c.problems, err.Error())
			}
		},
	}
	checked, _ := config.Check(s.ImportPath, c.files, c.parse(s), nil) // its error went to Error
	c.done[s.ImportPath] = checked
}

func (c *checker) parse(s source) []*ast.File {
	var files []*ast.File
	for _, name := range append(s.GoFiles, s.CgoFiles...) {
		file, err := parser.ParseFile(c.files, filepath.Join(s.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			c.problems = append(c.problems, err.Error())
			continue
		}
		files = append(files, file)
	}
	return files
}

type importFunc func(path string) (*types.Package, error)

func (f importFunc) Import(path string) (*types.Package, error) { return f(path) }

func (c *checker) importer(s source) types.Importer {
	return importFunc(func(path string) (*types.Package, error) {
		if mapped, ok := s.ImportMap[path]; ok { // the standard library's vendored packages
			path = mapped
		}
		if p := c.done[path]; p != nil {
			return p, nil
		}
		return nil, fmt.Errorf("no package %s", path)
	})
}
