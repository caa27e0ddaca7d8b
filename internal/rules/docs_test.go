package rules

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocumentsNameTestsThatExist holds the tables of tests in docs to the code: each test is in the
// folder named before it.
func TestDocumentsNameTestsThatExist(t *testing.T) {
	for _, document := range []string{"security.md", "reliability.md", "accessibility.md"} {
		t.Run(document, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("../../docs", document))
			if err != nil {
				t.Fatal(err)
			}
			named := 0
			for line := range strings.Lines(string(text)) {
				if strings.HasPrefix(line, "|") {
					named += checkTests(t, line)
				}
			}
			if named == 0 {
				t.Error("its tables name no test")
			}
		})
	}
}

var quoted = regexp.MustCompile("`([^`]+)`")

// checkTests looks for the tests of one row, and counts them.
func checkTests(t *testing.T, row string) (named int) {
	t.Helper()
	var room string
	for _, name := range quoted.FindAllStringSubmatch(row, -1) {
		if info, err := os.Stat(filepath.Join("../..", name[1])); err == nil && info.IsDir() {
			room = name[1]
			continue
		}
		if !strings.HasPrefix(name[1], "Test") && !strings.HasPrefix(name[1], "Fuzz") {
			continue
		}
		named++
		if !bytes.Contains(tests(t, room), []byte("\nfunc "+name[1]+"(")) {
			t.Errorf("%q has no %s", room, name[1])
		}
	}
	return named
}

// tests is the text of a folder's tests.
func tests(t *testing.T, room string) []byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("../..", room, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text...)
	}
	return all
}
