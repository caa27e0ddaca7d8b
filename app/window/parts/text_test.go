package parts_test

import (
	"testing"

	"istratray/app/window/parts"
)

func TestCleanLeavesLettersAlone(t *testing.T) {
	for _, s := range []string{"Anna Lindqvist", "Müller (Büro)", "אנה", "شركة", "電話", "👍🏽", "❤️", "D’Ａ"} {
		if got := parts.Clean(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}
