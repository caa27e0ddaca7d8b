package rules

import (
	"bytes"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

const (
	longestFile = 400 // a longer one has more than one responsibility
	longestMain = 60  // it only says which process this is
)

func TestFilesAreShort(t *testing.T) {
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (path == "build" || path == "dist" || strings.HasPrefix(path, ".git")) {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		most := longestFile
		if path == "main.go" {
			most = longestMain
		}
		if lines := bytes.Count(text, []byte("\n")); lines > most {
			t.Errorf("%s has %d lines, %d is the most", path, lines, most)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

const (
	widest = 120 // columns of a line, tabs as 4
	// onePiece is from how many columns on a literal may make a line wider: texts that are looked up, so that they can
	// be found by grep, patterns, and data of tests.
	onePiece = 60
)

// wide are the files that may have wider lines, and why.
var wide = map[string]string{"istraclient/examples_test.go": "the output of an example is one line"}

// padding is what gofmt puts between the columns of a table.
var padding = regexp.MustCompile(`(\S)  +`)

func TestLinesAreNarrow(t *testing.T) {
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (path == "build" || path == "dist" || strings.HasPrefix(path, ".git")) {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		if wide[path] != "" {
			return nil
		}
		for _, line := range wideLines(text) {
			t.Errorf("%s:%d is wider than %d columns", path, line, widest)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// wideLines are the numbers of the lines that are too wide. A #nosec has to stand on the line that it is about.
func wideLines(text []byte) (found []int) {
	longest := literals(text)
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		line = padding.ReplaceAllString(strings.TrimRight(line, "\r\n"), "$1 ")
		columns := utf8.RuneCountInString(line) + 3*strings.Count(line, "\t")
		if columns > widest && longest[number] < onePiece && !strings.Contains(line, "#nosec") {
			found = append(found, number)
		}
	}
	return found
}

// literals is how long the longest piece of a string literal is on each line that has one.
func literals(text []byte) map[int]int {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, text, nil, 0)
	longest := map[int]int{}
	for {
		pos, kind, literal := s.Scan()
		if kind == token.EOF {
			return longest
		}
		if kind != token.STRING {
			continue
		}
		first := file.Line(pos)
		for i, piece := range strings.Split(literal, "\n") {
			longest[first+i] = max(longest[first+i], utf8.RuneCountInString(piece))
		}
	}
}

func TestWideLinesAreFound(t *testing.T) {
	long := strings.Repeat("x", widest)
	for source, want := range map[string]int{
		"package a // " + long:                                           1,
		"package a\nvar b = \"" + long + "\"":                            0,
		"package a\nvar b = `\n" + long + "\n`\n":                        0,
		"package a\nvar b = f(\"" + long[:50] + "\", " + long[:80] + ")": 1,
		"package a\nvar b = 1 // #nosec G101 -- " + long:                 0,
		"package a\n\t\tvar b = " + long[:104]:                           0,
		"package a\n\t\tvar b = " + long[:105]:                           1,
	} {
		if got := len(wideLines([]byte(source))); got != want {
			t.Errorf("%d wide lines, want %d: %s", got, want, source)
		}
	}
}
