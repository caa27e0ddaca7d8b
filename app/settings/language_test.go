package settings

import (
	"os"
	"testing"
)

func TestLanguageOnlyReads(t *testing.T) {
	for text, want := range map[string]string{`{"language":"de","country":"AT"}`: "de", `{}`: "",
		`{"language":`: "", `[]`: ""} {
		p := Places{ConfigDir: t.TempDir()}
		if err := os.WriteFile(p.SettingsFile(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := Language(p); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		if kept, err := os.ReadFile(p.SettingsFile()); err != nil || string(kept) != text {
			t.Errorf("%s was touched: %q, %v", text, kept, err)
		}
	}
	if got := Language(Places{ConfigDir: t.TempDir()}); got != "" {
		t.Errorf("without a file: %q", got)
	}
}
