package rules

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestPapersNameWhatExists holds every document to the tree: each test, file, folder, make target and link that
// it names is there.
func TestPapersNameWhatExists(t *testing.T) {
	tree := treeOf(t)
	for _, paper := range tree.papers {
		t.Run(paper, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(root, paper))
			if err != nil {
				t.Fatal(err)
			}
			text = fences.ReplaceAll(text, nil)
			for _, name := range quoted.FindAllStringSubmatch(string(text), -1) {
				if !tree.has(name[1]) {
					t.Errorf("there is no %s", name[1])
				}
			}
			for _, link := range links.FindAllStringSubmatch(string(text), -1) {
				if _, err := os.Stat(filepath.Join(root, filepath.Dir(paper), link[1])); err != nil {
					t.Errorf("a link leads to %s: %v", link[1], err)
				}
			}
		})
	}
}

const root = "../.."

var (
	testName   = regexp.MustCompile(`^(Test|Fuzz|Benchmark|Example)[A-Z]\w*$`)
	testHead   = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark|Example)\w+)\(`)
	targetHead = regexp.MustCompile(`(?m)^([a-z][a-z-]+)\b[^=\n]*:(?:[^=]|$)`)
	goFile     = regexp.MustCompile(`^([a-z0-9]\w*/)*[a-z0-9]\w*\.go$`)
	links      = regexp.MustCompile(`\]\(([^):#]+)[)#]`)
	fences     = regexp.MustCompile("(?ms)^```.*?^```$")
)

// tree is what documents may name.
type tree struct {
	papers  []string
	paths   []string // from the root, of files and folders
	names   map[string]bool
	targets map[string]bool
}

// treeOf reads the files of the project; what was built is none of it.
func treeOf(t *testing.T) tree {
	t.Helper()
	found := tree{names: map[string]bool{}, targets: map[string]bool{}}
	files := os.DirFS(root)
	err := fs.WalkDir(files, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (file == "build" || file == "dist" || file == ".git"):
			return fs.SkipDir
		}
		found.paths = append(found.paths, file)
		switch {
		case path.Ext(file) == ".md" && path.Base(file) != "CHANGELOG.md":
			found.papers = append(found.papers, file)
		case strings.HasSuffix(file, "_test.go"):
			return note(files, file, testHead, found.names)
		case file == "Makefile", path.Ext(file) == ".mk":
			return note(files, file, targetHead, found.targets)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// note takes names out of a file.
func note(files fs.FS, file string, head *regexp.Regexp, to map[string]bool) error {
	text, err := fs.ReadFile(files, file)
	for _, name := range head.FindAllSubmatch(text, -1) {
		to[string(bytes.TrimSpace(name[1]))] = true
	}
	return err
}

// has reports whether what a document says in code is there, as far as it is something of the tree.
func (tr tree) has(name string) bool {
	if testName.MatchString(name) {
		return tr.names[name]
	}
	if targets, ok := strings.CutPrefix(name, "make "); ok {
		for target := range strings.FieldsSeq(targets) {
			if target[0] < 'a' || target[0] > 'z' {
				continue // a variable
			}
			if !tr.targets[target] {
				return false
			}
		}
		return true
	}
	if goFile.MatchString(name) {
		return slices.ContainsFunc(tr.paths, func(file string) bool { return strings.HasSuffix("/"+file, "/"+name) })
	}
	first, _, deep := strings.Cut(strings.TrimPrefix(name, "./"), "/")
	if !deep || !slices.Contains(tr.paths, first) || strings.ContainsAny(name, " …=$") {
		return true
	}
	name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(name, "./"), "/..."), "/")
	return slices.ContainsFunc(tr.paths, func(file string) bool {
		matches, err := path.Match(name, file)
		return err == nil && matches
	})
}
