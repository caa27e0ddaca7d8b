package pages

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// personHead is the top of a pane: who it was, the number, and when, what the user says about them, and the form to
// say it.
type personHead struct {
	desk   *desk.Desk
	object fyne.CanvasObject
	face   *parts.Avatar
	name   *parts.Text
	number *parts.Text
	when   *parts.Text
	about  *parts.Text       // company
	star   fyne.CanvasObject // of a VIP, and the space after it
	marks  *parts.Text       // VIP, muted
	note   *parts.Paragraph
	noted  fyne.CanvasObject // around the note
	page   *parts.Button     // opens the user's own page
	paged  fyne.CanvasObject // around that
	form   *personForm
	party  party
	shown  string // the name
}

func newPersonHead(d *desk.Desk) *personHead {
	caption := parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}
	h := &personHead{
		desk:   d,
		face:   parts.NewAvatar("", 56),
		name:   parts.NewText("", parts.Style{Size: look.Title, Bold: true}).Wraps(),
		number: parts.NewText("", parts.Style{Color: look.Muted}).Wraps(),
		when:   parts.NewText("", caption).Wraps(),
		about:  parts.NewText("", parts.Style{Color: look.Muted}).Wraps(),
		star:   parts.Pad(container.NewCenter(parts.NewIcon(look.IconStar, look.Accent, 18)), 0, 0, 0, look.XS),
		marks:  parts.NewText("", parts.Style{Size: theme.SizeNameCaptionText, Bold: true}).Wraps(),
		note:   parts.NewParagraph("", parts.Style{}, paneMax),
	}
	h.form = newPersonForm(d, func() { h.object.Refresh() })
	h.page = parts.NewButton("", "", parts.Plain, func() { d.OpenCallerPage(h.party.kind, h.party.id) })
	h.paged = parts.Flow(0, h.page)
	note := parts.Border(nil, nil, parts.Pad(parts.NewIcon(look.IconNote, look.Muted, 16), 2, 0, 0,
		look.S), nil, h.note)
	h.noted = container.NewStack(parts.NewCard(look.Raised, look.Line, look.Radius),
		parts.Pad(note, look.S, look.S, look.M, look.M))
	name := parts.Border(nil, nil, h.star, nil, parts.WithTip(h.name, h.name.Cut))
	who := parts.Border(nil, nil, parts.Pad(container.NewCenter(h.face), 0, 0, 0, look.L), nil,
		parts.Middle(parts.VBox(1, name, h.marks, h.about, h.number, h.when)))
	h.object = parts.VBox(look.M, who, h.noted, h.form.object, h.paged)
	h.tell(party{})
	return h
}

func (h *personHead) set(name, number, when string) {
	if number == name {
		number = ""
	}
	h.shown = name
	h.name.Set(name)
	h.number.Set(number)
	h.when.Set(when)
	parts.Show(h.number, number != "")
	parts.Show(h.when, when != "")
}

// tell shows what the address books and the user say about the person.
func (h *personHead) tell(p party) {
	h.party = p
	h.face.Set(faceOf(h.shown), p.who.Picture)
	h.form.keep(p)
	company, note := parts.Clean(p.who.Company), parts.Clean(p.who.Note)
	h.about.Set(company)
	parts.Show(h.about, company != "")
	h.note.Set(note)
	parts.Show(h.noted, note != "")
	var marks []string
	if p.who.VIP {
		marks = append(marks, lang.L("VIP"))
	}
	if p.who.Muted {
		marks = append(marks, lang.L("Muted"))
	}
	h.marks.Set(strings.Join(marks, " · "))
	parts.Show(h.marks, len(marks) > 0)
	parts.Show(h.star, p.who.VIP)
	page := pageLabel(h.desk)
	h.page.Set(page, "")
	parts.Show(h.paged, page != "" && p.id != "")
}

// edit opens the form about the one who is shown, for the name or, with note, for the note.
func (h *personHead) edit(note bool) {
	if h.party.number == "" {
		h.desk.Say(lang.L("No number is known for this caller."), desk.ToastShort)
		return
	}
	h.form.open(h.party, note)
}

// items are the menu items about the person who is shown.
func (h *personHead) items() []*fyne.MenuItem { return personItems(h.desk, h.party, h.edit) }

// faceOf is the name that an avatar has its initials from: nobody in particular has none.
func faceOf(name string) string {
	if name == desk.UnknownCaller() {
		return ""
	}
	return name
}
