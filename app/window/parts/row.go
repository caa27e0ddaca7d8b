package parts

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/lang"
	"istratray/app/window/look"
)

// RowData is what a Row shows: who, what, when.
type RowData struct {
	Unread bool // dot before, bold title
	Name   string
	Face   string              // whose initials the avatar has; "" for the sign of someone unknown
	Photo  string              // the file of a round picture in their place; "" for none
	Detail string              // second line
	Icon   look.IconName       // before the second line; "" for none
	Tone   fyne.ThemeColorName // of icon and second line; "" is muted
	Time   string
	Note   string        // below the time
	Flag   string        // a word in red before the note; "" for none
	Count  int           // how many the row stands for; shown from 2 on
	Open   bool          // the rows of a group are shown below
	What   string        // for screen readers, where the second line doesn't say: what it is
	When   string        // and the time in full, where the day is only in a heading above
	Inner  bool          // one of a group: no avatar
	Sound  look.IconName // after the name, of what plays or is paused; "" for none
	Plays  string        // the same in words
	VIP    bool          // a star before the name
	Muted  bool          // dimmed

	NameFound, DetailFound Found // what a search found in them
}

// Span is a piece of a text, in runes: from the first one to before another.
type Span struct{ From, To int }

// Found are pieces of a text; an empty one ends them.
type Found [4]Span

// Row is one line of a list of messages or calls, in fixed columns.
type Row struct {
	widget.BaseWidget
	data   RowData
	acting float32 // the room at the end for what can be done with it, in place of time and note
}

// The icons within a row, beside text of the usual size.
const (
	foldSize = 16
	starSize = 14
)

// FoldZone is how far from the right end of a row a press means the icon that folds a group.
const FoldZone float32 = 40

func foldIcon(open bool) look.IconName {
	if open {
		return look.IconUp
	}
	return look.IconDown
}

// NewRow makes an empty row.
func NewRow() *Row {
	r := &Row{}
	r.ExtendBaseWidget(r)
	return r
}

// RowHeight is the height of a row in a list, as the theme is now.
func RowHeight() float32 {
	return look.LineHeight(theme.SizeNameText) + look.LineHeight(theme.SizeNameCaptionText) + 2*look.M + 2
}

// Set changes what the row shows; equal data cost nothing.
func (r *Row) Set(data RowData) {
	if data != r.data {
		r.data = data
		r.Refresh()
	}
}

// SetActing makes room at the end for what can be done with the row, or with 0 shows time and note again.
func (r *Row) SetActing(room float32) {
	if room != r.acting {
		r.acting = room
		r.Refresh()
	}
}

// Data is what the row shows.
func (r *Row) Data() RowData { return r.data }

// AccessibilityLabel is who, what and when, in one sentence.
func (r *Row) AccessibilityLabel() string {
	d := r.data
	words := []string{d.Name}
	if d.Unread {
		words = append(words, lang.L("unread"))
	}
	if d.VIP {
		words = append(words, lang.L("VIP"))
	}
	if d.Muted {
		words = append(words, lang.L("muted"))
	}
	words = append(words, d.Plays)
	words = append(words, d.Flag, d.What, d.Detail)
	if d.Count > 1 {
		words = append(words, "×"+strconv.Itoa(d.Count))
	}
	if d.When != "" {
		d.Time = d.When
	}
	return sentence(append(words, d.Time, d.Note)...)
}

// AccessibilityRole is part of fyne.Accessible.
func (r *Row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// sentence joins what there is to say, each thing once.
func sentence(words ...string) string {
	var said []string
	for _, word := range words {
		if word != "" && !slices.Contains(said, word) {
			said = append(said, word)
		}
	}
	return strings.Join(said, ", ")
}

// CreateRenderer is part of fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	caption := theme.SizeNameCaptionText
	rr := &rowRenderer{
		row: r, dot: canvas.NewCircle(nil), face: NewAvatar("", 36),
		icon:   NewIcon(look.IconIncoming, look.Muted, 14),
		name:   NewText("", Style{}),
		detail: NewText("", Style{Size: caption, Color: look.Muted}),
		time:   NewFixedText("", Style{Size: caption, Color: look.Muted}),
		note:   NewFixedText("", Style{Size: caption, Color: look.Muted}),
		flag:   NewFixedText("", Style{Size: caption, Color: look.Danger, Bold: true}),
		count:  NewFixedText("", Style{Size: caption, Color: look.Muted, Bold: true}),
		fold:   NewIcon(look.IconDown, look.Muted, foldSize),
		star:   NewIcon(look.IconStar, look.Accent, starSize),
		sound:  NewIcon(look.IconPlaying, look.Accent, foldSize),
	}
	for i := range rr.found {
		rr.found[i] = canvas.NewRectangle(nil)
	}
	rr.Refresh()
	return rr
}

