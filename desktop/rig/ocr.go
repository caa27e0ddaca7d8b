package rig

import (
	"fmt"
	"image"
	"strconv"
	"strings"
	"time"
)

// Word is one word that stands in a window, and where.
type Word struct {
	Text string
	Box  image.Rectangle // in pixels of the window
}

// Words reads the window's picture, in reading order. Letters of 10 points are read well; icons are not.
func (w *Window) Words() ([]Word, error) {
	picture, err := w.picture()
	if err != nil {
		return nil, err
	}
	return w.d.read(picture, onPage)
}

// Text is all that stands in the window.
func (w *Window) Text() string {
	w.d.t.Helper()
	if w.app == nil {
		words, err := w.Words()
		if err != nil {
			w.d.t.Fatalf("reading window %q: %v", w.title, err)
		}
		return text(words)
	}
	things, err := w.app.Things()
	if err != nil {
		w.d.t.Fatalf("window %q: %v", w.title, err)
	}
	return names(things)
}

// WaitText waits until text stands in the window and returns where.
func (w *Window) WaitText(text string, within time.Duration) image.Rectangle {
	w.d.t.Helper()
	if w.app != nil {
		return w.waitNamed(text, within)
	}
	return w.WaitPainted(text, within)
}

// WaitPainted waits until text can be read in the picture of the window, and returns where.
func (w *Window) WaitPainted(text string, within time.Duration) image.Rectangle {
	w.d.t.Helper()
	return w.waitBox(within, text, func(words []Word) (image.Rectangle, bool) {
		found := find(words, text)
		if len(found) == 0 {
			return image.Rectangle{}, false
		}
		return found[0], true
	})
}

// WaitNoText waits until text no longer stands in the window.
func (w *Window) WaitNoText(text string, within time.Duration) {
	w.d.t.Helper()
	Eventually(w.d.t, within, fmt.Sprintf("%q goes from window %q", text, w.title), func() error {
		if w.app != nil {
			return w.notNamed(text)
		}
		picture, err := w.picture()
		if err != nil {
			return err
		}
		words, err := w.d.read(picture, onPage)
		if err != nil {
			return err
		}
		if len(find(words, text)) > 0 {
			return fmt.Errorf("still there")
		}
		return nil
	})
}

// ClickText clicks on text, on the first where it stands more than once.
func (w *Window) ClickText(text string) {
	w.d.t.Helper()
	if w.app != nil {
		w.clickNamed(text)
		return
	}
	w.click(middle(w.WaitPainted(text, patience)), 1)
}

// ClickTextBeside clicks on text where it stands nearest to anchor's height: on a button in anchor's row.
func (w *Window) ClickTextBeside(anchor, text string) {
	w.d.t.Helper()
	if w.app != nil {
		w.clickNamed(text) // a name is a button's own: there is nothing to mix it up with
		return
	}
	box := w.waitBox(patience, text+" beside "+anchor, func(words []Word) (image.Rectangle, bool) {
		anchors, found := find(words, anchor), find(words, text)
		if len(anchors) == 0 || len(found) == 0 {
			return image.Rectangle{}, false
		}
		best := found[0]
		for _, box := range found[1:] {
			if rise(box, anchors[0]) < rise(best, anchors[0]) {
				best = box
			}
		}
		return best, true
	})
	w.click(middle(box), 1)
}

func (w *Window) waitBox(within time.Duration, what string,
	pick func([]Word) (image.Rectangle, bool)) (box image.Rectangle) {
	w.d.t.Helper()
	Eventually(w.d.t, within, fmt.Sprintf("%q stands in window %q", what, w.title), func() error {
		picture, err := w.picture() // one for both readings: what it shows may be gone a moment later
		if err != nil {
			return err
		}
		var seen []Word
		for _, how := range []recipe{onPage, onButtons} {
			words, err := w.d.read(picture, how)
			if err != nil {
				return err
			}
			var ok bool
			if box, ok = pick(words); ok {
				return nil
			}
			seen = append(seen, words...)
		}
		return fmt.Errorf("it reads: %s", text(seen))
	})
	return box
}

// scale enlarges what is read: tesseract wants letters of 300 dpi, a screen has 96.
const scale = 3

// recipe makes letters dark on white for tesseract, from a grey picture of a light page.
type recipe struct {
	convert   []string // arguments for ImageMagick
	threshold string   // tesseract's way of telling letters from what is behind them
}

