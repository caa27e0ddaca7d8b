package rules

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
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

// treeOf reads the files that are in the repository; what was built is none of it.
func treeOf(t *testing.T) tree {
	t.Helper()
	found := tree{names: map[string]bool{}, targets: map[string]bool{}}
	list, err := exec.Command("git", "-C", root, "ls-files").Output()
	if err != nil {
		t.Skip("not a checkout:", err)
	}
	for file := range strings.FieldsSeq(string(list)) {
		for path := file; path != "."; path = filepath.Dir(path) {
			found.paths = append(found.paths, path)
		}
		switch {
		case filepath.Ext(file) == ".md" && filepath.Base(file) != "CHANGELOG.md":
			found.papers = append(found.papers, file)
		case strings.HasSuffix(file, "_test.go"):
			found.add(t, file, testHead, found.names)
		case file == "Makefile", filepath.Ext(file) == ".mk":
			found.add(t, file, targetHead, found.targets)
		}
	}
	slices.Sort(found.paths)
	found.paths = slices.Compact(found.paths)
	return found
}

func (tr tree) add(t *testing.T, file string, head *regexp.Regexp, to map[string]bool) {
	t.Helper()
	text, err := fs.ReadFile(os.DirFS(root), file)
	if err != nil && !os.IsNotExist(err) { // removed, and not committed yet
		t.Fatal(err)
	}
	for _, name := range head.FindAllSubmatch(text, -1) {
		to[string(bytes.TrimSpace(name[1]))] = true
	}
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
		return slices.ContainsFunc(tr.paths, func(path string) bool { return strings.HasSuffix("/"+path, "/"+name) })
	}
	first, _, deep := strings.Cut(strings.TrimPrefix(name, "./"), "/")
	if !deep || !slices.Contains(tr.paths, first) || strings.ContainsAny(name, " …=$") {
		return true
	}
	name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(name, "./"), "/..."), "/")
	return slices.ContainsFunc(tr.paths, func(path string) bool {
		matches, err := filepath.Match(name, path)
		return err == nil && matches
	})
}
