package pages

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/clock"
	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
	"istratray/app/zone"
)

// Voicemails is the list of messages and, beside it, the one that is chosen.
type Voicemails struct {
	listPage
	head   *pageHead
	field  *searchField
	filter *parts.Chips
	before history.MessageFilter // the filter of the list as shown
	pane   *voicemailPane
	items  []inbox.Voicemail
	zone   *time.Location // of their days
	play   bool           // the message that was asked for, as soon as it is there
	heard  heard
	folded history.Folded
}

// NewVoicemails makes the page.
func NewVoicemails(d *desk.Desk) *Voicemails {
	p := &Voicemails{folded: history.Folded{}, head: newPageHead(lang.L("Voicemail"))}
	p.head.action = parts.NewButton(lang.L("Mark all read"), "", parts.Quiet, p.markAllRead)
	p.field = newSearchField(d, p.asked(p.Render), p.Focus)
	p.filter = parts.NewChips(lang.L("Which messages"), []string{lang.X("filter.all", "All"),
		lang.X("filter.unread", "Unread"),
		lang.X("filter.urgent", "Urgent"), lang.X("filter.internal", "Internal")}, func(int) { p.asked(p.Render)() })
	p.pane = newVoicemailPane(d, p)
	p.build(d, options{
		name: lang.L("Messages"), head: p.head, field: p.field, below: []fyne.CanvasObject{p.filter},
		pane: &p.pane.detail, several: func() int { return len(p.list.Marked()) },
		show:   func(i int) { p.pane.show(p.items[i]) },
		row:    func(i int) parts.RowData { return p.row(p.items[i]) },
		key:    func(i int) string { return p.items[i].ID },
		empty:  p.empty,
		stays:  p.stays,
		found:  p.found,
		open:   func(i int) { d.Player.PlayPause(p.items[i].ID) },
		call:   func(i int) { d.Phone.Call(p.items[i].Dialable(), p.items[i].Shown()) },
		remove: func(int) { p.removeChosen() },
		menu:   p.menu,

		actions: p.actions,
		tip:     func(i int) string { return tipOf(p.row(p.items[i]), d.Book.Show(p.items[i].Number)) },
		bulk:    p.bulk(),
	})
	return p
}

// bulk is what can be done with several messages.
func (p *Voicemails) bulk() []*parts.Button {
	return []*parts.Button{
		parts.NewButton(lang.L("Mark read"), look.IconRead, parts.Quiet, func() { p.markChosen(true) }),
		parts.NewButton(lang.L("Mark unread"), look.IconUnread, parts.Quiet, func() { p.markChosen(false) }),
		parts.NewButton(lang.L("Save"), look.IconSave, parts.Quiet, func() { saveVoicemails(p.desk, p.chosen()) }),
		parts.NewButton(lang.L("Delete"), look.IconDelete, parts.Danger, p.removeChosen),
	}
}

// actions are what is offered at the end of a row.
func (p *Voicemails) actions(i int) []parts.RowAction {
	v := p.items[i]
	toggle, icon := desk.Idle.Toggle()
	if sound := p.desk.Player.Playback; sound.ID == v.ID {
		toggle, icon = sound.Phase.Toggle()
	}
	out := []parts.RowAction{{Name: toggle, Icon: icon, Do: func() { p.desk.Player.PlayPause(v.ID) }}}
	if v.Dialable() != "" {
		out = append(out, parts.RowAction{Name: lang.L("Call back"), Icon: look.IconCall,
			Do: func() { p.desk.Phone.Call(v.Dialable(), v.Shown()) }})
	}
	return append(out, parts.RowAction{Name: lang.L("Delete"), Icon: look.IconDelete, Do: func() {
		p.removeItems(inbox.VoicemailItem, v.Shown(), v.ID)
	}})
}

