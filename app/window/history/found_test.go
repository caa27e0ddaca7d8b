package history

import (
	"slices"
	"testing"
)

func TestPiecesAreWhereTheyAreRead(t *testing.T) {
	for _, c := range []struct {
		text, query string
		want        []string
	}{
		{"Anna Lindqvist", "lind", []string{"Lind"}},
		{"Béatrice Moreau", "beat mor", []string{"Béat", "Mor"}},
		{"Jürgen Weiß", "weiss", []string{"Weiß"}},
		{"+46 8 505 780 00", "50578", []string{"505 78"}},
		{"+49 721 2260", "0721", []string{"721"}},
		{"+49 721 2260", "(0721)", []string{"721"}},
		{"Anna", "bob", nil},
		{"Anna", "", nil},
		{"Anna", "0", nil},
		{"Zoë́", "zoe", []string{"Zoë"}},
	} {
		var got []string
		for _, p := range Pieces(c.text, c.query, 4) {
			got = append(got, string([]rune(c.text)[p.From:p.To]))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q in %q: got %q, want %q", c.query, c.text, got, c.want)
		}
	}
}

func TestPiecesAreLimited(t *testing.T) {
	if got := Pieces("a b c d e f", "a b c d e f", 4); len(got) != 4 {
		t.Errorf("got %v", got)
	}
}
