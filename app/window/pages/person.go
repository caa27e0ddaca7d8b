package pages

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// party is whom an item is from or to, with what is needed to edit their name, note and marks.
type party struct {
	kind   inbox.ItemKind
	id     string // of the item
	name   string // as it is shown
	label  string // the platform's name for them
	number string // the key of name, note and marks; "" where there is none
	who    inbox.Caller
	told   func() // called after an edit; nil: nothing
}

func senderOf(v inbox.Voicemail) party {
	return party{kind: inbox.VoicemailItem, id: v.ID, name: v.Shown(), label: v.Label,
		number: firstOf(v.Number, v.Callback), who: v.Caller}
}

func otherSide(c inbox.Call) party {
	return party{kind: inbox.CallItem, id: c.ID, name: c.Shown(), label: c.Label,
		number: firstOf(c.Number, c.Callback), who: c.Caller}
}

func callerOf(f history.FollowUp) party {
	return party{kind: f.Kind, id: f.ID, name: f.Name, number: f.Number, who: f.Caller}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// personItems are the menu items about a caller. Edit opens the form for the name or, with true, the
// note.
func personItems(d *desk.Desk, p party, edit func(note bool)) []*fyne.MenuItem {
	note := lang.L("Add a note…")
	if p.who.Note != "" {
		note = lang.L("Edit the note…")
	}
	vip, mute := fyne.NewMenuItem(lang.L("VIP"), func() { setVIP(d, p, !p.who.VIP) }),
		fyne.NewMenuItem(lang.L("Muted"), func() { setMuted(d, p, !p.who.Muted) })
	favourite := fyne.NewMenuItem(lang.L("Favourite"), func() { setFavourite(d, p, !p.who.Favourite) })
	vip.Checked, mute.Checked, favourite.Checked = p.who.VIP, p.who.Muted, p.who.Favourite
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Rename…"), func() { edit(false) }),
		fyne.NewMenuItem(note, func() { edit(true) }),
		vip, mute, favourite,
	}
	for _, item := range items {
		item.Disabled = p.number == ""
	}
	if page := pageLabel(d); page != "" && p.id != "" {
		items = append(items, fyne.NewMenuItem(page, func() { d.OpenCallerPage(p.kind, p.id) }))
	}
	return items
}

// withPerson adds the items about a caller to a menu, after a separator.
func withPerson(items []*fyne.MenuItem, about []*fyne.MenuItem) []*fyne.MenuItem {
	return slices.Concat(items, []*fyne.MenuItem{fyne.NewMenuItemSeparator()}, about)
}

// pageLabel is what opening the user's own page for a caller is called; "" where there is none.
func pageLabel(d *desk.Desk) string {
	page := d.Preferences.Current.CallerPage
	switch {
	case page.URL == "":
		return ""
	case page.Label == "":
		return lang.L("Open caller's page")
	}
	return parts.Clean(page.Label)
}

func setVIP(d *desk.Desk, p party, on bool) {
	text := lang.L("{{.Name}} is no longer a VIP", named(d, p))
	if on {
		text = lang.L("{{.Name}} is a VIP: their calls and messages break through quiet hours", named(d, p))
	}
	was := p.who.VIP
	say(d, p, control.PersonRequest{VIP: &on}, control.PersonRequest{VIP: &was}, text)
}

func setMuted(d *desk.Desk, p party, on bool) {
	text := lang.L("{{.Name}} is no longer muted", named(d, p))
	if on {
		text = lang.L("{{.Name}} is muted: not announced and not counted", named(d, p))
	}
	was := p.who.Muted
	say(d, p, control.PersonRequest{Muted: &on}, control.PersonRequest{Muted: &was}, text)
}

func setFavourite(d *desk.Desk, p party, on bool) {
	text := lang.L("{{.Name}} is no longer a favourite", named(d, p))
	if on {
		text = lang.L("{{.Name}} is now a favourite, also in the tray's menu", named(d, p))
	}
	was := p.who.Favourite
	say(d, p, control.PersonRequest{Favourite: &on}, control.PersonRequest{Favourite: &was}, text)
}

func named(d *desk.Desk, p party) map[string]any {
	return map[string]any{"Name": parts.Clean(d.Book.Named(p.name))}
}

// rewrite changes name and note; nil leaves one as it is. An empty one is forgotten.
func rewrite(d *desk.Desk, p party, name, note *string) {
	was := control.PersonRequest{}
	text := lang.L("Note saved")
	if note != nil {
		was.Note = &p.who.Note
		if *note == "" {
			text = lang.L("Note removed")
		}
	}
	if name == nil {
		say(d, p, control.PersonRequest{Note: note}, was, text)
		return
	}
	text = lang.L("Renamed to {{.Name}}", map[string]any{"Name": parts.Clean(*name)})
	if *name == "" {
		text = lang.L("The name you gave this caller was removed")
	}
	d.Do(func(ctx context.Context) error {
		before := ownName(ctx, d, p)
		was.Name = &before
		return d.Agent.SetPerson(ctx, p.number, control.PersonRequest{Name: name, Note: note})
	}, func(err error) { said(d, p, was, text, err) })
}

// ownName is the name that the user gave a caller before; "" for none. One without a source is the user's own, unless
// it is the platform's.
func ownName(ctx context.Context, d *desk.Desk, p party) string {
	known, err := d.Agent.Lookup(ctx, p.number)
	if err != nil || known.Source != "" || known.Name == p.label {
		return ""
	}
	return known.Name
}

// say has the agent change what is known about a caller; was undoes it.
func say(d *desk.Desk, p party, change, was control.PersonRequest, text string) {
	d.Do(func(ctx context.Context) error { return d.Agent.SetPerson(ctx, p.number, change) },
		func(err error) { said(d, p, was, text, err) })
}

func said(d *desk.Desk, p party, was control.PersonRequest, text string, err error) {
	if err != nil {
		d.Report(err)
		return
	}
	p.wasTold()
	d.Frame.OfferUndo(text, desk.UndoKept, func() {
		d.Do(func(ctx context.Context) error { return d.Agent.SetPerson(ctx, p.number, was) }, func(err error) {
			d.Report(err)
			p.wasTold()
		})
	})
}

func (p party) wasTold() {
	if p.told != nil {
		p.told()
	}
}
