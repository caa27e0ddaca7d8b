package view

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"istratray/app/inbox"
	"istratray/app/window/history"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// voicemailPage is the list of messages and, beside it, the one that is chosen.
type voicemailPage struct {
	ui     *UI
	split  *split
	head   *pageHead
	field  *searchField
	filter *parts.Segments
	before history.MessageFilter // the one that the list was made with
	list   *parts.List
	body   *fyne.Container // the list, or what there is instead
	pane   *voicemailPane
	items  []inbox.Voicemail
	index  map[string]int
	wanted wanted
	heard  heard
	cursor int // of the last selection: after a deletion the next one is chosen
}

func newVoicemailPage(u *UI) *voicemailPage {
	p := &voicemailPage{ui: u, index: map[string]int{}}
	p.head = newPageHead(lang.L("Voicemail"))
	p.head.action = parts.NewButton(lang.L("Mark all read"), "", parts.Quiet, p.markAllRead)
	p.field = newSearchField(u, lang.L("Search names and numbers"), p.render, func() { p.focus() })
	p.filter = parts.NewSegments([]string{lang.X("filter.all", "All"), lang.X("filter.unread", "Unread"), lang.X("filter.urgent", "Urgent")},
		func(int) { p.render() })
	p.filter.SetName(lang.L("Which messages"))
	p.list = parts.NewList(parts.ListOptions{
		Name:   lang.L("Messages"),
		NewRow: func() fyne.CanvasObject { return parts.NewRow() },
		Fill:   func(i int, row fyne.CanvasObject) { row.(*parts.Row).Set(p.row(p.items[i])) },
		Height: parts.RowHeight,
		Key:    func(i int) string { return p.items[i].ID },
		Find:   func(id string) int { return find(p.index, id) },
		Select: p.selected,
		Pick:   func(int) { p.split.open() },
		Open:   func(i int) { u.playPause(p.items[i].ID) },
		Menu:   p.menu,
		Keys:   u.typed,
		Runes:  u.typedRune,
		Now:    u.Now,
	})
	p.pane = newVoicemailPane(u, p)
	p.body = container.NewStack(p.list)
	p.split = newSplit(u, parts.Border(p.head.build(p.field, p.filter), nil, nil, nil, p.body), p.pane.object)
	return p
}

// find is the index of an ID, or -1.
func find(index map[string]int, id string) int {
	if i, ok := index[id]; ok {
		return i
	}
	return -1
}

func (p *voicemailPage) row(v inbox.Voicemail) parts.RowData {
	d := parts.RowData{
		Unread: !v.Read,
		Name:   p.ui.named(v.Shown()),
		Detail: p.ui.book.Show(v.Number),
		Time:   words.Clock(v.Time),
		What:   lang.X("item.voicemail", "Voicemail"),
		When:   words.Moment(v.Time, p.ui.Now()),
		Note:   words.Length(time.Duration(v.Seconds) * time.Second),
	}
	d.Face = faceOf(d.Name)
	if v.Shown() == v.Number || v.Number == "" {
		d.Detail = lang.X("item.voicemail", "Voicemail")
	}
	if v.Urgent {
		d.Flag = lang.L("Urgent")
	}
	p.markSound(&d, v.ID)
	return d
}

func (p *voicemailPage) object() fyne.CanvasObject { return p.split.object }

func (p *voicemailPage) focus() {
	if len(p.items) > 0 {
		p.ui.Window.Canvas().Focus(p.list)
	}
}

func (p *voicemailPage) search() { p.ui.Window.Canvas().Focus(p.field) }

func (p *voicemailPage) indexed() { p.selected(p.list.Cursor()) }

// render takes over the snapshot's list.
func (p *voicemailPage) render() {
	p.items = history.Messages(p.ui.snap.Voicemails, p.query(), p.ui.book)
	clear(p.index)
	for i := range p.items {
		p.index[p.items[i].ID] = i
	}
	now := p.ui.Now()
	days := history.Days(len(p.items), func(i int) time.Time { return p.items[i].Time })
	p.list.SetItems(len(p.items), sections(days, now))
	p.fillBody()
	unread := p.ui.snap.Counts.UnreadVoicemails
	all := len(p.ui.snap.Voicemails) - len(hiddenIDs(p.ui.snap.Deleting, inbox.VoicemailItem))
	p.head.set(summary(unread, all), slices.ContainsFunc(p.items, isUnread))
	if p.wanted.id != "" && find(p.index, p.wanted.id) >= 0 {
		p.choose(p.wanted.id, p.wanted.play)
		return
	}
	if p.list.Cursor() < 0 && len(p.items) > 0 {
		p.list.Select(min(p.cursor, len(p.items)-1))
		return
	}
	p.selected(p.list.Cursor())
}

// sections gives days their titles.
func sections(days []history.Day, now time.Time) []parts.Section {
	out := make([]parts.Section, len(days))
	for i, d := range days {
		out[i] = parts.Section{Title: words.Day(d.Time, now), Start: d.Start}
	}
	return out
}

// query is what search and filter mean. What is chosen or plays stays where only unread ones are shown: it has just been read.
func (p *voicemailPage) query() history.MessageQuery {
	filter, keep := history.MessageFilter(p.filter.Chosen()), map[string]bool{}
	if filter == p.before {
		keep[p.ui.playback.ID] = true
		for _, id := range p.list.Marked() {
			keep[id] = true
		}
	}
	p.before = filter
	return history.MessageQuery{
		Text: p.field.Text, Filter: filter, Keep: keep,
		Hidden: hiddenIDs(p.ui.snap.Deleting, inbox.VoicemailItem),
	}
}

