package parts_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"go.uber.org/goleak"

	"istratray/app/window/look"
	"istratray/app/window/parts"
)

func TestMain(m *testing.M) {
	test.NewApp()
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent())
}

// use shows an object in a window of that size, in our theme.
func use(t *testing.T, o fyne.CanvasObject, size fyne.Size) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, 1))
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(size)
	return w
}

// bench is a list of numbers, with what it called back.
type bench struct {
	list   *parts.List
	count  int
	chosen []int
	opened []int
	filled int
	now    time.Time
}

func newBench(t *testing.T, count int) *bench {
	t.Helper()
	b := &bench{count: count, now: time.Unix(0, 0)}
	b.list = parts.NewList(parts.ListOptions{
		NewRow: func() fyne.CanvasObject { return parts.NewSlim() },
		Fill: func(i int, o fyne.CanvasObject) {
			b.filled++
			o.(*parts.Slim).Set(parts.SlimData{Text: fmt.Sprint(i)})
		},
		Height: func() float32 { return 30 },
		Key:    func(i int) string { return fmt.Sprint(b.count - i) }, // as with newest first: new ones come before
		Find: func(key string) int {
			var n int
			_, _ = fmt.Sscan(key, &n)
			if i := b.count - n; i >= 0 && i < b.count {
				return i
			}
			return -1
		},
		Select: func(i int) { b.chosen = append(b.chosen, i) },
		Open:   func(i int) { b.opened = append(b.opened, i) },
		Now:    func() time.Time { return b.now },
	})
	use(t, b.list, fyne.NewSize(300, 300))
	b.list.SetItems(count, []parts.Section{{Title: said("Today"), Start: 0}, {Title: said("Older"), Start: 50}})
	return b
}

// said is a title of a section.
func said(title string) func() string { return func() string { return title } }

// cells are the rows on the screen with something to press, from the top.
func (b *bench) cells() []desktop.Mouseable {
	var out []desktop.Mouseable
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if m, ok := o.(desktop.Mouseable); ok {
			out = append(out, m)
		}
		if w, ok := o.(fyne.Widget); ok {
			for _, child := range test.WidgetRenderer(w).Objects() {
				walk(child)
			}
		}
	}
	walk(b.list)
	return out
}

func (b *bench) click(row int, mod fyne.KeyModifier) {
	b.cells()[row].MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod})
}

func TestOnlyRowsInViewExist(t *testing.T) {
	b := newBench(t, 100_000)
	if n := len(b.cells()); n < 8 || n > 14 {
		t.Errorf("%d rows exist", n)
	}
	b.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if b.list.Cursor() != 0 { // the first key only takes the cursor
		t.Errorf("cursor at %d", b.list.Cursor())
	}
	b.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if n := len(b.cells()); b.list.Cursor() != 99_999 || n > 14 {
		t.Errorf("cursor at %d, %d rows", b.list.Cursor(), n)
	}
	b.filled = 0
	b.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if b.filled > 30 {
		t.Errorf("one step filled %d rows", b.filled)
	}
}

func TestClicksChooseAndOpen(t *testing.T) {
	b := newBench(t, 100)
	b.click(2, 0)
	b.now = b.now.Add(time.Second)
	b.click(2, 0)
	if len(b.opened) != 0 {
		t.Error("two slow clicks opened")
	}
	b.click(2, 0)
	if !slices.Equal(b.opened, []int{2}) || b.list.Cursor() != 2 {
		t.Errorf("opened %v, cursor %d", b.opened, b.list.Cursor())
	}
}

func TestSeveralAreMarked(t *testing.T) {
	b := newBench(t, 100)
	b.click(1, 0)
	b.click(3, fyne.KeyModifierShift)
	if n := len(b.list.Marked()); n != 3 {
		t.Errorf("%d marked, want 3", n)
	}
	b.click(5, fyne.KeyModifierShortcutDefault)
	b.click(2, fyne.KeyModifierShortcutDefault)
	marked := b.list.Marked()
	slices.Sort(marked)
	if want := []string{"95", "97", "99"}; !slices.Equal(marked, want) {
		t.Errorf("marked %v, want %v", marked, want)
	}
	b.click(4, 0)
	if n := len(b.list.Marked()); n != 1 {
		t.Errorf("%d marked after a plain click", n)
	}
}

