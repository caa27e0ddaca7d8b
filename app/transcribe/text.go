package transcribe

import (
	"encoding/binary"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"istratray/app/inbox"
)

// read makes a transcript of what a program wrote.
func read(output []byte) inbox.Transcript {
	text := harmless(decoded(output))
	t := inbox.Transcript{State: inbox.TranscriptReady}
	if cues, ok := webVTT(text); ok {
		t.Text, t.Words = spoken(cues)
		return t
	}
	t.Text = tidy(text)
	return t
}

// decoded is a program's output as text. It should be UTF-8; some shells write UTF-16 with a byte order mark, and old
// programs ISO 8859-1.
func decoded(output []byte) string {
	for mark, order := range map[string]binary.ByteOrder{"\xff\xfe": binary.LittleEndian,
		"\xfe\xff": binary.BigEndian} {
		if wide, ok := strings.CutPrefix(string(output), mark); ok {
			units := make([]uint16, len(wide)/2)
			for i := range units {
				units[i] = order.Uint16([]byte(wide[2*i:]))
			}
			return string(utf16.Decode(units))
		}
	}
	text := strings.TrimPrefix(string(output), "\ufeff")
	if utf8.ValidString(text) {
		return text
	}
	runes := make([]rune, 0, len(text))
	for _, b := range []byte(text) {
		runes = append(runes, rune(b))
	}
	return string(runes)
}

// escapes are terminal escape sequences, such as colors.
var escapes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("\x1b(\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(\x07|\x1b\\\\)|[@-Z\\\\^_])")
})

// harmless leaves letters and line breaks. Joiners stay, which some scripts need.
func harmless(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\ufffd").Replace(escapes().ReplaceAllString(text, ""))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\u200c', r == '\u200d':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, text)
}

// tidy removes blanks around lines, and all but one empty line in a row.
func tidy(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" && (len(lines) == 0 || lines[len(lines)-1] == "") {
			continue
		}
		lines = append(lines, line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
