package transcribe

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"istratray/app/inbox"
)

// cue is one subtitle: what is said in a stretch of time.
type cue struct {
	start, end float64 // seconds
	timed      bool    // false: its times can't be read
	text       string  // with tags
}

// webVTT reads subtitles as the W3C describes them; false means that the text is something else.
func webVTT(text string) ([]cue, bool) {
	head, rest, _ := strings.Cut(text, "\n")
	after, ok := strings.CutPrefix(head, "WEBVTT")
	if !ok || after != "" && after[0] != ' ' {
		return nil, false
	}
	var cues []cue
	in := false // in a cue's text
	for line := range strings.SplitSeq(rest, "\n") {
		line = strings.TrimRight(line, " ")
		switch {
		case strings.Contains(line, "-->"):
			start, end, ok := times(line)
			cues, in = append(cues, cue{start: start, end: end, timed: ok}), true
		case line == "":
			in = false
		case in:
			last := &cues[len(cues)-1]
			last.text += line + "\n"
		}
	}
	return cues, true
}

var (
	timing = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*([\d:.,]+)\s*-->\s*([\d:.,]+)`) })
	moment = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:(\d+):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})$`)
	})
	// Anything else between angle brackets is what someone said.
	tag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<(/?[A-Za-z][^<>]*|/|[\d:.,]+)>`) })
)

func times(line string) (start, end float64, ok bool) {
	parts := timing().FindStringSubmatch(line)
	if parts == nil {
		return 0, 0, false
	}
	start, first := seconds(parts[1])
	end, second := seconds(parts[2])
	return start, max(start, end), first && second
}

// seconds reads a time such as 00:01:02.500; the hours can be missing.
func seconds(text string) (float64, bool) {
	m := moment().FindStringSubmatch(text)
	if m == nil || len(m[1]) > 6 {
		return 0, false
	}
	whole := 0
	for _, part := range m[1:4] {
		n, _ := strconv.Atoi("0" + part) // digits only
		whole = whole*60 + n
	}
	ms, _ := strconv.Atoi((m[4] + "00")[:3])
	return float64(whole*1000+ms) / 1000, true
}

// spoken is the text of subtitles, and its words where all of them have times.
func spoken(cues []cue) (string, []inbox.Word) {
	var words []inbox.Word
	var texts []string
	timed := true
	for _, c := range cues {
		said := c.words()
		timed = timed && (c.timed || len(said) == 0)
		words = append(words, said...)
	}
	for _, w := range words {
		texts = append(texts, w.Text)
	}
	if !timed {
		words = nil
	}
	return strings.Join(texts, " "), words
}

// words are a cue's words. Times within the text divide it; between two times words take as long as they have
// letters.
func (c cue) words() []inbox.Word {
	var words []inbox.Word
	start, from := c.start, 0
	for _, at := range append(tag().FindAllStringIndex(c.text, -1), []int{len(c.text), len(c.text)}) {
		end, isTime := c.end, true
		if at[0] < at[1] {
			end, isTime = seconds(c.text[at[0]+1 : at[1]-1])
		}
		if isTime {
			end = min(max(start, end), max(start, c.end))
			words = append(words, spread(bare(c.text[from:at[0]]), start, end)...)
			start, from = end, at[1]
		}
	}
	return words
}

// bare is text without tags and with its entities decoded, among which there may be any.
func bare(text string) string { return harmless(html.UnescapeString(tag().ReplaceAllString(text, ""))) }

// spread divides a stretch of time among words by their length.
func spread(text string, start, end float64) []inbox.Word {
	fields := strings.Fields(text)
	total := 0
	for _, f := range fields {
		total += utf8.RuneCountInString(f)
	}
	words := make([]inbox.Word, 0, len(fields))
	done := 0
	at := func() float64 { return rounded(start + (end-start)*float64(done)/float64(total)) }
	for _, f := range fields {
		w := inbox.Word{Start: at(), Text: f}
		done += utf8.RuneCountInString(f)
		w.End = at()
		words = append(words, w)
	}
	return words
}

// rounded is to whole milliseconds.
func rounded(s float64) float64 { return float64(int64(s*1000+0.5)) / 1000 }
