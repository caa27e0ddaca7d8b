package settingspage

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// callingSection is how calls are placed.
type callingSection struct {
	desk    *desk.Desk
	object  fyne.CanvasObject
	phone   *parts.Choice
	ids     []string // of the phones in the select
	manual  *parts.Segments
	number  *parts.Entry
	save    *parts.Button
	alert   *parts.Alert
	shown   inbox.CallerID
	started bool
}

func newCallingSection(d *desk.Desk) *callingSection {
	s := &callingSection{desk: d, phone: parts.NewChoice(), number: parts.NewEntry(d.Frame.Takes),
		alert: parts.NewAlert(settingsWidth / 2)}
	s.phone.OnChanged = func(string) {
		if i := s.phone.SelectedIndex(); i >= 0 && s.ids[i] != d.Snap.Phone {
			d.Preferences.ChoosePhone(s.ids[i])
		}
	}
	s.manual = parts.NewSegments([]string{lang.L("Follow presence"), lang.L("This number")}, func(int) { s.enable() })
	s.number.SetPlaceHolder("+33 4 89 87 91 44")
	numberName := parts.NewText(lang.L("This number"), parts.Style{}) // it stands in the choice above, too
	s.save = parts.NewButton(lang.L("Save"), "", parts.Plain, s.send)
	s.number.OnChanged = func(string) { s.enable() }
	callerID := parts.VBox(look.S, wide(s.manual, 220),
		parts.Labelled(numberName, "", wide(parts.Wheeled(s.number), 220)), container.NewHBox(s.save))
	s.object = section(lang.L("Calls"),
		setting(lang.L("Call from"), lang.L("The phone that rings when you call from here."),
			wide(s.phone, 220)),
		parts.VBox(look.S, setting(lang.L("Caller ID"), lang.L("The number people see when you call."),
			callerID), s.alert),
		setting(lang.L("Country"), lang.L("Used to read and format phone numbers."),
			wide(countryChoice(d), 220)),
	)
	return s
}

func (s *callingSection) render() {
	snap := s.desk.Snap
	s.ids = s.ids[:0]
	var labels []string
	selected := ""
	for _, phone := range snap.Phones {
		s.ids = append(s.ids, phone.ID)
		labels = append(labels, parts.Clean(phone.Label))
		if phone.ID == snap.Phone {
			selected = labels[len(labels)-1]
		}
	}
	s.phone.SetOptions(labels)
	s.phone.Selected = selected
	s.phone.Refresh()
	if !s.started || s.shown != snap.CallerID { // else it would undo what is being typed
		s.started, s.shown = true, snap.CallerID
		chosen := 0
		if snap.CallerID.Manual {
			chosen = 1
		}
		s.manual.Preset(chosen)
		s.number.SetText(snap.CallerID.Number)
	}
	s.enable()
}

// enable offers the field where the number in it counts, and Save where something has changed.
func (s *callingSection) enable() {
	manual := s.manual.Chosen() == 1
	if manual {
		s.number.Enable()
	} else {
		s.number.Disable()
	}
	s.save.SetEnabled(manual != s.shown.Manual || manual && s.number.Text != s.shown.Number)
}

// send asks the platform to present the number; it has rules of its own.
func (s *callingSection) send() {
	id := inbox.CallerID{Manual: s.manual.Chosen() == 1}
	if id.Manual {
		c := s.desk.Book.Check(s.number.Text)
		if c.Verdict == numbers.Refuse {
			s.alert.Set(desk.Objection(c.Reason))
			return
		}
		id.Number = s.desk.Book.Key(c.Number)
	}
	s.save.SetEnabled(false)
	s.desk.Do(func(ctx context.Context) error { return s.desk.Agent.SetCallerID(ctx, id) }, func(err error) {
		s.enable()
		if err != nil {
			s.alert.Set(desk.Explain(err))
			return
		}
		s.alert.Set("")
		s.desk.Say(lang.L("Saved"), desk.ToastShort)
	})
}

// countryChoice offers what is found by itself, and then each country by its name.
func countryChoice(d *desk.Desk) *parts.Choice {
	countries := words.Countries(numbers.Countries())
	choice := parts.NewChoice(lang.L("Automatic"))
	for _, c := range countries {
		choice.Options = append(choice.Options, c.Name)
	}
	follow(d, choice, func(s settings.Settings) int {
		return 1 + slices.IndexFunc(countries, func(c words.Country) bool { return c.Code == s.Country })
	})
	choice.OnChanged = func(string) {
		code := ""
		if i := choice.SelectedIndex(); i > 0 {
			code = countries[i-1].Code
		}
		d.Preferences.Change(func(s *settings.Settings) { s.Country = code })
		d.Reindex()
	}
	return choice
}
