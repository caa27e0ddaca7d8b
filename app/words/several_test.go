package words

import (
	"strings"
	"testing"
)

// Where several people have one number, the first is named and the others are counted, in every language.
func TestSeveralPeopleOnOneNumber(t *testing.T) {
	d := new(Desktop)
	for more, want := range map[int]string{0: "Anna Keller", 1: "Anna Keller or 1 other",
		2: "Anna Keller or 2 others"} {
		if got := d.Several("Anna Keller", more); got != want {
			t.Errorf("%d others: %q, want %q", more, got, want)
		}
	}
	for _, code := range others() {
		d.Use(code)
		if got := d.Several("Anna Keller", 2); !strings.Contains(got, "Anna Keller") || !strings.Contains(got, "2") ||
			strings.Contains(got, "others") {
			t.Errorf("%s: %q", code, got)
		}
	}
}
