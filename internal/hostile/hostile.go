// Package hostile holds names and numbers as an attacker would choose them, with markup, paths, escapes and formulas:
// tests send them through every outlet. It has no goroutines and is not part of the program.
package hostile

import (
	"fmt"
	"strings"
	"unicode"
)

// Texts are about two hundred names: fixed ones, and a dangerous character in each place of a name.
func Texts() []string {
	texts := append([]string{}, fixed...)
	for _, r := range characters {
		texts = append(texts, string(r)+"Anna", "An"+string(r)+"na", "Anna"+string(r))
	}
	for _, start := range formulas {
		texts = append(texts, start+`cmd|' /C calc'!A0`, " "+start+"1+1", "Anna;"+start+"1+1", "Anna\t"+start+"1+1",
			"Anna\n"+start+"1+1")
	}
	return append(texts,
		strings.Repeat("A", 10_000),
		strings.Repeat("😀", 10_000),
		strings.Repeat("<b>", 3_000),
		"Z"+strings.Repeat("\u0335\u0489\u034f", 500),
		strings.Repeat("\n", 10_000)+"Anna",
		strings.Repeat(" ", 10_000)+"Anna",
		strings.Repeat("👨‍👩‍👧", 60),
		"+33"+strings.Repeat("1", 10_000),
	)
}

// fixed are whole texts, by what they aim at.
var fixed = []string{
	// markup
	"<b>Anna</b>", "<i>R&D", "&lt;b&gt;", "&#x202e;", "&amp;amp;", `<a href="http://example.com">Anna</a>`,
	`<img src="file:///etc/passwd">`, "<!--", "<![CDATA[", "]]>", `]]></text><action content="x" arguments="calc"/>`,
	"<?xml version='1.0'?>", "</toast>", "<script>alert(1)</script>", "<070123456>", "{{.Secret}}",
	"%[1]s%n%d", "${IFS}",
	// shells
	"$(calc)", "`calc`", "$env:USERNAME", "${env:PATH}", "; rm -rf ~", "| calc", "&& calc", "> /tmp/x", "'; calc; '",
	`"; calc; "`, "“$(calc)”", "‘calc’", "„calc‟", "!!", "~root", "*", "%COMSPEC%", "^& calc", "@echo off",
	`" & (do shell script "calc") & "`, `\" calc`, `\`, `\\host\share`, "\\u0041", `\x41`,
	// options and places
	"-5551234", "--help", "-e calc", "--", "-", "/?", "../../etc/passwd", `..\..\boot.ini`, "/etc/passwd", "C:\\CON",
	"CON", "nul.txt",
	"COM1", "aux", "file:///etc/passwd", "javascript:alert(1)", "https://example.com/", ".", "..", ".bashrc", "a/b",
	"a:b", "trailing.", "trailing ",
	// lines
	"Anna\nlevel=ERROR msg=\"you were hacked\"", "Anna\r\nBcc: x@example.com", "Anna\rTom", "Anna\u2028Tom",
	"Anna\u2029Tom", "Anna\u0085Tom",
	"Anna\vTom", "Anna\fTom", "\n", "\r\n\r\n",
	// terminals
	"\x1b[31mred", "\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "Anna\x08\x08\x08\x08Tom",
	"\x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\",
	// directions of writing
	"evil\u202egnp.exe", "\u202dAnna\u202c", "\u2066Anna\u2069", "\u2067Anna", "\u200fAnna", "\u061cAnna",
	"אנה 123 ABC", "شركة +49 30 123", "\u202e+33 1 23 45",
	// invisible and broken
	"", " ", "\u200b", "\ufeffAnna", "\u00adAnna", "A\x00nna", "\x00", "\xff\xfe", "\xed\xa0\x80", "An\xc3",
	"\U000e0041nna", "\u2060Anna", "\u180eAnna",
	"\u3164", "\u115f", "\ufff9Anna\ufffa", "\ufffd", "\ufffe", "\U0010ffff",
	// emoji and the like
	"👨‍👩‍👧 Anna", "❤️", "🇫🇷", "1️⃣", "👍🏽", "Ａｎｎａ", "ﷺ", "𝓐𝓷𝓷𝓪", "Ä\u0308\u0308",
	// numbers that are none
	"113;phone-context=evil", "+1(900)555-1234,,,1#", "*21*0900123#", "0900\n113", "tel:113", "１１３", "١١٣",
}

// characters are dangerous by themselves.
var characters = []rune{
	0x00, 0x07, 0x08, 0x1b, 0x7f, 0x85, 0x9b, '\n', '\r', '\t', '"', '\'', '`', '$', '<', '>', '&', '“', '”',
	0xad, 0x34f, 0x61c, 0x200b, 0x200d, 0x200e, 0x202a, 0x202e, 0x2028, 0x2066, 0x2069, 0xfeff, 0xe0001,
}

// formulas are what spreadsheets take for the beginning of one.
var formulas = []string{"=", "+", "-", "@", "＝"}

// Misread says why a text that was made harmless for one line of an outlet is not; "" when it is:
// nothing in it breaks the line, turns the direction of writing, is a control character or no text.
func Misread(line string) string {
	for i, r := range line {
		switch {
		case r == unicode.ReplacementChar && !strings.HasPrefix(line[i:], "\ufffd"):
			return fmt.Sprintf("a broken byte at %d", i)
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return fmt.Sprintf("the control character %U at %d", r, i)
		case unicode.In(r, unicode.Bidi_Control):
			return fmt.Sprintf("%U, which turns the direction of writing, at %d", r, i)
		case unicode.Is(unicode.Cf, r):
			return fmt.Sprintf("the invisible %U at %d", r, i)
		}
	}
	return ""
}
