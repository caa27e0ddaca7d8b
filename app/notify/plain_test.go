package notify

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestLine(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Anna Lindqvist", "Anna Lindqvist"},
		{" two\r\nlines\tand\u2028more ", "two lines and more"},
		{"reversed\u202egnp.exe", "reversedgnp.exe"},
		{"zero\u200bwidth\u2060 \ufeffand soft\u00adhyphen", "zerowidth and softhyphen"},
		{"bell\a escape\x1b[31m", "bell escape[31m"},
		{"bad\xff\xc3 bytes", "bad bytes"},
		{"<b>&amp;</b>", "<b>&amp;</b>"},
	} {
		if got := line(tt.in, 40); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"ééééé", "ééééé"},
		{"éééééé", "éééé…"},
		{"ééé éé", "ééé…"},
	} {
		if got := cut(tt.in, 5); got != tt.want {
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
		if got := lines(tt.in, 100); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestMarkup(t *testing.T) {
	if got, want := markup(`<a href="x">&'`), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzHarmless(f *testing.F) {
	for _, s := range []string{"Anna", "a\u202eb\u2066", "\xff\xfe", "\r\n\r\n", "a\nb\n\n\nc", strings.Repeat("x\n", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		one, many := line(s, maxTitle), lines(s, maxBody)
		if strings.Contains(one, "\n") || strings.Contains(many, "\n\n\n") {
			t.Errorf("line breaks are left: %q, %q", one, many)
		}
		if utf8.RuneCountInString(one) > maxTitle || utf8.RuneCountInString(many) > maxBody {
			t.Error("too long")
		}
		for _, r := range one + many {
			if r != '\n' && !unicode.IsGraphic(r) {
				t.Errorf("%U is left", r)
			}
		}
	})
}
