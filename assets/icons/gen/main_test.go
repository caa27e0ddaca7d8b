package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The files in the repository are what the code draws today.
func TestFilesAreCurrent(t *testing.T) {
	for name, want := range files() {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(got, want) {
			t.Errorf("%s differs from its drawing: run go generate ./assets/icons", name)
		}
	}
}
