package rules

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
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
