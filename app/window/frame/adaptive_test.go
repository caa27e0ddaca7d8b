package frame_test

import (
	"fmt"
	"image"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/desk"
	"istratray/app/window/internal/fake"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// leastWindow is a window that every screen has to fit into.
var leastWindow = fyne.NewSize(360, 480)

// placed is something seen: where on the canvas, and what of that is not cut off.
type placed struct {
	object   fyne.CanvasObject
	at, clip image.Rectangle
	scrolls  bool // what is below can be reached
}

func box(at fyne.Position, size fyne.Size) image.Rectangle {
	return image.Rect(int(at.X+0.5), int(at.Y+0.5), int(at.X+size.Width+0.5), int(at.Y+size.Height+0.5))
}

// place visits what is seen, with where it is.
func place(o fyne.CanvasObject, at fyne.Position, in placed, visit func(placed)) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	in.object, in.at = o, box(at, o.Size())
	visit(in)
	switch v := o.(type) {
	case *fyne.Container:
		for _, child := range v.Objects {
			place(child, at, in, visit)
		}
	case *container.Scroll:
		in.clip, in.scrolls = in.clip.Intersect(in.at), true
		place(v.Content, at, in, visit)
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(v).Objects() {
			place(child, at, in, visit)
		}
	}
}

// texts are the places of all texts that are seen, as wide as their letters are.
func textsOf(root fyne.CanvasObject, size fyne.Size) []placed {
	var out []placed
	place(root, fyne.Position{}, placed{clip: box(fyne.Position{}, size)}, func(p placed) {
		t, ok := p.object.(*canvas.Text)
		if !ok || t.Text == "" {
			return
		}
		least := t.MinSize()
		left := float32(p.at.Min.X)
		switch spare := t.Size().Width - least.Width; t.Alignment {
		case fyne.TextAlignCenter:
			left += spare / 2
		case fyne.TextAlignTrailing:
			left += spare
		}
		p.at = box(fyne.NewPos(left, float32(p.at.Min.Y)), least)
		if !p.at.Intersect(p.clip).Empty() {
			out = append(out, p)
		}
	})
	return out
}

// checkLayout looks for what leaves the window or lies over something else.
func checkLayout(t *testing.T, name string, b *bench, size fyne.Size) {
	t.Helper()
	texts := textsOf(b.window.Content(), size)
	for i, p := range texts {
		text := p.object.(*canvas.Text).Text
		if p.at.Min.X < p.clip.Min.X-1 || p.at.Max.X > p.clip.Max.X+1 {
			t.Errorf("%s: %q at %v leaves %v", name, text, p.at, p.clip)
		}
		for _, q := range texts[:i] {
			if common := p.at.Intersect(q.at).Intersect(p.clip).Intersect(q.clip); common.Dx() > 1 && common.Dy() > 4 {
				t.Errorf("%s: %q at %v lies over %q at %v", name, text, p.at, q.object.(*canvas.Text).Text, q.at)
			}
		}
	}
	place(b.window.Content(), fyne.Position{}, placed{clip: box(fyne.Position{}, size)}, func(p placed) {
		if _, control := p.object.(fyne.Tappable); !control {
			if _, field := p.object.(*widget.Entry); !field {
				return
			}
		}
		if p.at.Min.X < p.clip.Min.X-1 || p.at.Max.X > p.clip.Max.X+1 {
			t.Errorf("%s: %T at %v leaves %v", name, p.object, p.at, p.clip)
		}
		if !p.scrolls && p.at.Max.Y > p.clip.Max.Y+1 {
			t.Errorf("%s: %T at %v is below the window", name, p.object, p.at)
		}
	})
}

// sized gives the window a size; twice, as frames follow each other.
func (b *bench) sized(size fyne.Size) {
	b.window.Resize(size)
	b.layOut()
	b.layOut()
}

// TestEveryScreenFitsEveryWidth lays each screen out in windows from the narrowest to the widest.
func TestEveryScreenFitsEveryWidth(t *testing.T) {
	t.Cleanup(func() { _ = words.Load("en") })
	sizes := []fyne.Size{leastWindow, {Width: 640, Height: 370}, {Width: 719, Height: 640}, {Width: 720, Height: 640},
		{Width: 1099, Height: 640}, {Width: 1100, Height: 640}, {Width: 1920, Height: 1000}}
	for _, language := range []string{"en", "de"} {
		if err := words.Load(language); err != nil {
			t.Fatal(err)
		}
		for _, s := range narrowScreens() {
			b := newBench(t, s.snapshot())
			if s.act != nil {
				s.act(b)
			}
			for _, size := range sizes {
				b.sized(size)
				name := fmt.Sprintf("%s-%s-%.0f", s.name, language, size.Width)
				if least := b.window.Content().MinSize(); least.Width > leastWindow.Width || least.Height > leastWindow.Height {
					t.Errorf("%s: the window can't be smaller than %v", name, least)
				}
				checkLayout(t, name, b, size)
				if *pictures != "" {
					write(t, filepath.Join(*pictures, name+".png"), pixelsOf(b))
				}
			}
		}
	}
}

// narrowScreens are all screens, and those that only a narrow window has.
func narrowScreens() []screen {
	message := func(b *bench) {
		b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Paused, Position: 9e9, Length: 24e9, Loaded: 24e9})
		b.sized(leastWindow)
		b.press(0, 0)
	}
	return append(screens[:len(screens):len(screens)],
		screen{"message", ordinary, message},
		screen{"bar", ordinary, func(b *bench) {
			b.open("calls")
			b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing, Position: 9e9, Length: 24e9, Loaded: 24e9})
		}})
}

