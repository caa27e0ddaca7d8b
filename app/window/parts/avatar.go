package parts

import (
	"image"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Avatar is a caller's picture, else a disc with the initials, or a person's outline where only a number is known.
type Avatar struct {
	widget.BaseWidget
	name  string
	size  float32 // of the disc, with text of the usual size
	plain bool    // the name is a number

	picture string // the file of a round picture; "": none
	photo   image.Image
}

// NewAvatar makes an avatar of that diameter, which grows with the text. It fits itself into less room.
func NewAvatar(name string, diameter float32) *Avatar {
	a := &Avatar{size: diameter}
	a.set(name)
	a.ExtendBaseWidget(a)
	return a
}

// Set changes whom it shows: by name, and with the file of a round picture where there is one.
func (a *Avatar) Set(name, picture string) {
	if name != a.name || picture != a.picture {
		a.set(name)
		a.picture, a.photo = picture, photoIn(picture)
		a.Refresh()
	}
}

// set shows a person's outline, too, where no font has the initials.
func (a *Avatar) set(name string) {
	letters := Initials(name)
	a.name, a.plain = name, letters == "" || Drawn(letters) != letters
}

// apart keeps two letters from being joined, as Arabic ones are.
const apart = '\u200C'

// Initials are the first letters of the first and the last word of a name, or "" for a number.
func Initials(name string) string {
	var letters []rune
	for word := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(r) {
			letters = append(letters, unicode.ToUpper(r))
		}
	}
	switch len(letters) {
	case 0:
		return ""
	case 1:
		return string(letters)
	}
	first, last := letters[0], letters[len(letters)-1]
	if unicode.In(first, unicode.Arabic, unicode.Syriac, unicode.Mongolian) {
		return string([]rune{first, apart, last})
	}
	return string([]rune{first, last})
}

// CreateRenderer is part of fyne.Widget.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	r := &avatarRenderer{avatar: a, disc: canvas.NewCircle(nil), text: canvas.NewText("", nil),
		image: canvas.NewImageFromResource(nil), photo: canvas.NewImageFromImage(nil)}
	r.photo.ScaleMode = canvas.ImageScaleSmooth
	r.Refresh()
	return r
}

type avatarRenderer struct {
	avatar *Avatar
	disc   *canvas.Circle
	text   *canvas.Text
	image  *canvas.Image
	photo  *canvas.Image
}

func (r *avatarRenderer) Refresh() {
	disc, ink := look.Face(r.avatar.name)
	r.disc.FillColor = disc
	r.text.Text, r.text.Color = Initials(r.avatar.name), ink
	r.text.TextStyle = fyne.TextStyle{Bold: true}
	r.text.Alignment = fyne.TextAlignCenter
	r.text.Hidden, r.image.Hidden = r.avatar.plain, !r.avatar.plain
	r.disc.Hidden, r.photo.Hidden = false, r.avatar.photo == nil
	if !r.photo.Hidden {
		r.text.Hidden, r.image.Hidden, r.disc.Hidden = true, true, true
	}
	if r.photo.Image != r.avatar.photo {
		r.photo.Image = r.avatar.photo
		r.photo.Refresh()
	}
	redraw(r.image, look.IconIn(look.IconPerson, ink))
	r.Layout(r.avatar.Size())
	r.text.Refresh()
	r.disc.Refresh()
}

func (r *avatarRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.avatar.size * look.Scale()) }

func (r *avatarRenderer) Layout(size fyne.Size) {
	d := min(r.avatar.size*look.Scale(), size.Width, size.Height)
	r.text.TextSize = d * 0.36
	at := fyne.NewPos((size.Width-d)/2, (size.Height-d)/2)
	r.disc.Move(at)
	r.disc.Resize(fyne.NewSquareSize(d))
	r.photo.Move(at)
	r.photo.Resize(fyne.NewSquareSize(d))
	h := fyne.MeasureText("M", r.text.TextSize, r.text.TextStyle).Height
	r.text.Move(at.AddXY(0, (d-h)/2))
	r.text.Resize(fyne.NewSize(d, h))
	icon := d * 0.56
	r.image.Move(at.AddXY((d-icon)/2, (d-icon)/2))
	r.image.Resize(fyne.NewSquareSize(icon))
}

func (r *avatarRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.disc, r.text, r.image, r.photo}
}
func (r *avatarRenderer) Destroy() {}
