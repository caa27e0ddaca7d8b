package frame_test

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"go.uber.org/goleak"

	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/window/access"
	"istratray/app/window/desk"
	"istratray/app/window/frame"
	"istratray/app/window/internal/fake"
	"istratray/app/window/look"
	"istratray/app/window/memory"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(light) // its own goroutines are there before goleak looks
	if err := words.Load("en"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent())
}

// light is the theme of the tests; setting another one costs the parsing of all fonts.
var light = look.New(look.Light, 1)

// noon is when the tests happen: a Wednesday.
var noon = time.Date(2026, 3, 18, 12, 0, 0, 0, time.Local)

// bench is a window under test, with an agent and a player of memory and a clock of its own.
type bench struct {
	t         testing.TB
	ui        *frame.Frame
	agent     *fake.Agent
	sound     *fake.Sound
	window    fyne.Window
	memory    *memory.File
	scanner   *access.Scanner // nil until somebody asks for the tree
	downloads string
	now       time.Time

	mu     sync.Mutex // guards posted
	posted []func()   // what is to run on the test's goroutine, as Fyne's would
}

func newBench(t testing.TB, s inbox.Snapshot, edits ...func(*desk.Options)) *bench {
	t.Helper()
	b := &bench{t: t, sound: &fake.Sound{}, window: test.NewTempWindow(t, nil), now: noon}
	b.agent = fake.NewAgent(s, func(s inbox.Snapshot) { b.post(func() { b.ui.Render(s) }) })
	b.sound.Agent = b.agent
	b.memory = memory.Open("")
	b.memory.Change(func(m *memory.Memory) { m.Told = true })
	b.downloads = filepath.Join(t.TempDir(), "Downloads")
	options := desk.Options{
		Settings: settings.Defaults(), Memory: b.memory, Downloads: b.downloads,
		Agent: b.agent, Sound: b.sound, Window: b.window, Post: b.post, Now: func() time.Time { return b.now },
	}
	for _, edit := range edits {
		edit(&options)
	}
	b.ui = frame.New(t.Context(), options)
	b.window.SetPadded(false)
	b.window.SetContent(b.ui.Content())
	b.window.Resize(fyne.NewSize(1024, 640))
	b.now = noon.Add(-time.Minute)
	b.ui.Focused(true)
	b.now = noon
	b.ui.Render(s)
	b.settle()
	return b
}

func (b *bench) post(f func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.posted = append(b.posted, f)
}

// settle waits for requests under way and runs what they and the agent post.
func (b *bench) settle() {
	for {
		b.ui.Wait()
		b.mu.Lock()
		posted := b.posted
		b.posted = nil
		b.mu.Unlock()
		if len(posted) == 0 {
			return
		}
		for _, f := range posted {
			f()
		}
	}
}

// layOut does what the real driver does before each frame: what came or went makes room or takes it.
func (b *bench) layOut() { b.window.Content().Refresh() }

// pass lets time go by.
func (b *bench) pass(d time.Duration) {
	b.now = b.now.Add(d)
	b.ui.Tick()
}

// walk visits every visible object, parents first.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch v := o.(type) {
	case *fyne.Container:
		for _, child := range v.Objects {
			walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(v).Objects() {
			walk(child, visit)
		}
	}
}

// tap presses the visible button with that label.
func (b *bench) tap(label string) {
	b.t.Helper()
	o := b.find(label)
	if o == nil {
		b.t.Fatalf("no button %q among %q", label, b.texts())
	}
	o.Tapped(&fyne.PointEvent{})
	b.settle()
}

// more opens the menu of what is seldom wanted, the last button without a label.
func (b *bench) more() {
	b.t.Helper()
	var last *parts.Button
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		if button, ok := o.(*parts.Button); ok && button.Label() == "" {
			last = button
		}
	})
	test.Tap(last)
}

// pick presses the entry with that label of the menu that is open.
func (b *bench) pick(label string) {
	b.t.Helper()
	var under, found fyne.Tappable
	walk(b.window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if t, ok := o.(fyne.Tappable); ok {
			under = t
		}
		if t, ok := o.(*canvas.Text); ok && t.Text == label {
			found = under
		}
	})
	if found == nil {
		b.t.Fatalf("no menu entry %q", label)
	}
	found.Tapped(&fyne.PointEvent{})
	b.settle()
}

// find is the visible thing to press with that label, or nil.
func (b *bench) find(label string) (found fyne.Tappable) {
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		tappable, ok := o.(fyne.Tappable)
		named, has := o.(fyne.Accessible)
		if ok && has && named.AccessibilityLabel() == label {
			found = tappable
		}
	})
	return found
}

// texts is everything that can be read.
func (b *bench) texts() []string {
	var out []string
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			out = append(out, t.Text)
		}
	})
	return out
}

// says tells whether a text can be read, in a widget as a whole or on one line.
func (b *bench) says(text string) bool {
	found := false
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		if t, ok := o.(*canvas.Text); ok && t.Text == text {
			found = true
		}
		if a, ok := o.(fyne.Accessible); ok && a.AccessibilityLabel() == text {
			found = true
		}
	})
	return found
}

func (b *bench) expect(texts ...string) {
	b.t.Helper()
	for _, text := range texts {
		if !b.says(text) {
			b.t.Errorf("%q is not on the screen, but %q", text, b.texts())
		}
	}
}

func (b *bench) expectNot(texts ...string) {
	b.t.Helper()
	for _, text := range texts {
		if b.says(text) {
			b.t.Errorf("%q is on the screen", text)
		}
	}
}

// rows are the rows in view.
func (b *bench) rows() []parts.RowData {
	var out []parts.RowData
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		if r, ok := o.(*parts.Row); ok {
			out = append(out, r.Data())
		}
	})
	return out
}

// press presses the pointer on the row with that number on the screen.
func (b *bench) press(row int, modifier fyne.KeyModifier) {
	b.t.Helper()
	var rows []desktop.Mouseable
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		_, field := o.(fyne.Shortcutable)
		if m, ok := o.(desktop.Mouseable); ok && !field {
			rows = append(rows, m)
		}
	})
	rows[row].MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: modifier})
	b.settle()
}

// key types a key where the focus is, or into the window.
func (b *bench) key(name fyne.KeyName) {
	b.t.Helper()
	ev := &fyne.KeyEvent{Name: name}
	if f := b.window.Canvas().Focused(); f != nil {
		f.TypedKey(ev)
	} else {
		b.window.Canvas().OnTypedKey()(ev)
	}
	b.settle()
}

// asked checks what the agent was asked, in order.
func (b *bench) asked(want ...string) {
	b.t.Helper()
	equal(b.t, "requests to the agent", b.agent.Asked(), want)
}

// told checks what the player was told, in order.
func (b *bench) told(want ...string) {
	b.t.Helper()
	equal(b.t, "orders to the player", b.sound.Told(), want)
}

func equal(t testing.TB, what string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: got %q, want %q", what, got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("%s: got %q, want %q", what, got, want)
		}
	}
}
