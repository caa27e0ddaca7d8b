package bench

import (
	"errors"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/window/access"
	"istratray/app/window/desk"
	"istratray/app/window/frame"
	"istratray/app/window/internal/fake"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/memory"
	"istratray/app/zone"
)

// Light is the theme of the tests; setting another one costs the parsing of all fonts.
var Light = look.New(look.Light, 1)

// Noon is when the tests happen: a Wednesday.
var Noon = time.Date(2026, 3, 18, 12, 0, 0, 0, zone.Local())

// ErrTest is what fails because a test wants it.
var ErrTest = errors.New("as the test wants")

// Prepare makes the program that windows need. It is called once, before goroutines are counted.
func Prepare() {
	test.NewApp().Settings().SetTheme(Light)
	if err := lang.Use("en"); err != nil {
		panic(err)
	}
}

// Bench is a window under test.
type Bench struct {
	T         testing.TB
	UI        *frame.Frame
	Agent     *fake.Agent
	Sound     *fake.Sound
	Window    fyne.Window
	Memory    *memory.File
	Downloads string
	Now       time.Time
	Demos     int // how often the demo was opened

	keyboard *keyboard
	scanner  *access.Scanner // nil until someone asks for the tree
	alarms   []alarm         // what is to run when the time comes

	mu     sync.Mutex // guards posted
	posted []func()   // what is to run on the test's goroutine, as Fyne's would
}

// New opens a window on a snapshot. Edits change what it is opened with.
func New(t testing.TB, s inbox.Snapshot, edits ...func(*desk.Options)) *Bench {
	t.Helper()
	b := &Bench{T: t, Sound: &fake.Sound{}, Window: test.NewTempWindow(t, nil), Now: Noon}
	b.keyboard = &keyboard{Canvas: b.Window.Canvas()}
	b.Agent = fake.NewAgent(s, func(s inbox.Snapshot) { b.post(func() { b.UI.Render(s) }) })
	b.Sound.Agent = b.Agent
	b.Memory = memory.Open("")
	b.Memory.Change(func(m *memory.Memory) { m.Told, m.Greeted = true, true })
	b.Downloads = filepath.Join(t.TempDir(), "Downloads")
	options := desk.Options{
		Settings: settings.Defaults(), Demo: b.demo, Memory: b.Memory, Downloads: b.Downloads,
		Agent: b.Agent, Sound: b.Sound, Window: window{b.Window, b.keyboard}, Post: b.post, Now: func() time.Time {
			return b.Now
		},
		After: b.after,
	}
	for _, edit := range edits {
		edit(&options)
	}
	b.UI = frame.New(t.Context(), options)
	b.Window.SetPadded(false)
	b.Window.SetContent(b.UI.Content())
	b.Window.Resize(fyne.NewSize(1024, 640))
	b.Now = Noon.Add(-time.Minute)
	b.UI.Focused(true)
	b.Now = Noon
	b.UI.Render(s)
	b.Settle()
	return b
}

func (b *Bench) demo() error {
	b.Demos++
	return nil
}

func (b *Bench) post(f func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.posted = append(b.posted, f)
}

// Settle waits for requests under way and runs what they and the agent post.
func (b *Bench) Settle() {
	for {
		b.UI.Wait()
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

// LayOut does what the real driver does before each frame: what came or went makes room or takes it.
func (b *Bench) LayOut() { b.Window.Content().Refresh() }

// Pass lets time go by.
func (b *Bench) Pass(d time.Duration) {
	b.Now = b.Now.Add(d)
	due := b.alarms
	b.alarms = nil
	for _, a := range due {
		if !*a.stopped && a.at.After(b.Now) {
			b.alarms = append(b.alarms, a)
		} else if !*a.stopped {
			a.do()
		}
	}
	b.UI.Tick()
}

// alarm is what is to run at a time.
type alarm struct {
	at      time.Time
	do      func()
	stopped *bool
}

func (b *Bench) after(d time.Duration, do func()) (stop func()) {
	a := alarm{at: b.Now.Add(d), do: do, stopped: new(bool)}
	b.alarms = append(b.alarms, a)
	return func() { *a.stopped = true }
}

// Open goes to a page.
func (b *Bench) Open(page string) {
	b.UI.Show(control.Show{Page: page})
	b.Settle()
}

// ExpectAsked checks what the agent was asked, in order.
func (b *Bench) ExpectAsked(want ...string) {
	b.T.Helper()
	Equal(b.T, "requests to the agent", b.Agent.Asked(), want)
}

// ExpectTold checks what the player was told, in order.
func (b *Bench) ExpectTold(want ...string) {
	b.T.Helper()
	Equal(b.T, "orders to the player", b.Sound.Told(), want)
}

// Equal checks a list.
func Equal(t testing.TB, what string, got, want []string) {
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
