package frame_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

// focusedName is the name of what has the keyboard; "" where nothing has it.
func focusedName(b *bench.Bench) string {
	if o, ok := b.Window.Canvas().Focused().(fyne.Accessible); ok {
		return o.AccessibilityLabel()
	}
	return ""
}

// A page that is gone to has the keyboard, also the first time, when its rows come a moment later.
func TestAPageThatIsGoneToHasTheKeyboard(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	for _, page := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.Key2, "Call history"}, {fyne.KeyComma, "New password"}, {fyne.Key3, "Callers"}, {fyne.Key1, "Messages"}} {
		b.Ctrl(page.key)
		if got := focusedName(b); got != page.want {
			t.Errorf("Ctrl and %s: the keyboard is at %q, want %q", page.key, got, page.want)
		}
	}
}

// Rows that come later don't take the keyboard from where it was brought in the meantime.
func TestRowsThatComeLaterTakeNothing(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Voicemails = nil
	b := bench.New(t, s)
	b.Open("calls")
	b.Ctrl(fyne.Key1)
	b.Ctrl(fyne.KeyF)
	field := b.Window.Canvas().Focused()
	b.Agent.Change(func(s *inbox.Snapshot) { s.Voicemails = fake.Snapshot(bench.Noon).Voicemails })
	b.Settle()
	if now := b.Window.Canvas().Focused(); field == nil || now != field {
		t.Errorf("the keyboard is at %T", now)
	}
}

// Where nothing in the settings has the keyboard, its keys scroll them.
func TestKeysScrollTheSettings(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Open("settings")
	b.Window.Canvas().Unfocus()
	var scroll *container.Scroll
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*container.Scroll); ok && scroll == nil {
			scroll = s
		}
	})
	var last float32
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeyEnd} {
		b.Key(key)
		if scroll.Offset.Y <= last {
			t.Errorf("%s: at %v, was at %v", key, scroll.Offset.Y, last)
		}
		last = scroll.Offset.Y
	}
	b.Key(fyne.KeyPageUp)
	b.Key(fyne.KeyUp)
	if scroll.Offset.Y >= last {
		t.Errorf("back: at %v", scroll.Offset.Y)
	}
	b.Key(fyne.KeyHome)
	if scroll.Offset.Y != 0 {
		t.Errorf("the beginning is at %v", scroll.Offset.Y)
	}
}
