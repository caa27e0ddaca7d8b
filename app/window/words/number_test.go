package words_test

import (
	"testing"

	"istratray/app/window/words"
)

func TestNumbersAreWrittenInGroups(t *testing.T) {
	for v, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 13333: "13,333", 1234567: "1,234,567",
		-123: "-123", -1234: "-1,234"} {
		if got := words.Number(v); got != want {
			t.Errorf("%d: %q, want %q", v, got, want)
		}
	}
}
