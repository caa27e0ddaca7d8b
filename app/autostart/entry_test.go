package autostart

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

func TestCommand(t *testing.T) {
	for profile, want := range map[string]string{"": "p --hidden", "default": "p --hidden",
		"work": "p --hidden --profile work"} {
		if got := strings.Join(command("p", profile), " "); got != want {
			t.Errorf("profile %q: %s", profile, got)
		}
	}
}

func TestDesktopEntryQuotes(t *testing.T) {
	for program, want := range map[string]string{
		"/usr/bin/istratray":      "/usr/bin/istratray",
		"/opt/Istra Tray/i":       `"/opt/Istra Tray/i"`,
		"/a%20b/i":                "/a%%20b/i",
		`/a"b$c` + "`" + `d\e`:    `"/a\\"b\\$c` + "\\\\`" + `d\\\\e"`,
		"/home/ann;rm -rf ~/i":    `"/home/ann;rm -rf ~/i"`,
		"/home/o'neil/bin/istra*": `"/home/o'neil/bin/istra*"`,
	} {
		if got := desktopEntry([]string{program, "--hidden"}); !strings.Contains(got, "\nExec="+want+" --hidden\n") {
			t.Errorf("%s became\n%s", program, got)
		}
	}
}

func TestSwitchedOff(t *testing.T) {
	entry := desktopEntry([]string{"i"})
	for text, want := range map[string]bool{
		entry:                    false,
		"":                       false,
		entry + "Hidden=true\n":  true,
		entry + "Hidden=false\n": false,
		strings.Replace(entry, "enabled=true", "enabled=false", 1): true,
		"[Desktop Entry]\nHidden = true":                           true,
		entry + "[Desktop Action x]\nHidden=true\n":                false,
	} {
		if got := switchedOff(text); got != want {
			t.Errorf("switchedOff(%q) = %v", text, got)
		}
	}
}

func TestPlist(t *testing.T) {
	dec := xml.NewDecoder(strings.NewReader(plist(label("work"), command("/Apps/A & <B>.app/i", "work"))))
	var texts []string
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := token.(xml.CharData); ok && strings.TrimSpace(string(text)) != "" {
			texts = append(texts, string(text))
		}
	}
	want := []string{"Label", "org.istratray.IstraTray.work", "ProgramArguments", "/Apps/A & <B>.app/i", "--hidden",
		"--profile", "work",
		"RunAtLoad", "LimitLoadToSessionType", "Aqua", "ProcessType", "Interactive"}
	if !slices.Equal(texts, want) {
		t.Errorf("it says %q", texts)
	}
	if got := label("default"); got != "org.istratray.IstraTray" {
		t.Errorf("the usual profile's is %s", got)
	}
}
