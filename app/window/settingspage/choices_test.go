package settingspage_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

// selects are the drop-downs in view.
func selects(b *bench.Bench) (out []*parts.Choice) {
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*parts.Choice); ok {
			out = append(out, s)
		}
	})
	return out
}

// choice is the drop-down that offers something.
func choice(b *bench.Bench, option string) *parts.Choice {
	b.T.Helper()
	for _, s := range selects(b) {
		for _, o := range s.Options {
			if o == option {
				return s
			}
		}
	}
	b.T.Fatalf("nothing offers %q", option)
	return nil
}

func TestCountriesAreChosenByName(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Open("settings")
	for name, code := range map[string]string{"Germany": "DE", "Georgia": "GE", "Automatic": ""} {
		choice(b, name).SetSelected(name)
		b.Settle()
		if s, _ := b.Agent.Settings(t.Context()); s.Country != code {
			t.Errorf("%s is kept as %q", name, s.Country)
		}
	}
}

func TestQuietHoursAreChosenFromLists(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Open("settings")
	begin := choice(b, "Off")
	check := func(from, to string) {
		t.Helper()
		b.Settle()
		if s, _ := b.Agent.Settings(t.Context()); s.Notifications.QuietFrom != from || s.Notifications.QuietTo != to {
			t.Errorf("%q to %q, want %q to %q", s.Notifications.QuietFrom, s.Notifications.QuietTo, from, to)
		}
	}
	begin.SetSelected("22:30")
	check("22:30", "07:00")
	begin.SetSelected("Off")
	check("", "")
}
