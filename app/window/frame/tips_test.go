package frame_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

// tipOf is what is said of the thing under the pointer.
func tipOf(b *bench.Bench) (text string) {
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if t, ok := o.(*parts.Tips); ok {
			text = t.Text()
		}
	})
	return text
}

// over moves the pointer onto the first thing with that name, or off it.
func over(b *bench.Bench, name string, on bool) {
	b.T.Helper()
	done := false
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		h, ok := o.(desktop.Hoverable)
		named, has := o.(fyne.Accessible)
		if !ok || !has || done || named.AccessibilityLabel() != name {
			return
		}
		done = true
		if on {
			h.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(500, 300)}})
		} else {
			h.MouseOut()
		}
	})
	if !done {
		b.T.Fatalf("there is no %q", name)
	}
}

func TestAnIconSaysWhatItIsFor(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	over(b, "More", true)
	b.Pass(parts.TipDelay / 2)
	if got := tipOf(b); got != "" {
		t.Errorf("%q is said at once", got)
	}
	b.Pass(parts.TipDelay)
	if got := tipOf(b); got != "More" {
		t.Errorf("got %q", got)
	}
	over(b, "More", false)
	if got := tipOf(b); got != "" {
		t.Errorf("%q stays", got)
	}
	over(b, "Call back", true) // its label says it already
	b.Pass(time.Second)
	if got := tipOf(b); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestATipGoesWithAKey(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	sized(b, fyne.NewSize(800, 600)) // the navigation has icons only
	over(b, "Calls", true)
	b.Pass(parts.TipDelay)
	if got := tipOf(b); got != "Calls" {
		t.Fatalf("got %q", got)
	}
	b.Key(fyne.KeyDown)
	if got := tipOf(b); got != "" {
		t.Errorf("%q stays", got)
	}
}

func TestARowIsSaidInFull(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Voicemails[0].Label = "Sofía Hernández de la Cruz y Villanueva and her sister"
	b := bench.New(t, s)
	b.HoverRow(0)
	b.Pass(parts.TipDelay)
	if got, want := tipOf(b), s.Voicemails[0].Label+" · +46 8 505 780 00 · Today, 11:54 · 0:24"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRowActionsAct(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.HoverRow(1)
	tree := b.Tree()
	press := map[string]func(){}
	for _, id := range tree.Order {
		press[tree.Nodes[id].Name] = tree.Nodes[id].Press
	}
	for _, name := range []string{"Play: Béatrice Moreau", "Call back: Béatrice Moreau", "Delete: Béatrice Moreau"} {
		if press[name] == nil {
			t.Fatalf("there is no %q", name)
		}
		press[name]()
		b.Settle()
	}
	b.ExpectTold("play v2 0s")
	b.ExpectAsked("call +33489879144", "delete voicemail v2 12s")
}

func TestAMessageStaysWhileOneIsAtIt(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Delete")
	b.Expect("Message from Anna Lindqvist deleted")
	hover := func(on bool) {
		bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
			if s, ok := o.(*parts.Snackbar); ok && on {
				s.MouseIn(nil)
			} else if ok {
				s.MouseOut()
			}
		})
	}
	hover(true)
	for range 20 {
		b.Pass(time.Second)
	}
	b.Expect("Message from Anna Lindqvist deleted")
	hover(false)
	b.Pass(2 * time.Second)
	b.Expect("Message from Anna Lindqvist deleted")
	b.Pass(2 * time.Second)
	b.ExpectNot("Message from Anna Lindqvist deleted")
	b.Settle()
}

// TestAMessageCoversNoRow looks where the message about a deletion is, in all three shapes of the window: neither over
// the list nor over the history of the next one.
func TestAMessageCoversNoRow(t *testing.T) {
	for _, width := range []float32{360, 800, 1280} {
		b := bench.New(t, fake.Snapshot(bench.Noon))
		sized(b, fyne.NewSize(width, 640))
		b.Key(fyne.KeyDown)
		b.Key(fyne.KeyDelete)
		sized(b, fyne.NewSize(width, 640))
		var bar placed
		var lists []placed
		place(b.Window.Content(), fyne.Position{}, placed{clip: box(fyne.Position{},
			b.Window.Canvas().Size())}, func(p placed) {
			switch p.object.(type) {
			case *parts.Snackbar:
				bar = p
			case *parts.List:
				lists = append(lists, p)
			}
		})
		if bar.object == nil || len(lists) == 0 {
			t.Errorf("at %v there is the message: %v, and %d lists", width, bar.object != nil, len(lists))
		}
		for _, list := range lists {
			if seen := list.at.Intersect(list.clip); bar.at.Overlaps(seen) {
				t.Errorf("at %v the message is at %v, a list at %v", width, bar.at, seen)
			}
		}
	}
}

// What plays gets its bar while a message is shown, as when one chooses another after a call was placed.
func TestAMessageMakesWayForTheBarOfWhatPlays(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	sized(b, fyne.NewSize(1120, 680))
	b.Tap("Play")
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing})
	b.Tap("Call back") // which says which phone rings
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyDown)
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Paused})
	var message, bar placed
	place(b.Window.Content(), fyne.Position{}, placed{clip: box(fyne.Position{}, b.Window.Canvas().Size())},
		func(p placed) {
			switch p.object.(type) {
			case *parts.Snackbar:
				message = p
			case *parts.Progress:
				bar = p
			}
		})
	if message.object == nil || bar.object == nil || message.at.Max.Y > bar.at.Min.Y-20 {
		t.Errorf("the message is at %v, what plays at %v", message.at, bar.at)
	}
}

func TestTheStripHasAWayOut(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Connection = inbox.Connection{State: inbox.Offline, Since: bench.Noon.Add(-time.Minute),
		RetryAt: bench.Noon.Add(time.Minute),
		Problem: inbox.Problem{Code: inbox.Unreachable, Message: "No answer."}}
	b := bench.New(t, s)
	b.Tap("Try now")
	b.ExpectAsked("retry")
	b.Tap("Show details")
	b.PressOverlay("Copy")
	if got, want := fyne.CurrentApp().Clipboard().Content(),
		"No answer.\nOffline since Today, 11:59.\nServer: phone.example.com\nLast synced: Today, 11:59\n"; got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
	b.PressOverlay("Close")

	s.Connection = inbox.Connection{State: inbox.Online, Polling: true}
	b = bench.New(t, s)
	b.ExpectNot("Try now")
	b.Expect("Show details")
}