type rowRenderer struct {
	row                            *Row
	dot                            *canvas.Circle
	face                           *Avatar
	icon                           *Icon
	name, detail, time, note, flag *Text
	count                          *Text
	fold, sound, star              *Icon
	found                          [2 * len(Found{})]*canvas.Rectangle // behind the pieces of name and detail
}

func (r *rowRenderer) Refresh() {
	r.refreshMarks()
	r.refreshTexts()
	r.refreshCount()
	r.Layout(r.row.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

// tone is the colour of the row's icon and detail.
func (r *rowRenderer) tone() fyne.ThemeColorName {
	return cmp.Or(r.row.data.Tone, look.Muted)
}

func (r *rowRenderer) refreshMarks() {
	d := r.row.data
	r.dot.FillColor, r.dot.Hidden = look.Colour(look.AccentFill), !d.Unread
	r.face.Hidden = d.Inner
	r.face.Set(d.Face, d.Photo)
	r.icon.Hidden = d.Icon == ""
	if d.Icon != "" {
		r.icon.Set(d.Icon, r.tone())
	}
	r.star.Hidden = !d.VIP
	r.sound.Hidden = d.Sound == ""
	if d.Sound != "" {
		r.sound.Set(d.Sound, look.Accent)
	}
}

func (r *rowRenderer) refreshTexts() {
	d, caption := r.row.data, theme.SizeNameCaptionText
	ink, tone, when := theme.ColorNameForeground, r.tone(), look.Muted
	switch {
	case d.Muted:
		ink, tone = look.Muted, look.Muted
	case d.Unread:
		when = look.Accent
	}
	r.name.SetStyle(Style{Bold: d.Unread, Color: ink})
	r.detail.SetStyle(Style{Size: caption, Color: tone})
	r.time.SetStyle(Style{Size: caption, Color: when, Bold: d.Unread})
	r.name.Set(d.Name)
	r.detail.Set(d.Detail)
	r.time.Set(d.Time)
	r.note.Set(d.Note)
	r.flag.Set(d.Flag)
}

// refreshCount shows how many calls the row stands for; a row that has its buttons shows less beside them.
func (r *rowRenderer) refreshCount() {
	d := r.row.data
	acting := r.row.acting > 0
	r.time.Hidden, r.flag.Hidden = acting, acting
	r.note.Hidden = d.Count > 1 || acting
	r.count.Hidden, r.fold.Hidden = d.Count < 2, d.Count < 2
	if d.Count > 1 {
		r.count.Set("×" + strconv.Itoa(d.Count))
		r.fold.Set(foldIcon(d.Open), look.Muted)
	}
}

func (r *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(200, RowHeight()-2) }

// The columns: dot, avatar, texts, and at the right as much as time and note need.
func (r *rowRenderer) Layout(size fyne.Size) {
	const dot = 8
	face := faceSize(size.Width)
	first, second := look.LineHeight(theme.SizeNameText), look.LineHeight(theme.SizeNameCaptionText)
	y := (size.Height - first - second - 2) / 2
	x := look.S
	r.dot.Resize(fyne.NewSquareSize(dot))
	r.dot.Move(fyne.NewPos(x-2, (size.Height-dot)/2))
	x += dot + look.XS
	r.face.Resize(fyne.NewSquareSize(face))
	r.face.Move(fyne.NewPos(x, (size.Height-face)/2))
	x += face + look.M
	r.layoutFirst(x, y, size.Width-look.M, first, second)
	r.layoutSecond(x, y+first+2, size.Width-look.M, second)
	d := r.row.data
	r.markFound(r.found[:len(d.NameFound)], r.name, d.NameFound)
	r.markFound(r.found[len(d.NameFound):], r.detail, d.DetailFound)
}

// faceSize is the diameter of the avatar in a row: larger beside larger text, as far as names keep their room.
func faceSize(width float32) float32 { return max(36, min(36*look.Scale(), width*0.12)) }

// markFound puts areas behind the pieces of a text that are seen.
func (r *rowRenderer) markFound(areas []*canvas.Rectangle, t *Text, found Found) {
	runes := []rune(t.full)
	width := func(n int) float32 { return t.style.width(string(runes[:n])) }
	for i, area := range areas {
		piece := found[i]
		area.Hidden = piece.To <= piece.From || piece.To > len(runes) || width(piece.To) > t.Size().Width
		if area.Hidden {
			continue
		}
		area.FillColor, area.CornerRadius = look.Colour(look.Found), 3
		area.StrokeColor, area.StrokeWidth = look.Colour(look.Warn), 1
		from, to := width(piece.From), width(piece.To)
		area.Move(t.Position().AddXY(from-1, 0))
		area.Resize(fyne.NewSize(to-from+2, t.Size().Height))
	}
}

// layoutFirst places name, count and time on the first line.
func (r *rowRenderer) layoutFirst(x, y, right, height, small float32) {
	if r.row.data.VIP {
		x = put(r.star, x, y, height) + look.XS
	}
	room := r.free(r.right(r.time, right, y+(height-small)/2)) - look.S - x
	if r.row.data.Count > 1 {
		count := r.count.MinSize()
		room -= count.Width + look.S
		r.count.Move(fyne.NewPos(x+r.nameWidth(room)+look.S, y+(height-small)/2))
		r.count.Resize(count)
	}
	if r.row.data.Sound != "" {
		room -= r.sound.MinSize().Width + look.S
		put(r.sound, x+r.nameWidth(room)+look.S, y, height)
	}
	r.name.Move(fyne.NewPos(x, y))
	r.name.Resize(fyne.NewSize(max(room, 0), height))
}

// nameWidth is how much of the room the name needs.
func (r *rowRenderer) nameWidth(room float32) float32 {
	style := fyne.TextStyle{Bold: r.row.data.Unread}
	return min(fyne.MeasureText(r.row.data.Name, look.TextSize(theme.SizeNameText), style).Width, max(room, 0))
}

// layoutSecond places icon, detail, flag, and the note or what folds a group.
func (r *rowRenderer) layoutSecond(x, y, right, height float32) {
	var at float32 // where what stands on the right begins
	if r.row.data.Count > 1 {
		at = right - r.fold.MinSize().Width
		put(r.fold, at, y, height)
	} else {
		at = r.right(r.note, right, y)
	}
	if r.row.data.Flag != "" {
		at = r.right(r.flag, at-look.S, y)
	}
	if r.row.data.Icon != "" {
		x = put(r.icon, x, y, height) + look.XS
	}
	r.detail.Move(fyne.NewPos(x, y))
	r.detail.Resize(fyne.NewSize(max(r.free(at)-look.S-x, 0), height))
}

// free is where the texts of a line end that may go on to x: before what can be done with the row.
func (r *rowRenderer) free(x float32) float32 {
	if acting := r.row.acting; acting > 0 {
		return r.row.Size().Width - acting
	}
	return x
}

// put places an icon in the middle of a line of that height, and returns where it ends.
func put(icon *Icon, x, y, height float32) float32 {
	edge := icon.MinSize()
	icon.Resize(edge)
	icon.Move(fyne.NewPos(x, y+(height-edge.Height)/2))
	return x + edge.Width
}

// right places a text so that it ends at x, and returns where it begins.
func (r *rowRenderer) right(t *Text, x, y float32) float32 {
	size := t.MinSize()
	t.Resize(size)
	t.Move(fyne.NewPos(x-size.Width, y))
	return x - size.Width
}

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.dot, r.face, r.icon}
	for _, area := range r.found {
		out = append(out, area)
	}
	return append(out, r.name, r.detail, r.time, r.note, r.flag, r.count, r.fold, r.sound, r.star)
}

func (r *rowRenderer) Destroy() {}
