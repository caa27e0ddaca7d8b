package gate

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/control"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// looksForNames is how long the system's address book may take to answer.
const looksForNames = 5 * time.Second

// welcome shows the pages to someone who has signed in. The first time there are two questions on the way; whoever
// skips them is not asked again.
func (g *Gate) welcome() {
	if !g.desk.Greet() {
		g.Render()
		return
	}
	g.asked = askGreeting
	if g.desk.Autostart == nil {
		g.askNames()
		return
	}
	g.offer(newStartQuestion(g))
}

// newStartQuestion asks whether the program is to start with the computer.
func newStartQuestion(g *Gate) fyne.CanvasObject {
	login := parts.NewSwitch(false, nil)
	label := parts.NewParagraph(lang.L("Open at login"), parts.Style{}, gateWidth)
	line := parts.Beside(look.S, 150, label, parts.Labelled(label,
		lang.L("When you sign in to this computer."), login))
	next := g.button(lang.L("Continue"), parts.Primary, g.askNames)
	g.asksAutostart(login)
	g.desk.Tell()
	return greetingCard(lang.L("You're signed in"),
		lang.L("You can close this window: Istra Tray stays in the tray and tells you about missed calls and voicemails."),
		parts.Pad(login.Line(line, look.S), look.S, look.S, 0, 0),
		parts.Equal(look.S, g.button(lang.L("Skip"), parts.Plain, g.Stay), next))
}

// asksAutostart shows the present state, and then sets what the user chooses.
func (g *Gate) asksAutostart(login *parts.Switch) {
	var on bool
	g.desk.Do(func(context.Context) (err error) {
		on, err = g.desk.Autostart.Enabled()
		return err
	}, func(err error) {
		login.SetChecked(on)
		login.OnChanged = func(on bool) {
			g.desk.Do(func(context.Context) error { return g.desk.Autostart.Set(on) }, func(err error) {
				if err != nil {
					g.desk.Say(lang.L("This couldn't be changed. Try the desktop's own settings."), desk.ToastLong)
				}
			})
		}
		if err != nil {
			g.desk.Logger.Warn("start with the computer", "err", err)
		}
	})
}

// askNames looks for an address book on this computer, and then asks about it, unless the user has one already.
func (g *Gate) askNames() {
	var have []control.ContactBook
	var found control.ContactsTest
	g.desk.Do(func(ctx context.Context) (err error) {
		if have, err = g.desk.Agent.Contacts(ctx); err != nil || len(have) > 0 {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, looksForNames)
		defer cancel()
		if found, err = g.desk.Agent.TestContacts(ctx, control.ContactsRequest{Kind: settings.System}); err != nil {
			g.desk.Logger.Debug("the system's address book", "err", err) // most have none
		}
		return nil
	}, func(err error) {
		switch {
		case g.asked != askGreeting: // left in the meantime
		case err != nil || len(have) > 0:
			g.Stay()
		default:
			g.offer(newNamesQuestion(g, found.People))
		}
	})
}

// newNamesQuestion offers the system's address book, where there are people in it, else to add one.
func newNamesQuestion(g *Gate, people int) fyne.CanvasObject {
	text := lang.L("Outside callers appear as numbers unless one of your address books knows them: a file, Nextcloud, your company's directory.")
	next := g.button(lang.L("Add an address book"), parts.Primary, func() {
		g.Stay()
		g.desk.Frame.Show(control.Show{Page: "settings", Item: "people"})
	})
	if people > 0 {
		text = lang.N("Outside callers appear as numbers unless an address book knows them. This computer's has {{.N}} people with a number.",
			people, map[string]any{"N": words.Number(people)})
		next = g.button(lang.L("Use it"), parts.Primary, g.useSystemBook)
	}
	return greetingCard(lang.L("Names instead of numbers"), text,
		parts.Equal(look.S, g.button(lang.L("Skip"), parts.Plain, g.Stay), next))
}

// useSystemBook adds it; the names come as they are read.
func (g *Gate) useSystemBook() {
	g.desk.Do(func(ctx context.Context) error {
		_, err := g.desk.Agent.AddContacts(ctx, control.ContactsRequest{Kind: settings.System,
			Name: lang.L("This computer")})
		return err
	}, g.desk.Report)
	g.Stay()
}

// greetingCard is a question that takes no keyboard: it is said aloud when it comes.
func greetingCard(title, text string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	question := parts.Announced(title+" "+text, parts.VBox(look.M,
		parts.NewParagraph(title, parts.Style{Size: theme.SizeNameSubHeadingText, Bold: true}, gateWidth),
		parts.NewParagraph(text, parts.Style{Color: look.Muted}, gateWidth)))
	answers := parts.Asked(title, text, parts.VBox(look.M, objects...)) // beside what is said: else it is said twice
	return container.NewStack(parts.NewCard(theme.ColorNameMenuBackground, look.Edge, look.RadiusCard),
		container.NewVScroll(parts.Pad(parts.VBox(look.M, question, answers), look.L, look.L, look.L, look.L)))
}

// corner puts its only object into the lower right corner of the pages, above what is below them.
type corner struct{ floor func() float32 }

const cornerWidth = gateWidth + 2*look.L

func (corner) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (c corner) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	card, floor := objects[0], c.floor()-look.M
	width := min(cornerWidth, size.Width-2*look.M)
	inside := card.(*fyne.Container).Objects[1].(*container.Scroll).Content
	for range 2 { // the height of a wrapped text is known only then
		card.Resize(fyne.NewSize(width, min(floor, inside.MinSize().Height)))
	}
	card.Move(fyne.NewPos(size.Width-width-look.M, max(0, floor-card.Size().Height)))
}
