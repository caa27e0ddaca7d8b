package settingspage

import (
	"context"

	"fyne.io/fyne/v2"

	"istratray/app/seat"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// lookForChooser finds out whether the desktop has a window for choosing files, and shows the buttons for it if so.
func (s *peopleSection) lookForChooser() {
	chooser := s.desk.Chooser
	if chooser == nil || s.choosing {
		return
	}
	there := false
	s.desk.Do(func(ctx context.Context) error {
		there = chooser.Available(ctx)
		return nil
	}, func(error) {
		if s.choosing = there; there && s.chooseButtons != nil {
			s.chooseButtons.Show()
			s.object.Refresh()
		}
	})
}

// choosers are the buttons that open the desktop's window for choosing a file or a folder. Where there is none, the
// field completes what is typed.
func (f *bookForm) choosers() fyne.CanvasObject {
	button := func(label string, folder bool) *parts.Button {
		b := parts.NewButton(label, "", parts.Plain, func() { f.choose(folder) })
		b.OnEscape(f.section.close)
		return b
	}
	buttons := parts.Flow(look.S, button(lang.L("Choose a file…"), false), button(lang.L("Choose a folder…"), true))
	f.section.chooseButtons = buttons
	parts.Show(buttons, f.section.choosing)
	return buttons
}

// choose puts what a person chooses into the field for a path.
func (f *bookForm) choose(folder bool) {
	d, field := f.section.desk, f.fields.path
	question := seat.Choice{Title: lang.L("Add an address book"), Folder: folder, Kind: "vCard, CSV",
		Patterns: []string{"*.vcf", "*.vcard", "*.csv", "*.VCF", "*.CSV"}, Parent: d.Chooser.Parent()}
	path := ""
	d.Do(func(ctx context.Context) (err error) {
		path, err = d.Chooser.Choose(ctx, question)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			d.Logger.Warn("choosing a file", "err", err)
			field.Fault(lang.L("The desktop's window for choosing files can't be used. Type the path."))
		case path != "":
			field.SetText(path)
		}
		field.Focus()
	})
}
