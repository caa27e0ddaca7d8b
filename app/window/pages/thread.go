package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"istratray/app/clock"
	"istratray/app/figures"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
	"istratray/app/zone"
)

// threadLimit is how much of a caller's history a pane shows.
const threadLimit = 500

// thread is everything with one caller, in one column. A press on a voicemail plays it in place.
type thread struct {
	desk    *desk.Desk
	object  *fyne.Container
	title   *parts.Text
	reach   *parts.Text // when they usually answer
	list    *parts.List
	key     string
	entries []history.Entry
	index   map[string]int
}

func newThread(d *desk.Desk) *thread {
	t := &thread{desk: d, index: map[string]int{}}
	t.list = parts.NewList(parts.ListOptions{
		NewRow: func() fyne.CanvasObject { return parts.NewSlim() },
		Fill:   func(i int, row fyne.CanvasObject) { row.(*parts.Slim).Set(t.row(t.entries[i])) },
		Height: parts.SlimHeight,
		Key:    func(i int) string { return t.entries[i].ID() },
		Find:   func(id string) int { return find(t.index, id) },
		Click:  func(i int, _ fyne.Position) bool { return t.pressed(i) },
		Open:   func(i int) { t.pressed(i) },
		Keys:   d.Frame.Typed,
		Runes:  d.Frame.TypedRune,
		Now:    d.Now,
	})
	t.title = parts.NewText("", parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted, Bold: true}).Wraps()
	t.reach = parts.NewText("", parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}).Wraps()
	t.object = parts.Border(parts.VBox(look.S, parts.NewLine(),
		parts.Pad(parts.VBox(look.XS, t.title, t.reach), look.S, 0, look.XL, look.XL)), nil, nil, nil, t.list)
	return t
}

// show shows the thread of a caller, who is shown by this name.
func (t *thread) show(key, name string) {
	title := lang.L("History with {{.Name}}", map[string]any{"Name": name})
	t.title.Set(title)
	t.list.Rename(title)
	if key != t.key {
		t.list.Select(-1)
	}
	t.key = key
	t.entries = t.desk.Index.Thread(key, threadLimit)
	clear(t.index)
	for i, e := range t.entries {
		t.index[e.ID()] = i
	}
	t.reach.Set(reachOf(t.entries))
	parts.Show(t.reach, t.reach.Text() != "")
	t.list.SetItems(len(t.entries), nil)
	if len(t.entries) == 0 {
		t.object.Hide()
	} else {
		t.object.Show()
	}
}

// reachOf says at which hours a caller usually answers, where their calls tell.
func reachOf(entries []history.Entry) string {
	var calls []inbox.Call
	for _, e := range entries {
		if e.Call != nil {
			calls = append(calls, *e.Call)
		}
	}
	best, ok := figures.BestTime(calls, zone.Local())
	if !ok {
		return ""
	}
	return lang.L("Usually answers between {{.From}} and {{.To}}",
		map[string]any{"From": hourName(best.From), "To": hourName(best.To)})
}

func (t *thread) row(e history.Entry) parts.SlimData {
	d := parts.SlimData{Time: words.Moment(e.Time(), t.desk.Now())}
	if c := e.Call; c != nil {
		d.Icon, d.Tone, d.Text = callKind(*c)
		d.Text = lasting(d.Text, talked(*c))
		return d
	}
	v := e.Voicemail
	d.Icon, d.Tone, d.Text, d.Bold = look.IconPlay, look.Accent, lang.X("item.voicemail", "Voicemail"), !v.Read
	length := clock.Length(time.Duration(v.Seconds) * time.Second)
	if p := t.desk.Player.Playback; p.ID == v.ID && (p.Phase == desk.Playing || p.Phase == desk.Loading) {
		d.Icon, length = look.IconPause, clock.Length(p.Position)
	}
	d.Text = lasting(d.Text, length)
	return d
}

// lasting appends the length to the kind of item: beside the time of day it would look like another time.
func lasting(what, length string) string {
	if length == "" {
		return what
	}
	return what + ", " + length
}

// talked is how long a call was, or "".
func talked(c inbox.Call) string {
	if c.Seconds == 0 {
		return ""
	}
	return clock.Length(time.Duration(c.Seconds) * time.Second)
}

// pressed plays a voicemail; a call is only marked.
func (t *thread) pressed(i int) bool {
	v := t.entries[i].Voicemail
	if v == nil {
		return false
	}
	t.desk.Player.PlayPause(v.ID)
	return true
}
