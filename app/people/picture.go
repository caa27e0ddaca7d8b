package people

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"image"
	"image/color"
	_ "image/jpeg" // the forms that programs keep pictures in, beside PNG
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	pictureEdge = 96        // of what is kept, in pixels
	maxPicture  = 1 << 20   // bytes of what a book has
	maxPixels   = 2_500_000 // of it
	maxPictures = 5000      // of one book

	unseenFor = 30 * 24 * time.Hour // after which a picture goes that isn't kept with its person
	touchFor  = 24 * time.Hour      // for how long it is taken to have been used just now
)

// pictures are a folder with the pictures of an address book's people: small round ones, each named after what it was
// made of, so that it is made once. nil keeps none.
type pictures struct {
	dir     string
	left    int      // how many more there may be
	folders []string // whose files may be pictures; nil: no file is
}

func newPictures(dir string) *pictures {
	there, _ := os.ReadDir(dir) // there may be none yet
	return &pictures{dir: dir, left: maxPictures - len(there)}
}

// keep makes a picture's file, and gives its name; "" for what is no picture. An empty file stands for such a one: it
// is not looked at again.
func (p *pictures) keep(raw []byte) string {
	if p == nil || len(raw) == 0 {
		return ""
	}
	return p.made(raw, func() []byte { return raw })
}

// made makes the picture of that identity, unless it is there.
func (p *pictures) made(of []byte, read func() []byte) string {
	sum := sha256.Sum256(of)
	name := hex.EncodeToString(sum[:10])
	file := pictureFile(p.dir, name)
	info, err := os.Stat(file)
	if err != nil {
		if p.left <= 0 {
			return ""
		}
		p.left--
		small := rounded(read())
		if err := writePicture(file, small); err != nil || len(small) == 0 {
			return ""
		}
		return name
	}
	if now := time.Now(); now.Sub(info.ModTime()) > touchFor {
		_ = os.Chtimes(file, now, now) // it goes a little earlier
	}
	if info.Size() == 0 {
		return ""
	}
	return name
}

func pictureFile(dir, name string) string { return filepath.Join(dir, name+".png") }

// writePicture is done or not done: half a picture would stay.
func writePicture(file string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	temp := file + ".new"
	if err := os.WriteFile(temp, content, 0o600); err != nil {
		return err
	}
	return os.Rename(temp, file)
}

// sweep removes what nobody has any more.
func (p *pictures) sweep(used map[string]bool) {
	there, _ := os.ReadDir(p.dir)
	for _, f := range there {
		if !used[strings.TrimSuffix(f.Name(), ".png")] {
			_ = os.Remove(filepath.Join(p.dir, f.Name()))
		}
	}
}

// expire removes what has not been used for long.
func (p *pictures) expire(now time.Time) {
	there, _ := os.ReadDir(p.dir)
	for _, f := range there {
		if info, err := f.Info(); err == nil && now.Sub(info.ModTime()) > unseenFor {
			_ = os.Remove(filepath.Join(p.dir, f.Name()))
		}
	}
}

// rounded is the middle of a picture as a small round PNG; nil for what can't be read or is too large.
func rounded(raw []byte) []byte {
	config, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || config.Width < 1 || config.Height < 1 || config.Width > maxPixels/config.Height {
		return nil
	}
	whole, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil
	}
	at := whole.Bounds()
	edge := min(at.Dx(), at.Dy())
	from := at.Min.Add(image.Pt((at.Dx()-edge)/2, (at.Dy()-edge)/2))
	small := image.NewNRGBA(image.Rect(0, 0, pictureEdge, pictureEdge))
	shrink(small, whole, from, edge)
	cutRound(small)
	var out bytes.Buffer
	if png.Encode(&out, small) != nil {
		return nil
	}
	return out.Bytes()
}

// shrink makes each pixel the mean of those that it stands for. It enlarges, too: without a library, which would take
// 70 kB of a program that has no more room.
func shrink(small *image.NRGBA, whole image.Image, from image.Point, edge int) {
	for y := range pictureEdge {
		for x := range pictureEdge {
			left, top := x*edge/pictureEdge, y*edge/pictureEdge
			right, bottom := max((x+1)*edge/pictureEdge, left+1), max((y+1)*edge/pictureEdge, top+1)
			small.Set(x, y, mean(whole, image.Rect(left, top, right, bottom).Add(from)))
		}
	}
}

func mean(m image.Image, of image.Rectangle) color.RGBA64 {
	var sum [4]uint64
	for y := of.Min.Y; y < of.Max.Y; y++ {
		for x := of.Min.X; x < of.Max.X; x++ {
			r, g, b, a := m.At(x, y).RGBA()
			sum[0], sum[1], sum[2], sum[3] = sum[0]+uint64(r), sum[1]+uint64(g), sum[2]+uint64(b), sum[3]+uint64(a)
		}
	}
	n := uint64(of.Dx() * of.Dy())
	return color.RGBA64{uint16(sum[0] / n), uint16(sum[1] / n), uint16(sum[2] / n), uint16(sum[3] / n)}
}

// cutRound makes a picture's corners transparent.
func cutRound(m *image.NRGBA) {
	radius := float64(pictureEdge) / 2
	for y := range pictureEdge {
		for x := range pictureEdge {
			inside := radius - math.Hypot(float64(x)+0.5-radius, float64(y)+0.5-radius) + 0.5
			c := m.NRGBAAt(x, y)
			m.SetNRGBA(x, y, color.NRGBA{c.R, c.G, c.B, uint8(float64(c.A) * max(0, min(1, inside)))})
		}
	}
}

// errNoPicture says that a card has none in it: a link to one is not followed.
var errNoPicture = errors.New("no picture")

// pictureIn is the picture in a card: in base64, or as a data: address.
func pictureIn(params []string, value []byte) ([]byte, error) {
	head, body, data := strings.Cut(string(value[:min(len(value), 100)]), ",")
	switch {
	case data && len(head) >= 5 && strings.EqualFold(head[:5], "data:"):
		value = value[len(value[:min(len(value), 100)])-len(body):]
	case strings.Contains(head, ":"), !strings.Contains(strings.ToUpper(strings.Join(params, ";")), "ENCODING=B") &&
		!strings.Contains(strings.ToUpper(strings.Join(params, ";")), "BASE64"):
		return nil, errNoPicture
	}
	raw := make([]byte, base64.StdEncoding.DecodedLen(len(value)))
	n, err := base64.StdEncoding.Decode(raw, bytes.ReplaceAll(value, []byte(" "), nil))
	return raw[:n], err
}