func (p *Voicemails) row(v inbox.Voicemail) parts.RowData {
	d := parts.RowData{
		Unread: !v.Read,
		Name:   p.desk.Book.Called(v.Shown(), v.Number, v.Callback),
		Detail: p.desk.Book.Show(v.Number),
		Time:   words.Clock(v.Time),
		What:   lang.X("item.voicemail", "Voicemail"),
		When:   words.Moment(v.Time, p.desk.Now()),
		Note:   clock.Length(time.Duration(v.Seconds) * time.Second),
	}
	d.Face = faceOf(d.Name)
	if v.Shown() == v.Number || v.Number == "" {
		d.Detail = lang.X("item.voicemail", "Voicemail")
	}
	d.VIP, d.Muted, d.Photo = v.VIP, v.Muted, v.Picture
	if said := excerpt(v.Transcript, p.field.Text); said != "" {
		d.Detail = said
	}
	if v.Urgent {
		d.Flag = lang.L("Urgent")
	}
	p.markSound(&d, v.ID)
	mark(&d, p.field.Text)
	return d
}

// Indexed is part of Page.
func (p *Voicemails) Indexed() { p.selected(p.list.Cursor()) }

// Render is part of Page. It takes over the snapshot's list.
func (p *Voicemails) Render() {
	snap, before, here := p.desk.Snap, p.items, p.zone
	p.items, p.zone = history.Messages(snap.Voicemails, p.query(), p.desk.Book), zone.Local()
	if p.again || len(p.items) == 0 || p.zone != here || !inbox.SameList(p.items, before) {
		days := history.Days(len(p.items), func(i int) time.Time { return p.items[i].Time })
		p.fill(len(p.items), keyed(len(p.items), p.options.key), sections(days, p.desk.Now))
	} else {
		p.list.Refill()
	}
	p.filter.SetCount(int(history.Unread), snap.Counts.UnreadVoicemails)
	p.head.set(summary(p.inList()), slices.ContainsFunc(p.items, isUnread))
	p.settle()
}

// inList counts what the list is about: with search or filter what they leave, else all.
func (p *Voicemails) inList() (unread, all int) {
	snap := p.desk.Snap
	if p.field.Text == "" && p.filter.Chosen() == 0 {
		return snap.Counts.UnreadVoicemails, remaining(snap.Voicemails, hiddenIDs(snap.Deleting, inbox.VoicemailItem))
	}
	for _, v := range p.items {
		if !v.Read {
			unread++
		}
	}
	return unread, len(p.items)
}

// query is what search and filter mean. What is chosen or plays stays where only unread ones are shown: it has just
// been read.
func (p *Voicemails) query() history.MessageQuery {
	filter, keep := history.MessageFilter(p.filter.Chosen()), map[string]bool{}
	if filter == p.before {
		keep[p.desk.Player.Playback.ID] = true
		for _, id := range p.list.Marked() {
			keep[id] = true
		}
	}
	p.before = filter
	return history.MessageQuery{
		Text: p.field.Text, Filter: filter, Keep: keep, Folded: p.folded,
		Hidden: hiddenIDs(p.desk.Snap.Deleting, inbox.VoicemailItem),
	}
}

// remaining is how many messages are left without those that are about to be deleted, which the agent may have taken
// out already.
func remaining(all []inbox.Voicemail, hidden map[string]bool) int {
	n := len(all)
	for _, v := range all {
		if hidden[v.ID] {
			n--
		}
	}
	return n
}

func isUnread(v inbox.Voicemail) bool { return !v.Read }

func summary(unread, all int) string {
	switch {
	case all == 0:
		return ""
	case unread >= all: // the count of a new message comes before the message
		return lang.N("{{.N}} new", unread, map[string]any{"N": words.Number(unread)})
	case unread > 0:
		return lang.L("{{.Unread}} new of {{.All}}", map[string]any{"Unread": words.Number(unread),
			"All": words.Number(all)})
	}
	return lang.N("{{.N}} messages", all, map[string]any{"N": words.Number(all)})
}

// empty is why there is no message to show.
func (p *Voicemails) empty() fyne.CanvasObject {
	switch {
	case !p.desk.Snap.Mailbox.Known:
		return waiting(p.desk)
	case p.field.Text != "":
		return nothingFound(p.showAll)
	case p.filter.Chosen() == int(history.Unread):
		return parts.NewEmpty(look.IconDone, lang.L("You're all caught up"),
			lang.L("You have listened to every message."),
			parts.NewButton(lang.L("Show all"), "", parts.Plain, p.showAll))
	case p.filter.Chosen() != 0:
		return noneOfThese(look.IconVoicemail, lang.L("There are no messages of this kind."), p.showAll)
	}
	return parts.NewEmpty(look.IconVoicemail, lang.L("No messages"),
		lang.L("When you don't pick up, callers can leave a message. It appears here the moment they hang up."))
}