var (
	// onPage reads all that stands on a page or on something of nearly its tone. 2 is Sauvola's way, which
	// looks at the surroundings of each point.
	onPage = recipe{threshold: "2"}
	// onButtons reads light letters on coloured areas of a light page, which tesseract otherwise takes
	// for pictures: the page is flooded from its edge until it is as dark as they are.
	onButtons = recipe{
		convert: []string{
			"-bordercolor", "white", "-border", "1", "-fuzz", "20%", "-fill", "black", "-floodfill", "+0+0", "white",
			"-shave", "1x1", "-negate", "-level", "0,45%",
		},
		threshold: "0",
	}
)

func (w *Window) picture() ([]byte, error) { return w.d.capture(w.id, "ppm") }

func (d *Desk) read(picture []byte, how recipe) ([]Word, error) {
	args := []string{"ppm:-", "-colorspace", "Gray"}
	if dark, err := d.isDark(picture); err != nil {
		return nil, err
	} else if dark {
		args = append(args, "-negate")
	}
	args = append(args, how.convert...)
	args = append(args, "-filter", "Lanczos", "-resize", fmt.Sprintf("%d%%", 100*scale), "-normalize",
		"-depth", "8", "pgm:-") // tesseract misreads 16 bits
	letters, err := d.tool(picture, "convert", args...)
	if err != nil {
		return nil, err
	}
	// Segmentation 11 is text anywhere, in no order. Left to guess the resolution, tesseract takes a small
	// window for a picture.
	out, err := d.tool(letters, "tesseract", "stdin", "stdout", "--dpi", "300", "--psm", "11",
		"-c", "thresholding_method="+how.threshold, "tsv")
	if err != nil {
		return nil, err
	}
	return parseWords(out)
}

func (d *Desk) isDark(picture []byte) (bool, error) {
	out, err := d.tool(picture, "convert", "ppm:-", "-colorspace", "Gray", "-format", "%[fx:mean<0.5]", "info:")
	return string(out) == "1", err
}

// parseWords reads tesseract's table: level, page, block, paragraph, line, word, left, top, width,
// height, confidence, text; one row a word where confidence is not negative.
func parseWords(tsv []byte) ([]Word, error) {
	var words []Word
	for line := range strings.Lines(string(tsv)) {
		row := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(row) != 12 || row[10] == "conf" || strings.HasPrefix(row[10], "-") || strings.TrimSpace(row[11]) == "" {
			continue
		}
		var n [4]int
		for i := range n {
			var err error
			if n[i], err = strconv.Atoi(row[6+i]); err != nil {
				return nil, fmt.Errorf("tesseract's table: %w", err)
			}
			n[i] /= scale
		}
		words = append(words, Word{row[11], image.Rect(n[0], n[1], n[0]+n[2], n[1]+n[3])})
	}
	return words, nil
}

// find returns the places where the words of text stand one after the other on a line: letter by letter,
// or where there is no such place, in capitals or not. "Call back" is another button than "To call back".
// Reading joins words that stand close and parts others, so spaces don't count.
func find(words []Word, text string) []image.Rectangle {
	want := strings.Join(strings.Fields(text), "")
	if found := places(words, want, strings.Clone); len(found) > 0 {
		return found
	}
	return places(words, strings.ToLower(want), strings.ToLower)
}

func places(words []Word, want string, as func(string) string) []image.Rectangle {
	var found []image.Rectangle
	for i := range words {
		if box, ok := match(words[i:], want, as); ok {
			found = append(found, box)
		}
	}
	return found
}

func match(words []Word, want string, as func(string) string) (box image.Rectangle, ok bool) {
	for _, word := range words {
		rest, fits := strings.CutPrefix(want, as(word.Text))
		if !fits || !box.Empty() && rise(box, word.Box) > box.Dy() { // the next line
			return box, false
		}
		box, want = box.Union(word.Box), rest
		if want == "" {
			return box, true
		}
	}
	return box, false
}

// rise is how far apart in height the middles of two boxes are.
func rise(a, b image.Rectangle) int {
	y := middle(a).Y - middle(b).Y
	return max(y, -y)
}

func middle(box image.Rectangle) image.Point { return box.Min.Add(box.Size().Div(2)) }

func text(words []Word) string {
	texts := make([]string, len(words))
	for i, word := range words {
		texts[i] = word.Text
	}
	return strings.Join(texts, " ")
}
