package command

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"istratray/internal/need"
)

// The man page and the completions are written by hand. These tests hold them to the table of commands.

func paper(t *testing.T, parts ...string) (text, file string) {
	t.Helper()
	file = filepath.Join(append([]string{"..", ".."}, parts...)...)
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(content), file
}

func TestTheManPageSaysWhatTheHelpSays(t *testing.T) {
	text, file := paper(t, "docs", "istratray.1")
	plain := strings.ReplaceAll(text, `\-`, "-")
	for _, c := range commands() {
		if line := "\n.TP\n.B " + strings.TrimSpace(c.name+" "+c.words) + "\n"; !strings.Contains(plain, line) {
			t.Errorf("it lacks %q", line)
		}
	}
	for _, o := range options {
		if !o.hidden && !strings.Contains(plain, "--"+o.name) {
			t.Errorf("it lacks --%s", o.name)
		}
	}
	for _, code := range "012345" {
		if !strings.Contains(plain, "\n.TP\n.B "+string(code)+"\n") {
			t.Errorf("it lacks the exit code %c", code)
		}
	}
	groff := need.Tool(t, "groff")
	if out, err := exec.Command(groff, "-man", "-ww", "-z", file).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("groff: %v %s", err, out)
	}
}

func TestTheCompletionsKnowEverything(t *testing.T) {
	for name, flag := range map[string]string{"istratray.bash": "--", "_istratray": "--", "istratray.fish": "-l "} {
		text, _ := paper(t, "packaging", "completions", name)
		for _, c := range commands() {
			if !strings.Contains(text, c.name) {
				t.Errorf("%s lacks %s", name, c.name)
			}
			for _, f := range append(c.switches, c.values...) {
				if !strings.Contains(text, flag+f) {
					t.Errorf("%s lacks %s of %s", name, flag+f, c.name)
				}
			}
		}
		for _, o := range options {
			if !o.hidden && !strings.Contains(text, flag+o.name) {
				t.Errorf("%s lacks %s", name, flag+o.name)
			}
		}
	}
}

func TestCompletionInBash(t *testing.T) {
	bash := need.Tool(t, "bash")
	_, script := paper(t, "packaging", "completions", "istratray.bash")
	dir := t.TempDir()
	fake := "#!/bin/sh\n[ \"$2\" = voicemails ] && printf '%s\\n' '145  x' '$(touch${IFS}" + dir +
		"/pwned)  x' '`id`  x' '1-a  x'\n[ \"$4\" = work ] && echo '19  x'\nexit 0\n"
	if err := os.WriteFile(filepath.Join(dir, "istratray"), []byte(fake), 0o700); err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"sta":                   "status",
		"--lo":                  "--login --log-level",
		"list v":                "voicemails",
		"list --m":              "--missed",
		"autostart o":           "on off",
		"--log-level w":         "warn",
		"play 1":                "145 1-a",
		"play ":                 "145 1-a",
		"delete --v":            "--voicemail",
		"--profile work play 1": "145 1-a 19",
		"status --format x":     "",
	} {
		words := append([]string{"istratray"}, strings.Split(line, " ")...)
		cmd := exec.Command(bash, append([]string{"--norc", "-c",
			`. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _istratray; echo "${COMPREPLY[*]}"`,
			script}, words...)...)
		cmd.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"))
		out, err := cmd.CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || got != want {
			t.Errorf("%q completes to %q, want %q (%v)", line, got, want, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "pwned")); err == nil {
		t.Error("completing ran what the platform sent")
	}
}
