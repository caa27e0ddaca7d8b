package plain_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"istratray/app/plain"
)

var hostile = []struct{ text, line string }{
	{"Anna Keller", "Anna Keller"},
	{"  Anna\t\r\n Keller\u00a0 ", "Anna Keller"},
	{"\x1b[31mred\x07", "[31mred"},
	{"a\u202egnp.exe", "agnp.exe"},
	{"zero\u200bwidth\ufeff", "zerowidth"},
	{"bad\xffbyte", "badbyte"},
	{"Z" + strings.Repeat("\u0300", 50) + "algo", "Z" + strings.Repeat("\u0300", 3) + "algo"},
	{"สวัสดี", "สวัสดี"},
	{"עברית", "עברית"},
	{"\u2028\u2029", ""},
	{" two\r\nlines\tand\u2028more ", "two lines and more"},
	{"zero\u200bwidth\u2060 \ufeffand soft\u00adhyphen", "zerowidth and softhyphen"},
	{"<b>&amp;</b>", "<b>&amp;</b>"},
}

func TestLine(t *testing.T) {
	for _, tt := range hostile {
		if got := plain.Line(tt.text, 0); got != tt.line {
			t.Errorf("Line(%q) = %q, want %q", tt.text, got, tt.line)
		}
	}
	if got := plain.Line("one two three", 8); got != "one two…" {
		t.Errorf("cut to %q", got)
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"ééééé", "ééééé"},
		{"éééééé", "éééé…"},
		{"ééé éé", "ééé…"},
	} {
		if got := plain.Cut(tt.in, 5); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLinesKeepsLineBreaks(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"one\ntwo", "one\ntwo"},
		{"\n\n one  \r\n\r\n\r\n\r\n two \n\n", "one\n\ntwo"},
		{"a\u2029b\rc", "a\nb\nc"},
		{"", ""},
	} {
		if got := plain.Lines(tt.in, 100); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestCleanLeavesGoodTextAlone(t *testing.T) {
	text := "Anna  Keller, Köln"
	if got := plain.Clean(text); got != text {
		t.Errorf("%q", got)
	}
	if n := testing.AllocsPerRun(10, func() { plain.Clean(text) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if got := plain.Clean("a\nb\u202ec"); got != "a bc" {
		t.Errorf("%q", got)
	}
}

func FuzzLine(f *testing.F) {
	for _, tt := range hostile {
		f.Add(tt.text, 5)
	}
	f.Fuzz(func(t *testing.T, text string, most int) {
		got := plain.Line(text, most)
		if strings.ContainsFunc(got, plain.Unwelcome) || strings.Contains(got, "  ") || strings.TrimSpace(got) != got {
			t.Errorf("Line(%q, %d) = %q", text, most, got)
		}
		if most > 0 && utf8.RuneCountInString(got) > most {
			t.Errorf("Line(%q, %d) has %d characters", text, most, utf8.RuneCountInString(got))
		}
	})
}

func FuzzLines(f *testing.F) {
	for _, s := range []string{"Anna", "a\u202eb\u2066", "\xff\xfe", "\r\n\r\n", "a\nb\n\n\nc",
		strings.Repeat("x\n", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		one, many := plain.Line(s, 120), plain.Lines(s, 400)
		if strings.Contains(one, "\n") || strings.Contains(many, "\n\n\n") {
			t.Errorf("line breaks are left: %q, %q", one, many)
		}
		if utf8.RuneCountInString(one) > 120 || utf8.RuneCountInString(many) > 400 {
			t.Error("too long")
		}
		for _, r := range one + many {
			if r != '\n' && !unicode.IsGraphic(r) {
				t.Errorf("%U is left", r)
			}
		}
	})
}
