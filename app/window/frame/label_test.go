package frame_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"

	"istratray/app/window/access"
	"istratray/app/window/internal/bench"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// Who says what stands on something to use it is understood: its name has those words (WCAG 2.5.3).
func TestTheLabelIsInTheName(t *testing.T) {
	withoutRaceDetector(t)
	t.Cleanup(func() { _ = lang.Use("en") })
	looked := 0
	for _, language := range lang.Languages() {
		if err := lang.Use(language.Code); err != nil {
			t.Fatal(err)
		}
		all := screens
		if language.Code == "en" {
			all = everyState()
		}
		for _, s := range all {
			b := s.open(t)
			tree := b.Tree()
			for _, n := range tree.Nodes {
				label := labelOf(b, n)
				if label == "" {
					continue
				}
				looked++
				if !strings.Contains(plainWords(n.Name), plainWords(label)) {
					t.Errorf("%s, %s: %q is called %q (role %d)", s.name, language.Code, label, n.Name, n.Role)
				}
			}
		}
	}
	if looked < 500 {
		t.Errorf("only %d labels were compared", looked)
	}
}

// labelOf is what stands on something that is pressed, as long as it is words; "" for none. A count beside a label is
// the description.
func labelOf(b *bench.Bench, n *access.Node) string {
	switch n.Role {
	case parts.RoleButton, parts.RoleSwitch, parts.RoleTab, parts.RoleRadio, parts.RoleItem:
	default:
		return ""
	}
	if n.Box.Empty() {
		return ""
	}
	root := b.Window.Content()
	if top := b.Window.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	var words []string
	for _, p := range textsOf(root, b.Window.Canvas().Size()) {
		text := strings.TrimSuffix(p.object.(*canvas.Text).Text, "…")
		text = strings.TrimSuffix(text, n.Description)
		if p.at.Empty() || !p.at.In(n.Box.Inset(-1)) || strings.TrimSpace(text) == "" {
			continue
		}
		words = append(words, text)
	}
	return strings.Join(words, " ")
}

// plainWords are the letters of a text, without what nobody says.
func plainWords(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return strings.ContainsRune(" \u00a0\u202f–-:…", r)
	}), " ")
}
