package hostile_test

import (
	"testing"

	"istratray/internal/hostile"
)

func TestTexts(t *testing.T) {
	if n := len(hostile.Texts()); n < 200 {
		t.Errorf("%d texts, want 200", n)
	}
}

func TestMisread(t *testing.T) {
	for text, harmless := range map[string]bool{
		"Anna": true, "אנה": true, "👍🏽": true, "\ufffd": true, "<b>": true, "": true,
		"\xff": false, "\n": false, "\u202e": false, "\u200b": false, "\x1b": false, "\u2028": false, "\u0085": false,
	} {
		if why := hostile.Misread(text); (why == "") != harmless {
			t.Errorf("%q: %q", text, why)
		}
	}
}