// showAll ends search and filter.
func (p *Voicemails) showAll() {
	p.filter.Choose(0)
	p.field.SetText("")
	p.Focus()
}

// Show is part of Page. The message is played, too, if that is asked for.
func (p *Voicemails) Show(s control.Show) {
	p.play = s.Play
	p.choose(s.Item)
}

func (p *Voicemails) found(i int) {
	if p.play {
		p.play = false
		p.desk.Player.Start(p.items[i].ID)
	}
}

// Sounded is part of Page.
func (p *Voicemails) Sounded() {
	p.pane.player.render()
	p.listPage.Sounded()
	if now := (heard{p.desk.Player.Playback.ID, p.desk.Player.Playback.Phase}); now != p.heard {
		p.heard = now
		p.list.Refill()
	}
}

// heard is the state of the player as the rows show it.
type heard struct {
	id    string
	phase desk.Phase
}

// Shows reports whether a message has its own player in view, as long as the page is.
func (p *Voicemails) Shows(id string) bool {
	return p.split.paneShown() && p.pane.opened() && p.pane.v.ID == id
}

// Tick is for what changes by itself.
func (p *Voicemails) Tick() {
	if p.pane.opened() {
		p.pane.player.said.tick()
	}
}

// stays keeps a message in the pane that was deleted elsewhere while it plays, until another one is chosen.
func (p *Voicemails) stays() bool {
	if !p.pane.opened() || !p.pane.player.lost() {
		return false
	}
	p.pane.show(p.desk.Player.Message)
	return true
}

// markSound marks the row of what plays or is paused.
func (p *Voicemails) markSound(d *parts.RowData, id string) {
	switch sound := p.desk.Player.Playback; {
	case sound.ID != id:
	case sound.Phase == desk.Paused:
		d.Sound, d.Plays = look.IconPause, lang.L("paused")
	case sound.Phase.Sounding():
		d.Sound, d.Plays = look.IconPlaying, lang.L("playing")
	}
}

// nextUnread is the newest message not heard yet, other than the one that is chosen.
func (p *Voicemails) nextUnread() (inbox.Voicemail, bool) {
	chosen := p.list.Cursor()
	for i, v := range p.items {
		if !v.Read && i != chosen {
			return v, true
		}
	}
	return inbox.Voicemail{}, false
}

// PlayNext chooses the next message not heard yet and plays it.
func (p *Voicemails) PlayNext() {
	if v, ok := p.nextUnread(); ok {
		p.list.Select(find(p.at, v.ID))
		p.desk.Player.Start(v.ID)
	}
}

// markAllRead marks those that the search and the filter show.
func (p *Voicemails) markAllRead() {
	markSeveral(p.desk, p.items, true)
}

// chosen are the marked messages, newest first.
func (p *Voicemails) chosen() []inbox.Voicemail {
	var out []inbox.Voicemail
	for _, id := range p.list.Marked() {
		if i := find(p.at, id); i >= 0 {
			out = append(out, p.items[i])
		}
	}
	inbox.Sort(out)
	return out
}

func (p *Voicemails) removeChosen() {
	var ids []string
	for _, v := range p.chosen() {
		ids = append(ids, v.ID)
	}
	if i := p.list.Cursor(); i >= 0 {
		p.removeItems(inbox.VoicemailItem, p.items[i].Shown(), ids...)
	}
}

// Key is part of Page.
func (p *Voicemails) Key(ev *fyne.KeyEvent) bool {
	i := p.list.Cursor()
	if i < 0 {
		return false
	}
	switch ev.Name {
	case fyne.KeySpace:
		p.desk.Player.PlayPause(p.items[i].ID)
	case fyne.KeyLeft:
		p.pane.player.jump(-skip)
	case fyne.KeyRight:
		p.pane.player.jump(skip)
	default:
		return p.listPage.Key(ev)
	}
	return true
}

// Chord is part of Page.
func (p *Voicemails) Chord(key fyne.KeyName) {
	i := p.list.Cursor()
	if i < 0 {
		return
	}
	switch key {
	case fyne.KeyN:
		p.PlayNext()
	case fyne.KeyU:
		p.markChosen(!p.items[i].Read)
	default:
		p.listPage.Chord(key)
	}
}
