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
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// leastWindow is a window that every screen has to fit into.
var leastWindow = fyne.NewSize(360, 480)

// placed is something seen: where on the canvas, and what of that is not cut off.
type placed struct {
	object   fyne.CanvasObject
	at, clip image.Rectangle
	scrolls  bool // what is below can be reached
	foreign  bool // it is in a row of a list or a field, or in what says itself whether it is cut off
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
	case *container.Clip:
		in.clip, in.scrolls = in.clip.Intersect(in.at), true
		place(v.Content, at, in, visit)
	case fyne.Widget:
		switch v.(type) {
		case *parts.List, *parts.Entry, *widget.Entry, *widget.Select, interface{ Hint() string }, *parts.Text,
			*parts.TipText,
			*parts.Paragraph, *parts.Button:
			in.foreign = true
		}
		for _, child := range test.WidgetRenderer(v).Objects() {
			place(child, at, in, visit)
		}
	}
}

// texts are the places of all texts that are seen, as wide as their letters are.
func textsOf(root fyne.CanvasObject, size fyne.Size) []placed {
	var out []placed
	place(root, fyne.Position{}, placed{clip: box(fyne.Position{}, size)}, func(p placed) {
		if r, ok := p.object.(*canvas.Rectangle); ok {
			cover(out, r, p)
		}
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

// cover takes from texts what a rectangle that is drawn over them hides from above, as a heading does that stays.
func cover(texts []placed, r *canvas.Rectangle, p placed) {
	if r.FillColor == nil {
		return
	}
	if _, _, _, alpha := r.FillColor.RGBA(); alpha != 0xFFFF {
		return
	}
	for i, text := range texts {
		if p.at.Min.X <= text.at.Min.X && p.at.Max.X >= text.at.Max.X &&
			p.at.Min.Y <= max(text.at.Min.Y, text.clip.Min.Y) {
			texts[i].at.Min.Y = min(text.at.Max.Y, max(text.at.Min.Y, p.at.Max.Y))
		}
	}
}

// checkLayout looks for what leaves the window or lies over something else.
func checkLayout(t *testing.T, name string, b *bench.Bench, size fyne.Size) {
	t.Helper()
	texts := textsOf(b.Window.Content(), size)
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
	place(b.Window.Content(), fyne.Position{}, placed{clip: box(fyne.Position{}, size)}, func(p placed) {
		if _, control := p.object.(fyne.Tappable); !control {
			_, field := p.object.(*widget.Entry)
			if _, card := p.object.(*parts.Fill); !field && !card {
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
func sized(b *bench.Bench, size fyne.Size) {
	b.Window.Resize(size)
	b.LayOut()
	b.LayOut()
}

// TestEveryScreenFitsEveryWidth lays each screen out in windows from the narrowest to the widest.
func TestEveryScreenFitsEveryWidth(t *testing.T) {
	withoutRaceDetector(t)
	sizes := []fyne.Size{leastWindow, {Width: 640, Height: 370}, {Width: 719, Height: 640}, {Width: 720, Height: 640},
		{Width: 1099, Height: 640}, {Width: 1100, Height: 640}, {Width: 1920, Height: 1000}}
	onEveryScreen(t, sizes, "", func(string, screen, *bench.Bench) {})
}

// onEveryScreen lays out each screen in two languages and several sizes, checks that, and then calls check. kind
// is part of the names of pictures.
func onEveryScreen(t *testing.T, sizes []fyne.Size, kind string, check func(name string, s screen, b *bench.Bench)) {
	t.Helper()
	t.Cleanup(func() { _ = lang.Use("en") })
	for _, language := range []string{"en", "de"} {
		if err := lang.Use(language); err != nil {
			t.Fatal(err)
		}
		for _, s := range narrowScreens() {
			b := s.open(t)
			for _, size := range sizes {
				sized(b, size)
				name := fmt.Sprintf("%s-%s-%s%.0f", s.name, language, kind, size.Width)
				if least := b.Window.Content().MinSize(); least.Width > leastWindow.Width ||
					least.Height > leastWindow.Height {
					t.Errorf("%s: the window can't be smaller than %v", name, least)
				}
				checkLayout(t, name, b, size)
				check(name, s, b)
				if *pictures != "" {
					write(t, filepath.Join(*pictures, name+".png"), pixelsOf(b))
				}
			}
		}
	}
}

// narrowScreens are all screens, and those that only a narrow window has.
func narrowScreens() []screen {
	message := func(b *bench.Bench) {
		b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Paused, Position: 9e9, Length: 24e9, Loaded: 24e9})
		sized(b, leastWindow)
		b.Press(0, 0)
	}
	return append(screens[:len(screens):len(screens)],
		screen{name: "message", snapshot: ordinary, act: message},
		screen{name: "bar", snapshot: ordinary, act: func(b *bench.Bench) {
			b.Open("calls")
			b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing, Position: 9e9, Length: 24e9, Loaded: 24e9})
		}})
}

func TestEveryLanguageFitsTheLeastWindow(t *testing.T) {
	withoutRaceDetector(t)
	t.Cleanup(func() { _ = lang.Use("en") })
	for _, language := range lang.Languages() {
		if err := lang.Use(language.Code); err != nil {
			t.Fatal(err)
		}
		for _, s := range narrowScreens() {
			b := s.open(t)
			sized(b, leastWindow)
			checkLayout(t, s.name+"-"+language.Code, b, leastWindow)
		}
	}
}

func TestNarrowWindowShowsOnePane(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	sized(b, fyne.NewSize(360, 640))
	b.Expect("Messages")
	b.ExpectNot("Call back", "Istra Tray")
	b.Press(1, 0)
	sized(b, fyne.NewSize(360, 640))
	b.Expect("Back", "Call back")
	b.ExpectNot("Messages")
	b.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.LayOut()
	b.Expect("Messages")
	b.ExpectNot("Call back")
	b.Pass(time.Second) // else it is a double click
	b.Press(1, 0)
	b.Tap("Back")
	b.LayOut()
	b.Expect("Messages")
	b.Pass(time.Second)
	b.Press(1, 0)
	b.LayOut()
	b.ExpectNot("Messages")
	b.AltLeft()
	b.LayOut()
	b.Expect("Messages")
}

func TestPlayingDoesNotMoveTheDivider(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	sized(b, fyne.NewSize(1024, 640))
	before := divider(b).Position()
	for _, phase := range []desk.Phase{desk.Loading, desk.Playing, desk.Paused} {
		b.UI.Sounded(desk.Playback{ID: "v1", Phase: phase})
		b.LayOut()
		if got := divider(b).Position(); got != before {
			t.Errorf("%s: the divider is at %v, was at %v", phase, got, before)
		}
	}
}

func TestDividerIsDraggedAndRemembered(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	sized(b, fyne.NewSize(1280, 800))
	before := divider(b).Position().X
	divider(b).Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-60, 0)})
	divider(b).DragEnd()
	b.Settle()
	if got := divider(b).Position().X; got != before-60 {
		t.Errorf("the divider is at %v, want %v", got, before-60)
	}
	b.Open("calls")
	b.LayOut()
	if got := divider(b).Position().X; got != before-60 {
		t.Errorf("on another page the divider is at %v, want %v", got, before-60)
	}
	if b.Memory.Get().List == 0 {
		t.Error("it is not remembered")
	}
	divider(b).Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-5000, 0)})
	divider(b).DragEnd()
	b.Settle()
	b.LayOut()
	if got := divider(b).Position().X; got < 200 {
		t.Errorf("dragged away, the divider is at %v", got)
	}
}

