package transcribe

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"istratray/app/inbox"
)

type word struct {
	start, end float64
	text       string
}

func TestWhatAProgramWrites(t *testing.T) {
	type words []word
	for name, c := range map[string]struct {
		output, text string
		words        words
	}{
		"nothing":            {"", "", nil},
		"blanks":             {" \r\n\t\n", "", nil},
		"plain":              {"Hello,\r\n  call me   back.\n\n\n\nBye\n", "Hello,\ncall me back.\n\nBye", nil},
		"a byte order mark":  {"\ufeffHallo", "Hallo", nil},
		"UTF-16":             {"\xff\xfeH\x00\xfc\x00", "Hü", nil},
		"UTF-16, big endian": {"\xfe\xff\x00H\x00\xfc", "Hü", nil},
		"one byte a letter":  {"Gr\xfc\xdfe", "Grüße", nil},
		"colours":            {"\x1b[1;31mred\x1b[0m \x1b]0;title\x07text", "red text", nil},
		"turned direction":   {"a\u202eb\u2066c\u200d", "abc\u200d", nil},
		"not WebVTT":         {"WEBVTTX\n\n00:00.000 --> 00:01.000\nhi", "WEBVTTX\n\n00:00.000 --> 00:01.000\nhi", nil},
		"WebVTT of nothing":  {"WEBVTT", "", nil},
		"a cue": {"WEBVTT\n\n00:00.000 --> 00:01.500\nhello\n", "hello",
			words{{0, 1.5, "hello"}}},
		"mark, title, head, hours": {"\ufeffWEBVTT - a call\nKind: captions\n\n100:00:01.000 --> 100:00:02.000\nhi",
			"hi",
			words{{360001, 360002, "hi"}}},
		"CR only, number, settings": {"WEBVTT\r\r1\r00:01.000 --> 00:02.000 align:start line:0\rhi\r", "hi",
			words{{1, 2, "hi"}}},
		"notes, styles, regions": {"WEBVTT\n\nNOTE\nnot said\n\nSTYLE\n::cue{}\n\nREGION\nid:1\n\n00:01.000 --> " +
			"00:02.000\nhi", "hi",
			words{{1, 2, "hi"}}},
		"no empty line between": {"WEBVTT\n00:00.000 --> 00:01.000\na\n00:01.000 --> 00:02.000\nb", "a b",
			words{{0, 1, "a"}, {1, 2, "b"}}},
		"times of words": {"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Anna>call <00:00:02.000><c.loud>me</c> " +
			"<00:03.500>back", "call me back",
			words{{1, 2, "call"}, {2, 3.5, "me"}, {3.5, 4, "back"}}},
		"words share a time": {"WEBVTT\n\n00:00.000 --> 00:01.000\nabc d\n", "abc d",
			words{{0, 0.75, "abc"}, {0.75, 1, "d"}}},
		"entities": {"WEBVTT\n\n00:00.000 --> 00:01.000\nM&amp;S&nbsp;&lt;i&gt;\n", "M&S <i>",
			words{{0, 0.5, "M&S"}, {0.5, 1, "<i>"}}},
		"an angle bracket that is no tag": {"WEBVTT\n\n00:00.000 --> 00:01.000\n3<4\n", "3<4", words{{0, 1, "3<4"}}},
		"the end before the start":        {"WEBVTT\n\n00:05.000 --> 00:01.000\nhi\n", "hi", words{{5, 5, "hi"}}},
		"a time outside its cue": {"WEBVTT\n\n00:01.000 --> 00:02.000\na <00:09.000>b <00:00.000>c", "a b c",
			words{{1, 2, "a"}, {2, 2, "b"}, {2, 2, "c"}}},
		"broken times": {"WEBVTT\n\n0x --> 00:01.000\nstill said\n", "still said", nil},
		"two lines":    {"WEBVTT\n\n00:00,000 --> 00:02,000\nab\ncd\n\n", "ab cd", words{{0, 1, "ab"}, {1, 2, "cd"}}},
	} {
		t.Run(name, func(t *testing.T) {
			want := inbox.Transcript{State: inbox.TranscriptReady, Text: c.text}
			for _, w := range c.words {
				want.Words = append(want.Words, inbox.Word{Start: w.start, End: w.end, Text: w.text})
			}
			if got := read([]byte(c.output)); !reflect.DeepEqual(got, want) {
				t.Errorf("%+v, want %+v", got, want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500 align:start\n<v A>a<00:00:02.000> b &amp; <c>d</c>\n\nNOTE x\n"))
	f.Add([]byte("\xff\xfea\x00"))
	f.Fuzz(func(t *testing.T, output []byte) {
		got := read(output)
		last := 0.0
		for _, w := range got.Words {
			if w.Start > w.End || w.Start < 0 || w.Text == "" || !strings.Contains(got.Text, w.Text) {
				t.Fatalf("%+v in %q", w, got.Text)
			}
			last = max(last, w.End)
		}
		for _, r := range got.Text {
			if r != '\n' && unicode.IsControl(r) {
				t.Fatalf("%q", got.Text)
			}
		}
	})
}
