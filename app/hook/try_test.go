package hook

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// script makes a program of a shell script.
func script(t *testing.T, text string) string {
	t.Helper()
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("there is no shell")
	}
	file := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+text), 0o700); err != nil { // #nosec G306 -- a test's own
		t.Fatal(err)
	}
	return file
}

func TestACommandIsTried(t *testing.T) {
	r := New(nil)
	program := script(t, "echo \"$1: $ISTRATRAY_EVENT from $ISTRATRAY_NAME\"\necho broken >&2\nexit 3\n")
	got, err := r.Try(t.Context(), []string{program, "lamp"}, Event{Kind: Voicemail, Name: "Anna"})
	if err != nil || got.Exit != 3 || got.Output != "lamp: voicemail from Anna\nbroken\n" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := r.Try(t.Context(), []string{filepath.Join(t.TempDir(), "none")}, Event{}); err == nil {
		t.Error("a program that is not there was run")
	}
}

func TestATriedCommandIsBounded(t *testing.T) {
	r := New(nil)
	got, err := r.Try(t.Context(),
		[]string{script(t, "i=0; while [ $i -lt 2000 ]; do echo 123456789; i=$((i+1)); done\n")}, Event{})
	if err != nil || len(got.Output) != shownOutput || !strings.HasPrefix(got.Output, "123456789\n") {
		t.Errorf("%d bytes, %v", len(got.Output), err)
	}
	r.limit = 50 * time.Millisecond
	if _, err := r.Try(t.Context(), []string{script(t, "exec sleep 600\n")}, Event{}); !errors.Is(err, ErrLimit) {
		t.Errorf("a command that goes on: %v", err)
	}
}