func TestNewItemsDoNotMoveWhatIsRead(t *testing.T) {
	b := newBench(t, 100)
	b.list.Select(40)
	offset := b.list.Offset()
	b.count = 103
	b.list.SetItems(103, []parts.Section{{Title: said("Today"), Start: 0}, {Title: said("Older"), Start: 53}})
	if b.list.Cursor() != 43 {
		t.Errorf("the cursor is on %d, not on its item", b.list.Cursor())
	}
	if moved := b.list.Offset() - offset; moved != 90 {
		t.Errorf("scrolled by %v for three new rows of 30", moved)
	}
	b.count = 10
	b.list.SetItems(10, nil)
	if b.list.Cursor() != -1 {
		t.Errorf("the cursor is on %d, though its item is gone", b.list.Cursor())
	}
}

func TestFit(t *testing.T) {
	use(t, parts.NewText("", parts.Style{}), fyne.NewSize(10, 10))
	width := fyne.MeasureText("Sofía Hernández", 14, fyne.TextStyle{}).Width
	for text, want := range map[string]string{"Sofía Hernández": "Sofía Hernández", "Anna": "Anna", "": ""} {
		if got := parts.Fit(text, width, 14, fyne.TextStyle{}); got != want {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	got := parts.Fit("Sofía Hernández de la Cruz", width, 14, fyne.TextStyle{})
	if fyne.MeasureText(got, 14, fyne.TextStyle{}).Width > width || len(got) < 10 {
		t.Errorf("cut to %q", got)
	}
	if got := parts.Fit("Anna", 1, 14, fyne.TextStyle{}); got != "…" {
		t.Errorf("no room: %q", got)
	}
}

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"Anna": "Anna", "a\nb\tc": "a b c", "evil\u202Egpj.exe": "evilgpj.exe", "\x00\x1b[31mred": "[31mred",
		"Zo\u200Be": "Zoe", "日本 👍": "日本 👍",
	} {
		if got := parts.Clean(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestWhatNoFontHasIsOneMark(t *testing.T) {
	test.NewTempApp(t)
	const none = "\U000FFFF0\U000FFFF1" // nobody draws these
	for text, want := range map[string]string{
		"Zoë Müller": "Zoë Müller", none: "□", "Anna " + none + " " + none + " Lee": "Anna □ Lee", none + "-" + none +
			")": "□-□)", "…’–": "…’–",
	} {
		if got := parts.Drawn(text); got != want {
			t.Errorf("%q is drawn as %q, want %q", text, got, want)
		}
	}
	for name, o := range map[string]fyne.Widget{"text": parts.NewText(none, parts.Style{}),
		"paragraph": parts.NewParagraph(none, parts.Style{}, 200),
		"button":    parts.NewButton(none, "", parts.Plain, nil), "chips": parts.NewChips("", []string{none}, nil)} {
		use(t, o, fyne.NewSize(200, 50))
		for _, o := range test.WidgetRenderer(o).Objects() {
			if line, ok := o.(*canvas.Text); ok && strings.Contains(line.Text, none) {
				t.Errorf("a %s draws letters that no font has", name)
			}
		}
	}
	if line := parts.NewText("Anna 王", parts.Style{}); line.Text() != "Anna 王" {
		t.Errorf("the text itself became %q", line.Text())
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Anna Lindqvist": "AL", "anna": "A", "Sofía de la Cruz": "SC", "+33 4": "", "": "", "Dr. Éric": "DÉ",
		"3M France": "F", "日本": "日", "محمد علي": "م\u200Cع",
	} {
		if got := parts.Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestWaveSeeks(t *testing.T) {
	var at []time.Duration
	w := parts.NewWave(func(d time.Duration) { at = append(at, d) })
	use(t, w, fyne.NewSize(200, 50))
	w.Tapped(&fyne.PointEvent{Position: fyne.NewPos(100, 10)})
	w.SetPosition(0, 10*time.Second)
	w.Tapped(&fyne.PointEvent{Position: fyne.NewPos(100, 10)})
	w.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(500, 10)}})
	w.SetPosition(3*time.Second, 10*time.Second) // the player continues while the user drags
	w.DragEnd()
	w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if want := []time.Duration{5 * time.Second, 10 * time.Second, 5 * time.Second}; !slices.Equal(at, want) {
		t.Errorf("%v, want %v", at, want)
	}
}
