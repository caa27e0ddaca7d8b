package settingspage_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

// login is a system that starts the program, or refuses to.
type login struct{ on, refuses bool }

func (l *login) Enabled() (bool, error) { return l.on, nil }

func (l *login) Set(on bool) error {
	if l.refuses {
		return errors.New("read-only")
	}
	l.on = on
	return nil
}

// settingsOn opens the settings with a system behind them, and returns the switches there.
func settingsOn(t *testing.T, system *login) (b *bench.Bench, switches []*parts.Switch) {
	t.Helper()
	b = bench.New(t, fake.Snapshot(bench.Noon), func(o *desk.Options) { o.Autostart = system })
	b.Tap("Settings")
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if o, ok := o.(*parts.Switch); ok {
			switches = append(switches, o)
		}
	})
	b.Settle()
	return b, switches
}

func TestStartWithTheComputer(t *testing.T) {
	system := &login{}
	b, switches := settingsOn(t, system)
	b.Expect("Open at login")
	start := switches[len(switches)-2] // before the one for a hidden start
	for _, want := range []bool{true, false} {
		test.Tap(start)
		b.Settle()
		if system.on != want || start.Checked != want {
			t.Errorf("the system has %v, the switch %v; want %v", system.on, start.Checked, want)
		}
	}
	system.refuses = true
	test.Tap(start)
	b.Settle()
	b.Expect("This couldn’t be changed. Try the desktop’s own settings.")
	if start.Checked {
		t.Error("the switch shows what the system refused")
	}
}

func TestSettingsScrollToTheFocus(t *testing.T) {
	b, switches := settingsOn(t, &login{})
	last := switches[len(switches)-1]
	inView := func() bool {
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(last).Y
		return top >= 0 && top+last.Size().Height <= b.Window.Canvas().Size().Height
	}
	if inView() {
		t.Fatal("the page is too short for this test")
	}
	b.Window.Canvas().Focus(last)
	if !inView() {
		t.Error("the focused switch is out of view")
	}
}
