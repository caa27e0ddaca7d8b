//go:build unix

package engines_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"istratray/app/transcribe/engines"
)

func put(t *testing.T, path ...string) string {
	t.Helper()
	file := filepath.Join(path...)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return file
}

func names(found []engines.Engine) (out []string) {
	for _, e := range found {
		out = append(out, e.Name)
	}
	return out
}

func TestEnginesOnThePathAreFound(t *testing.T) {
	bin, home := t.TempDir(), t.TempDir()
	t.Setenv("PATH", bin)
	t.Setenv("HOME", home)
	if found := engines.Found(); len(found) != 0 {
		t.Errorf("found %+v in an empty folder", found)
	}
	for _, program := range []string{"pocketsphinx_continuous", "whisper-cli", "vosk-transcriber"} {
		put(t, bin, program)
	}
	if got, want := names(engines.Found()), []string{"Vosk", "PocketSphinx"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q: whisper.cpp has no model", got, want)
	}
	tiny, base := put(t, home, "models", "ggml-tiny.bin"), put(t, home, ".cache", "whisper.cpp", "ggml-base.en.bin")
	found := engines.Found()
	if len(found) != 3 || found[0].Name != "whisper.cpp" || !slices.Contains(found[0].Args, base) ||
		slices.Contains(found[0].Args, tiny) {
		t.Errorf("found %+v, want whisper.cpp with %s first", found, base)
	}
	for _, e := range found {
		if !slices.Contains(e.Args, "{file}") {
			t.Errorf("%s is given no file: %q", e.Name, e.Args)
		}
	}
}