func TestEveryLanguageFitsTheLeastWindow(t *testing.T) {
	t.Cleanup(func() { _ = words.Load("en") })
	for _, language := range words.Languages {
		if err := words.Load(language[0]); err != nil {
			t.Fatal(err)
		}
		for _, s := range narrowScreens() {
			b := newBench(t, s.snapshot())
			if s.act != nil {
				s.act(b)
			}
			b.sized(leastWindow)
			checkLayout(t, s.name+"-"+language[0], b, leastWindow)
		}
	}
}

func TestLargeTextFitsTheLeastWindow(t *testing.T) {
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, 2))
	t.Cleanup(func() {
		_ = words.Load("en")
		fyne.CurrentApp().Settings().SetTheme(light)
	})
	if err := words.Load("de"); err != nil {
		t.Fatal(err)
	}
	for _, s := range narrowScreens() {
		b := newBench(t, s.snapshot())
		if s.act != nil {
			s.act(b)
		}
		b.sized(leastWindow)
		if least := b.window.Content().MinSize(); least.Width > leastWindow.Width || least.Height > leastWindow.Height {
			t.Errorf("%s: the window can't be smaller than %v", s.name, least)
		}
		if *pictures != "" {
			write(t, filepath.Join(*pictures, s.name+"-large.png"), pixelsOf(b))
		}
	}
}

func TestNarrowWindowShowsOnePane(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.sized(fyne.NewSize(360, 640))
	b.expect("Messages")
	b.expectNot("Call back", "Istra Tray")
	b.press(1, 0)
	b.sized(fyne.NewSize(360, 640))
	b.expect("Back", "Call back")
	b.expectNot("Messages")
	b.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.layOut()
	b.expect("Messages")
	b.expectNot("Call back")
	b.pass(time.Second) // else it is a double click
	b.press(1, 0)
	b.tap("Back")
	b.layOut()
	b.expect("Messages")
	b.pass(time.Second)
	b.press(1, 0)
	b.layOut()
	b.expectNot("Messages")
	if !b.ui.Back() {
		t.Error("there is no way back")
	}
	b.layOut()
	b.expect("Messages")
}

func TestPlayingDoesNotMoveTheDivider(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.sized(fyne.NewSize(1024, 640))
	before := b.divider().Position()
	for _, phase := range []desk.Phase{desk.Loading, desk.Playing, desk.Paused} {
		b.ui.Sounded(desk.Playback{ID: "v1", Phase: phase})
		b.layOut()
		if got := b.divider().Position(); got != before {
			t.Errorf("%s: the divider is at %v, was at %v", phase, got, before)
		}
	}
}

func TestDividerIsDraggedAndRemembered(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.sized(fyne.NewSize(1280, 800))
	before := b.divider().Position().X
	b.divider().Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-60, 0)})
	b.divider().DragEnd()
	b.settle()
	if got := b.divider().Position().X; got != before-60 {
		t.Errorf("the divider is at %v, want %v", got, before-60)
	}
	b.open("calls")
	b.layOut()
	if got := b.divider().Position().X; got != before-60 {
		t.Errorf("on another page the divider is at %v, want %v", got, before-60)
	}
	if b.memory.Get().List == 0 {
		t.Error("it is not remembered")
	}
	b.divider().Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-5000, 0)})
	b.divider().DragEnd()
	b.settle()
	b.layOut()
	if got := b.divider().Position().X; got < 200 {
		t.Errorf("dragged away, the divider is at %v", got)
	}
}

func (b *bench) divider() (found *parts.Divider) {
	b.t.Helper()
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		if d, ok := o.(*parts.Divider); ok {
			found = d
		}
	})
	if found == nil {
		b.t.Fatal("there is no divider")
	}
	return found
}

func TestWhatPlaysIsSeenOnEveryPage(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.sized(fyne.NewSize(1280, 800))
	b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing, Position: 9e9, Length: 24e9, Loaded: 24e9})
	b.expectNot("Stop playing") // the message itself is in view
	if rows := b.rows(); rows[0].Sound == "" || rows[1].Sound != "" {
		t.Error("the row of what plays is not marked, or another one is")
	}
	b.press(1, 0)
	b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing, Position: 10e9, Length: 24e9, Loaded: 24e9})
	b.expect("Stop playing", "0:10 / −0:14")
	for _, page := range []string{"calls", "followups", "dial", "settings"} {
		b.open(page)
		b.expect("Stop playing", "0:10 / −0:14")
	}
	b.key(fyne.KeySpace)
	b.told("pause")
	b.tap("Go to the message")
	b.expectNot("Stop playing")
	b.open("calls")
	b.tap("Stop playing")
	b.told("pause", "stop")
}

func pixelsOf(b *bench) *image.NRGBA {
	full := b.window.Canvas().Capture()
	out := image.NewNRGBA(full.Bounds())
	copy(out.Pix, pixels(full))
	return out
}

func TestKeysFitTheLeastWindow(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	for _, size := range []fyne.Size{leastWindow, {Width: 640, Height: 370}, {Width: 1280, Height: 800}} {
		b.sized(size)
		b.window.Canvas().OnTypedRune()('?')
		pop := b.window.Canvas().Overlays().Top()
		if got := test.WidgetRenderer(pop.(fyne.Widget)).MinSize(); got.Width > size.Width || got.Height > size.Height {
			t.Errorf("the keys need %v of %v", got, size)
		}
		b.window.Canvas().Overlays().Remove(pop)
	}
}

func TestPaneIsNotTooWide(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.sized(fyne.NewSize(1920, 1080))
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		if w, ok := o.(*parts.Wave); ok && w.Size().Width > 720 {
			t.Errorf("the wave is %v wide", w.Size().Width)
		}
	})
}
