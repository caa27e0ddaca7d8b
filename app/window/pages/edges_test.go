package pages_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/look"
)

func TestBesideAnEmptyListNobodyIsAskedToSelect(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Voicemails, s.Calls = nil, nil
	b := bench.New(t, s)
	for _, page := range []string{"voicemails", "calls", "followups"} {
		b.Open(page)
		b.Expect("Details appear here as soon as there is something in the list.")
		b.ExpectNot("Nothing selected")
	}
}

// No font has a letter for these.
const undrawn = "\U0010fffd\U0010fffd"

func TestANameThatCannotBeDrawnIsANumber(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Voicemails = s.Voicemails[:1]
	s.Voicemails[0].Label = undrawn
	s.Calls = s.Calls[:1]
	s.Calls[0].Label = undrawn
	b := bench.New(t, s)
	for _, page := range []string{"voicemails", "calls", "followups"} {
		b.Open(page)
		b.ExpectNot(undrawn, "□")
		if got := b.Names()[0]; got[0] != '+' {
			t.Errorf("%s: the caller is called %q", page, got)
		}
	}
}

func TestTheMenuOfARowFitsALowWindow(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Key(fyne.KeyHome) // to the list
	b.Key(desktop.KeyMenu)
	var menu *widget.PopUpMenu
	bench.Walk(b.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if m, ok := o.(*widget.PopUpMenu); ok {
			menu = m
		}
	})
	if menu == nil {
		t.Fatal("there is no menu")
	}
	if height := menu.MinSize().Height; height > 600 {
		t.Errorf("the menu is %v high", height)
	}
	lines := 0
	bench.Walk(menu, func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok && text.Text != "" {
			lines++
		}
	})
	if lines > 13 {
		t.Errorf("the menu has %d lines", lines)
	}
	menu.Hide()
}

func TestOfflineAMessageIsNotDrawnAsSilence(t *testing.T) {
	const hint = "Offline: the sound is not here yet."
	s := fake.Snapshot(bench.Noon)
	s.Connection = inbox.Connection{State: inbox.Offline}
	b := bench.New(t, s)
	b.Expect(hint)
	b.Agent.Change(func(s *inbox.Snapshot) { s.Connection.State = inbox.Online })
	b.Settle()
	b.ExpectNot(hint)
	b.Agent.Change(func(s *inbox.Snapshot) { s.Connection.State = inbox.Offline })
	b.Settle()
	b.ExpectNot(hint) // it was drawn, and that is kept
	b.Press(1, 0)
	b.Expect(hint)
}

func TestAMutedCallerIsFoundAndShownDimmed(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Voicemails[1].Caller = inbox.Caller{Name: "Nora Feld", Muted: true}
	s.Calls[1].Caller = inbox.Caller{Name: "Nora Feld", Muted: true}
	b := bench.New(t, s)
	for _, page := range []string{"voicemails", "calls"} {
		b.Open(page)
		b.Fill("nora")
		b.Settle()
		rows := b.Rows()
		if len(rows) != 1 || rows[0].Name != "Nora Feld" || !rows[0].Muted {
			t.Errorf("%s: found are %+v", page, rows)
		}
		bench.Walk(b.List(), func(o fyne.CanvasObject) {
			if name, ok := o.(*canvas.Text); ok && name.Text == "Nora Feld" && name.Color != look.Colour(look.Muted) {
				t.Errorf("%s: the name is not dimmed", page)
			}
		})
	}
}
