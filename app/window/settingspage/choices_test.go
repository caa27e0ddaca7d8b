package settingspage_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
	"istratray/app/window/words"
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

// Nobody scrolls through 250 countries: what is typed narrows them down.
func TestACountryIsFoundByTyping(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Open("settings")
	countries := choice(b, "Germany")
	b.Window.Canvas().Focus(countries)
	b.TypeText("côte") // letters, with an accent or without
	b.Key(fyne.KeyReturn)
	b.Settle()
	if s, _ := b.Agent.Settings(t.Context()); s.Country != "CI" {
		t.Errorf("kept: %q", s.Country)
	}
	b.Key(fyne.KeySpace)
	b.TypeText("zzz")
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyReturn)
	said := false
	for _, n := range b.Tree().Nodes {
		said = said || n.Name == "No results"
	}
	if !said {
		t.Error("a search that finds nothing doesn't say so")
	}
	b.Key(fyne.KeyEscape)
	b.Key(fyne.KeySpace)
	b.TypeText("united ")
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyEscape)
	b.Settle()
	if s, _ := b.Agent.Settings(t.Context()); s.Country != "CI" {
		t.Errorf("Escape has chosen %q", s.Country)
	}
	if b.Window.Canvas().Focused() != fyne.Focusable(countries) {
		t.Error("the keyboard is lost")
	}
}

// The keys that lead through a list lead through what is found, too, while the keyboard is in the field.
func TestTheFoundAreWalkedThrough(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Open("settings")
	countries := choice(b, "Germany")
	at := func(keys ...fyne.KeyName) int {
		b.Window.Canvas().Focus(countries)
		b.Key(fyne.KeySpace)
		for _, key := range append(keys, fyne.KeyReturn) {
			b.Key(key)
		}
		b.Settle()
		return slices.Index(countries.Options, countries.Selected)
	}
	last := len(countries.Options) - 1
	for _, c := range []struct {
		keys        []fyne.KeyName
		least, most int
	}{
		{[]fyne.KeyName{fyne.KeyEnd}, last, last},
		{[]fyne.KeyName{fyne.KeyUp}, last - 1, last - 1},
		{[]fyne.KeyName{fyne.KeyPageUp}, last - 20, last - 4},
		{[]fyne.KeyName{fyne.KeyHome}, 0, 0},
		{[]fyne.KeyName{fyne.KeyPageDown}, 3, 20},
		{[]fyne.KeyName{fyne.KeyPageUp, fyne.KeyPageUp}, 0, 0},
	} {
		if got := at(c.keys...); got < c.least || got > c.most {
			t.Errorf("%v leads to number %d, want %d to %d", c.keys, got, c.least, c.most)
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

// The times are told by the clock that is set, and those that another program sets appear. What is off has no end.
func TestQuietHoursFollowTheSettings(t *testing.T) {
	t.Cleanup(func() { words.UseClock("24") })
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Open("settings")
	before := len(selects(b))
	s, _ := b.Agent.Settings(t.Context())
	s.Notifications.QuietFrom, s.Notifications.QuietTo, s.Clock = "22:15", "07:00", "12"
	_ = b.Agent.SetSettings(t.Context(), s)
	b.Agent.Change(func(s *inbox.Snapshot) { s.Settings++ })
	b.Settle()
	begin := choice(b, "10:15 PM")
	if all := selects(b); len(all) != before+1 {
		t.Errorf("%d drop-downs, %d while they were off", len(all), before)
	}
	end := selects(b)[slices.Index(selects(b), begin)+1]
	if begin.Selected != "10:15 PM" || end.Selected != "7:00 AM" {
		t.Errorf("%q to %q", begin.Selected, end.Selected)
	}
	end.SetSelected("6:30 AM")
	b.Settle()
	s, _ = b.Agent.Settings(t.Context())
	if n := s.Notifications; n.QuietFrom != "22:15" || n.QuietTo != "06:30" {
		t.Errorf("kept: %+v", n)
	}
}
