package window

import (
	"log/slog"
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/settings"
	"istratray/app/window/look"
)

// Fyne's last hook races with the end of its own loop: a window that was closed would now and then crash.
func TestFyneHasNothingToDoLast(t *testing.T) {
	d := newDriver(settings.Defaults(), look.Desktop{}, slog.New(slog.DiscardHandler))
	l, ok := d.app.Lifecycle().(interface{ OnStopped() func() })
	if !ok {
		t.Fatal("Fyne's lifecycle has changed: look again what it does at its end")
	}
	if l.OnStopped() != nil {
		t.Error("Fyne has a hook for its end")
	}
}

func TestNothingMovesWhereTheDesktopWantsItSo(t *testing.T) {
	d := newDriver(settings.Defaults(), look.Desktop{Still: true}, slog.New(slog.DiscardHandler))
	if fyne.CurrentApp().Settings().ShowAnimations() {
		t.Error("things move")
	}
	d.still.Store(false)
	if !fyne.CurrentApp().Settings().ShowAnimations() {
		t.Error("nothing moves although the desktop allows it")
	}
}

// Each colour and each size that is drawn asks for them.
func TestSettingsAreMadeOnce(t *testing.T) {
	newDriver(settings.Defaults(), look.Desktop{}, slog.New(slog.DiscardHandler))
	if n := testing.AllocsPerRun(10, func() { fyne.CurrentApp().Settings() }); n > 0 {
		t.Errorf("%v pieces of memory for asking after the settings", n)
	}
}