func isUnread(v inbox.Voicemail) bool { return !v.Read }

func summary(unread, all int) string {
	switch {
	case all == 0:
		return ""
	case unread > 0:
		return lang.L("{{.Unread}} new of {{.All}}", map[string]any{"Unread": words.Number(unread), "All": words.Number(all)})
	}
	return lang.N("{{.N}} messages", all, map[string]any{"N": words.Number(all)})
}

// fillBody shows the list, or why there is none.
func (p *voicemailPage) fillBody() {
	var content fyne.CanvasObject = p.list
	switch {
	case len(p.items) > 0:
	case !p.ui.snap.Mailbox.Known:
		content = waiting(p.ui)
	case p.field.Text != "", p.filter.Chosen() != 0:
		content = nothingFound()
	default:
		content = parts.NewEmpty(look.IconVoicemail, lang.L("No messages"),
			lang.L("When you don't pick up, callers can leave a message. It appears here the moment they hang up."))
	}
	put(p.body, content)
}

func (p *voicemailPage) selected(i int) {
	if i < 0 || i >= len(p.items) {
		p.pane.clear(len(p.items) > 0)
		p.split.close()
		return
	}
	p.cursor = i
	if n := len(p.list.Marked()); n > 1 {
		p.pane.showSeveral(n)
		return
	}
	p.pane.show(p.items[i])
	p.ui.frame.bar.render()
}

// wanted is a message that was asked for and is not in the list yet.
type wanted struct {
	id   string // "" for none
	play bool
}

// choose brings a message into view, and plays it if asked to; as soon as it is there.
func (p *voicemailPage) choose(id string, play bool) {
	i := find(p.index, id)
	if i < 0 {
		p.wanted = wanted{id, play}
		return
	}
	p.wanted = wanted{}
	p.list.Select(i)
	if play {
		p.ui.play(id, 0)
	}
}

func (p *voicemailPage) sounded() {
	p.pane.sounded()
	if now := (heard{p.ui.playback.ID, p.ui.playback.Phase}); now != p.heard {
		p.heard = now
		p.list.Refill()
	}
}

// heard is what the rows say of the player.
type heard struct {
	id    string
	phase Phase
}

// shows tells whether a message is in view, with its own player.
func (p *voicemailPage) shows(id string) bool {
	return p.ui.frame.current == pageVoicemails && p.split.paneShown() && p.pane.v.ID == id
}

// markSound marks the row of what plays or is paused.
func (p *voicemailPage) markSound(d *parts.RowData, id string) {
	switch sound := p.ui.playback; {
	case sound.ID != id:
	case sound.Phase == Paused:
		d.Sound, d.Plays = look.IconPause, lang.L("paused")
	case p.ui.sounding():
		d.Sound, d.Plays = look.IconVolume, lang.L("playing")
	}
}

// nextUnread is the newest message not heard yet, other than the one that is chosen.
func (p *voicemailPage) nextUnread() (inbox.Voicemail, bool) {
	chosen := p.list.Cursor()
	for i, v := range p.items {
		if !v.Read && i != chosen {
			return v, true
		}
	}
	return inbox.Voicemail{}, false
}

// playNext chooses the next message not heard yet and plays it.
func (p *voicemailPage) playNext() {
	if v, ok := p.nextUnread(); ok {
		p.list.Select(find(p.index, v.ID))
		p.ui.play(v.ID, 0)
	}
}

// markAllRead marks those that the search and the filter show.
func (p *voicemailPage) markAllRead() {
	p.ui.markSeveral(p.items, true)
}

// chosen are the marked messages, newest first.
func (p *voicemailPage) chosen() []inbox.Voicemail {
	var out []inbox.Voicemail
	for _, id := range p.list.Marked() {
		if i := find(p.index, id); i >= 0 {
			out = append(out, p.items[i])
		}
	}
	slices.SortFunc(out, func(a, b inbox.Voicemail) int { return b.Time.Compare(a.Time) })
	return out
}

func (p *voicemailPage) removeChosen() {
	var ids []string
	for _, v := range p.chosen() {
		ids = append(ids, v.ID)
	}
	if i := p.list.Cursor(); i >= 0 {
		p.ui.remove(inbox.VoicemailItem, p.items[i].Shown(), ids...)
	}
}

func (p *voicemailPage) key(ev *fyne.KeyEvent) bool {
	i := p.list.Cursor()
	if i < 0 {
		return false
	}
	switch ev.Name {
	case fyne.KeySpace:
		p.ui.playPause(p.items[i].ID)
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.removeChosen()
	case fyne.KeyLeft:
		p.pane.player.jump(-skip)
	case fyne.KeyRight:
		p.pane.player.jump(skip)
	default:
		return false
	}
	return true
}

func (p *voicemailPage) chord(key fyne.KeyName) {
	i := p.list.Cursor()
	if i < 0 {
		return
	}
	switch key {
	case fyne.KeyA:
		p.list.MarkAll()
	case fyne.KeyN:
		p.playNext()
	case fyne.KeyU:
		p.markChosen(!p.items[i].Read)
	case fyne.KeyC:
		p.ui.call(p.items[i].Dialable(), p.items[i].Shown())
	}
}

func (u *UI) voicemail(id string) (inbox.Voicemail, bool) {
	i := slices.IndexFunc(u.snap.Voicemails, func(v inbox.Voicemail) bool { return v.ID == id })
	if i < 0 {
		return inbox.Voicemail{}, false
	}
	return u.snap.Voicemails[i], true
}
