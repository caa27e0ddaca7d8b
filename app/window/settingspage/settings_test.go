package settingspage_test

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

func TestSettingsCountAtOnce(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Settings")
	var first *parts.Switch
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if c, ok := o.(*parts.Switch); ok && first == nil {
			first = c
		}
	})
	test.Tap(first)
	b.Settle()
	s, _ := b.Agent.Settings(t.Context())
	if s.Notifications.Voicemails || !s.Notifications.MissedCalls {
		t.Errorf("%+v", s.Notifications)
	}
}

// A press on the words beside a switch toggles it, as one on the switch does.
func TestAllOfALineToggles(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Settings")
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*parts.Switch); ok {
			b.Window.Canvas().Focus(s) // which brings it into view; the last one stays
		}
	})
	at := wordsAt(b, "Start in the tray")
	for _, want := range []bool{true, false} {
		test.TapCanvas(b.Window.Canvas(), at)
		b.Settle()
		if s, _ := b.Agent.Settings(t.Context()); s.Hidden != want {
			t.Errorf("a press on the words: %v, want %v", s.Hidden, want)
		}
	}
	test.TapCanvas(b.Window.Canvas(), at.AddXY(200, -16)) // above the words, in the padding of the card
	b.Settle()
	if s, _ := b.Agent.Settings(t.Context()); !s.Hidden {
		t.Error("a press beside the words does nothing")
	}
}

// wordsAt is where a text stands.
func wordsAt(b *bench.Bench, text string) (at fyne.Position) {
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if p, ok := o.(*parts.Paragraph); ok && p.Text() == text {
			at = fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(4, 8)
		}
	})
	return at
}

// The person comes first, then the company; the login is beside the server.
func TestSettingsSayWhoIsSignedIn(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	b := bench.New(t, s)
	b.Tap("Settings")
	b.Expect("Claire Fontaine")
	b.ExpectNot("Hartmann Ltd")
	s.Account.Company = "Hartmann Ltd"
	b.UI.Render(s)
	b.Expect("Claire Fontaine", "Hartmann Ltd")
}

func TestSettingsKeepWhatOthersChanged(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	s, _ := b.Agent.Settings(t.Context())
	s.Notifications.SnoozeUntil = bench.Noon.Add(time.Hour) // by the tray's menu
	_ = b.Agent.SetSettings(t.Context(), s)
	b.Tap("Settings")
	b.Choose(2)
	s, _ = b.Agent.Settings(t.Context())
	if s.Appearance.Theme != "dark" || s.Notifications.SnoozeUntil.IsZero() {
		t.Errorf("%+v", s)
	}
}

// switches are whether each switch of the page is on.
func switches(b *bench.Bench) (on []bool) {
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if c, ok := o.(*parts.Switch); ok {
			on = append(on, c.Checked)
		}
	})
	return on
}

func chosen(b *bench.Bench) (options []string) {
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if c, ok := o.(*parts.Choice); ok {
			options = append(options, c.Selected)
		}
	})
	return options
}

func TestSettingsFollowWhatOthersChange(t *testing.T) {
	snap := fake.Snapshot(bench.Noon)
	b := bench.New(t, snap)
	b.Open("settings")
	before := switches(b)
	s, _ := b.Agent.Settings(t.Context())
	s.Playback.SkipSilence, s.Playback.Speed, s.Notifications.Private = true, 1.5, true
	s.Country, s.Language, s.Transcriber = "AT", "nl", []string{"/opt/listen"}
	_ = b.Agent.SetSettings(t.Context(), s)
	snap.Settings++
	b.UI.Render(snap)
	b.Settle()
	changed := 0
	for i, on := range switches(b) {
		if on != before[i] {
			changed++
		}
	}
	if changed != 2 {
		t.Errorf("%d switches have changed, want 2: %v, then %v", changed, before, switches(b))
	}
	for _, want := range []string{"1.5×", "Austria", "Nederlands", "listen"} {
		if !slices.Contains(chosen(b), want) {
			t.Errorf("chosen are %q without %q", chosen(b), want)
		}
	}
	if got, _ := b.Agent.Settings(t.Context()); got.Playback.Speed != 1.5 || got.Country != "AT" {
		t.Errorf("the window has changed it back: %+v", got)
	}
}

func TestAChangeOfOnesOwnIsNotTakenBack(t *testing.T) {
	snap := fake.Snapshot(bench.Noon)
	b := bench.New(t, snap)
	b.Open("settings")
	s, _ := b.Agent.Settings(t.Context())
	s.Country = "AT"
	_ = b.Agent.SetSettings(t.Context(), s)
	snap.Settings++
	b.Choose(2) // the dark theme, while the other's change is on its way
	b.UI.Render(snap)
	b.Settle()
	if got, _ := b.Agent.Settings(t.Context()); got.Appearance.Theme != "dark" || got.Country != "AT" ||
		!slices.Contains(chosen(b), "Austria") {
		t.Errorf("%+v, chosen are %q", got, chosen(b))
	}
}

func TestSignOutAsksFirst(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Settings")
	b.Tap("Sign out")
	b.ExpectAsked()
	b.PressOverlay("Sign out")
	b.ExpectAsked("signout")
	b.Expect("Sign in to your phone system")
}

func TestRefusedCallerIDIsSaid(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Change(func(s *inbox.Snapshot) { s.CallerID = inbox.CallerID{Manual: true, Number: "+33489879144"} })
	b.Settle()
	b.Tap("Settings")
	b.Agent.Fail("callerid", &control.Error{Code: control.Refused, Message: "This number is not yours."})
	b.Tap("Save") // nothing has changed
	b.ExpectAsked()
	b.Fill("+33 4 89 87 91 45")
	b.Tap("Save")
	b.ExpectAsked("callerid true +33489879145")
	b.Expect("This number is not yours.")
}

// Fields take the wheel, though they have nothing to scroll: the page stopped at them.
func TestThePageScrollsOverEachField(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Settings")
	b.Settle()
	var page *container.Scroll
	var fields []fyne.CanvasObject
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *container.Scroll:
			if o.Content.MinSize().Height > o.Size().Height {
				page = o
			}
		case *parts.Entry:
			fields = append(fields, o)
		}
	})
	if page == nil || len(fields) < 2 {
		t.Fatalf("%d fields in %v", len(fields), page)
	}
	driver := fyne.CurrentApp().Driver()
	for _, f := range fields {
		page.ScrollToTop()
		page.ScrollToOffset(fyne.NewPos(0, max(0, driver.AbsolutePositionForObject(f).Y-page.Size().Height/2)))
		before, at := page.Offset.Y, driver.AbsolutePositionForObject(f)
		test.Scroll(b.Window.Canvas(), at.AddXY(f.Size().Width/2, f.Size().Height/2), 0, -20)
		if page.Offset.Y != before+20 {
			t.Errorf("over %q: from %v to %v", f.(*parts.Entry).Hint(), before, page.Offset.Y)
		}
	}
}