func divider(b *bench.Bench) (found *parts.Divider) {
	b.T.Helper()
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if d, ok := o.(*parts.Divider); ok {
			found = d
		}
	})
	if found == nil {
		b.T.Fatal("there is no divider")
	}
	return found
}

func TestWhatPlaysIsSeenOnEveryPage(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	sized(b, fyne.NewSize(1280, 800))
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing, Position: 9e9, Length: 24e9, Loaded: 24e9})
	b.ExpectNot("Stop playing") // the message itself is in view
	if rows := b.Rows(); rows[0].Sound == "" || rows[1].Sound != "" {
		t.Error("the row of what plays is not marked, or another one is")
	}
	b.Press(1, 0)
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing, Position: 10e9, Length: 24e9, Loaded: 24e9})
	b.Expect("Stop playing", "0:10 / –0:14")
	for _, page := range []string{"calls", "followups", "dial", "settings"} {
		b.Open(page)
		b.Expect("Stop playing", "0:10 / –0:14")
	}
	b.Key(fyne.KeySpace)
	b.ExpectTold("pause")
	b.Tap("Go to the message")
	b.ExpectNot("Stop playing")
	b.Open("calls")
	b.Tap("Stop playing")
	b.ExpectTold("pause", "stop")
}

func pixelsOf(b *bench.Bench) *image.NRGBA {
	full := b.Window.Canvas().Capture()
	out := image.NewNRGBA(full.Bounds())
	copy(out.Pix, pixels(full))
	return out
}

func TestKeysFitTheLeastWindow(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	for _, size := range []fyne.Size{leastWindow, {Width: 640, Height: 370}, {Width: 1280, Height: 800}} {
		sized(b, size)
		b.Window.Canvas().OnTypedRune()('?')
		pop := b.Window.Canvas().Overlays().Top()
		if got := test.WidgetRenderer(pop.(fyne.Widget)).MinSize(); got.Width > size.Width || got.Height > size.Height {
			t.Errorf("the keys need %v of %v", got, size)
		}
		b.Window.Canvas().Overlays().Remove(pop)
	}
}

func TestPaneIsNotTooWide(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	sized(b, fyne.NewSize(1920, 1080))
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if w, ok := o.(*parts.Wave); ok && w.Size().Width > 720 {
			t.Errorf("the wave is %v wide", w.Size().Width)
		}
	})
}
