package frame_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"istratray/app/window/lang"
)

// english are the texts of the window and of problems that are more than a word, as patterns.
func english(t *testing.T) []*regexp.Regexp {
	t.Helper()
	data, err := os.ReadFile("../../words/lang/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var catalogue struct{ Window, Problems map[string]any }
	if err := json.Unmarshal(data, &catalogue); err != nil {
		t.Fatal(err)
	}
	var all []*regexp.Regexp
	action := regexp.MustCompile(`{{[^}]*}}`)
	add := func(text string) {
		if parts := action.Split(text, -1); len(strings.Fields(strings.Join(parts, " "))) > 1 {
			for i := range parts {
				parts[i] = regexp.QuoteMeta(parts[i])
			}
			all = append(all, regexp.MustCompile("^"+strings.Join(parts, ".*")+"$"))
		}
	}
	for _, chapter := range []map[string]any{catalogue.Window, catalogue.Problems} {
		for _, entry := range chapter {
			forms, ok := entry.(map[string]any)
			if !ok {
				forms = map[string]any{"other": entry}
			}
			for _, text := range forms {
				add(text.(string))
			}
		}
	}
	return all
}

// A German window shows no English sentence, whatever is open in it.
func TestAGermanWindowIsGerman(t *testing.T) {
	withoutRaceDetector(t)
	t.Cleanup(func() { _ = lang.Use("en") })
	if err := lang.Use("de"); err != nil {
		t.Fatal(err)
	}
	sentences, seen := english(t), 0
	for _, s := range everyState() {
		b := s.open(t)
		for _, node := range b.Tree().Nodes {
			seen++
			for _, sentence := range sentences {
				if sentence.MatchString(node.Name) {
					t.Errorf("%s: %q is English", s.name, node.Name)
				}
			}
		}
	}
	if seen < 500 {
		t.Errorf("only %d things were read", seen)
	}
}
