//go:build unix && !darwin

package browser_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"istratray/app/browser"
)

func TestOnlyWebPagesAreOpened(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	opened := filepath.Join(dir, "opened")
	script := "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$1\" >" + opened + "\n"
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o700); err != nil { // #nosec G306 -- a test's own
		t.Fatal(err)
	}
	for _, address := range []string{"", "--help", "file:///etc/passwd", "javascript:alert(1)", "https:",
		"crm.example.com"} {
		if err := browser.Open(t.Context(), address); !errors.Is(err, browser.ErrAddress) {
			t.Errorf("%q: %v", address, err)
		}
	}
	if _, err := os.Stat(opened); err == nil {
		t.Error("something was opened")
	}
	const page = "https://crm.example.com/?tel=%2B49&name=$(id)%20%22"
	if err := browser.Open(t.Context(), page); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(opened); string(text) != "1\n"+page+"\n" {
		t.Errorf("opened with %q", text)
	}
	t.Setenv("PATH", filepath.Join(dir, "none"))
	if err := browser.Open(t.Context(), page); err == nil {
		t.Error("no browser, and no error")
	}
}
