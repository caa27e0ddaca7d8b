package pages

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// personHead is the top of a pane: who it was, the number, and when.
type personHead struct {
	object fyne.CanvasObject
	face   *parts.Avatar
	name   *parts.Text
	number *parts.Text
	when   *parts.Text
	about  *parts.Text // company and the user's own note
}

func newPersonHead() *personHead {
	h := &personHead{
		face:   parts.NewAvatar("", 56),
		name:   parts.NewText("", parts.Style{Size: look.Title, Bold: true}),
		number: parts.NewText("", parts.Style{Color: look.Muted}),
		when:   parts.NewText("", parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}),
		about:  parts.NewText("", parts.Style{Color: look.Muted}),
	}
	h.object = parts.Border(nil, nil, parts.Pad(container.NewCenter(h.face), 0, 0, 0, look.L), nil,
		parts.Middle(parts.VBox(1, h.name, h.about, h.number, h.when)))
	h.about.Hide()
	return h
}

func (h *personHead) set(name, number, when string) {
	if number == name {
		number = ""
	}
	h.face.Set(faceOf(name))
	h.name.Set(name)
	h.number.Set(number)
	h.when.Set(when)
	if number == "" {
		h.number.Hide()
	} else {
		h.number.Show()
	}
}

// tell shows what the user's address books and the user say about the person.
func (h *personHead) tell(who inbox.Caller) {
	var facts []string
	for _, fact := range []string{who.Company, who.Note} {
		if fact = parts.Clean(fact); fact != "" {
			facts = append(facts, fact)
		}
	}
	h.about.Set(strings.Join(facts, " · "))
	if len(facts) == 0 {
		h.about.Hide()
	} else {
		h.about.Show()
	}
}

// faceOf is the name that an avatar has its initials from: nobody in particular has none.
func faceOf(name string) string {
	if name == desk.UnknownCaller() {
		return ""
	}
	return name
}
