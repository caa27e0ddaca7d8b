package settingspage

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// settingText is the room that the words of a setting get beside its control; with less, the control is below.
const settingText = 150

// settingsWidth is the widest that a line of settings gets.
const settingsWidth = 640

// section puts a title over a card with lines of settings.
func section(title string, lines ...fyne.CanvasObject) fyne.CanvasObject {
	var column []fyne.CanvasObject
	for i, line := range lines {
		if i > 0 {
			column = append(column, parts.NewLine())
		}
		column = append(column, parts.Pad(line, look.M, look.M, look.L, look.L))
	}
	card := container.NewStack(parts.NewCard(look.Raised, look.Line, look.RadiusCard), parts.VBox(0, column...))
	head := parts.NewParagraph(title, parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted, Bold: true},
		settingMeasure)
	return parts.Group(parts.RoleGroup, title, parts.VBox(look.S, head, card))
}

// settingMeasure is the widest line of what a setting is.
const settingMeasure = 400

// setting is a line: what it is, what it does, and at the right the control.
func setting(name, help string, control fyne.CanvasObject) fyne.CanvasObject {
	label := parts.NewParagraph(name, parts.Style{}, settingMeasure)
	texts := parts.VBox(2, label)
	if help == "" {
		return parts.Beside(look.S, settingText, texts, parts.Labelled(label, "", control))
	}
	more := parts.NewParagraph(help, parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}, 330)
	texts.Add(more)
	return parts.Beside(look.S, settingText, texts, parts.Explained(label, more, control))
}

// wide gives a control a width for text of the usual size, and more for larger text, as far as the line is that wide.
func wide(control fyne.CanvasObject, width float32) fyne.CanvasObject {
	return parts.FixedWidth(control, func() float32 { return width * look.Scale() })
}

// toggle is a setting that is on or off. A change is told to also, unless that is nil.
func toggle(d *desk.Desk, name, help string, of func(*settings.Settings) *bool, also func(bool)) fyne.CanvasObject {
	s := parts.NewSwitch(*of(&d.Preferences.Current), func(on bool) {
		d.Preferences.Change(func(s *settings.Settings) { *of(s) = on })
		if also != nil {
			also(on)
		}
	})
	d.Preferences.Follow(func() {
		if on := *of(&d.Preferences.Current); on != s.Checked {
			s.Checked = on
			s.Refresh()
		}
	})
	return switched(name, help, s)
}

// switched is a setting with a switch. All of its line toggles it.
func switched(name, help string, s *parts.Switch) fyne.CanvasObject {
	return s.Line(setting(name, help, s), look.M)
}

// follow keeps a choice at what is set; chosen is its index, less than 0 where it is not among the options.
func follow(d *desk.Desk, c *parts.Choice, chosen func(settings.Settings) int) {
	set := func() {
		if i := chosen(d.Preferences.Current); i >= 0 && i < len(c.Options) && c.Options[i] != c.Selected {
			c.Selected = c.Options[i]
			c.Refresh()
		}
	}
	set()
	d.Preferences.Follow(set)
}

// followSegments keeps one of a few at what is set.
func followSegments(d *desk.Desk, c *parts.Segments, chosen func(settings.Settings) int) {
	set := func() { c.Preset(max(0, chosen(d.Preferences.Current))) }
	set()
	d.Preferences.Follow(set)
}
