package people

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"istratray/app/numbers"
)

// photo is a picture of one colour.
func photo(t *testing.T, width, height int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := 0; i < len(m.Pix); i += 4 {
		copy(m.Pix[i:], []byte{200, 30, 30, 255})
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// wrapped is a value over several lines, as vCards have it.
func wrapped(text string) string {
	var b strings.Builder
	for len(text) > 70 {
		b.WriteString(text[:70] + "\r\n ")
		text = text[70:]
	}
	return b.String() + text
}

func TestPicturesInCards(t *testing.T) {
	raw := photo(t, 300, 200)
	text := base64.StdEncoding.EncodeToString(raw)
	for name, c := range map[string]struct {
		photo string
		want  bool
	}{
		"3.0":                    {"PHOTO;ENCODING=b;TYPE=JPEG:" + wrapped(text), true},
		"3.0, in one line":       {"PHOTO;ENCODING=b;TYPE=JPEG:" + text, true},
		"iCloud":                 {"item3.PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&9&9&x==;ENCODING=b;TYPE=JPEG:" + wrapped(text), true},
		"2.1":                    {"PHOTO;JPEG;BASE64:\r\n " + wrapped(text) + "\r\n", true},
		"4.0":                    {"PHOTO:data:image/jpeg;base64," + wrapped(text), true},
		"4.0, escaped":           {`PHOTO;VALUE=uri:data:image/jpeg;base64\,` + wrapped(text), true},
		"a link":                 {"PHOTO;VALUE=uri:https://evil.example.com/x.jpg", false},
		"a file":                 {"PHOTO;VALUE=uri:file:///etc/passwd", false},
		"cut short":              {"PHOTO;ENCODING=b:" + text[:len(text)/2], false},
		"no picture":             {"PHOTO;ENCODING=b:QUJD", false},
		"more pixels than bytes": {"PHOTO;ENCODING=b:" + base64.StdEncoding.EncodeToString(vast(t)), false},
		"ten megabytes":          {"PHOTO;ENCODING=b:" + strings.Repeat("QUJD", 10<<20/4), false},
	} {
		t.Run(name, func(t *testing.T) {
			album := newPictures(filepath.Join(t.TempDir(), "pictures"))
			var got []Person
			text := "BEGIN:VCARD\r\nVERSION:3.0\r\n" + c.photo + "\r\nFN:Anna\r\nTEL:1234567\r\nEND:VCARD\r\n"
			err := readCards(strings.NewReader(text),
				func(c card) bool { p, _ := c.pictured(album); got = append(got, p); return true })
			if err != nil || len(got) != 1 || got[0].Name != "Anna" || got[0].Picture != "" != c.want {
				t.Fatalf("%+v, %v", got, err)
			}
			if c.want {
				checkPicture(t, pictureFile(album.dir, got[0].Picture))
			}
		})
	}
}

// vast is a small file of a picture that needs gigabytes.
func vast(t *testing.T) []byte {
	t.Helper()
	made, err := vastOnce()
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// vastOnce takes seconds with the race detector.
var vastOnce = sync.OnceValues(func() ([]byte, error) {
	var out bytes.Buffer
	fast := png.Encoder{CompressionLevel: png.BestSpeed}
	err := fast.Encode(&out, image.NewGray(image.Rect(0, 0, 9000, 9000)))
	return out.Bytes(), err
})

func checkPicture(t *testing.T, file string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	info, _ := f.Stat()
	if err != nil || m.Bounds().Dx() != pictureEdge || m.Bounds().Dy() != pictureEdge || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v, %v", m.Bounds(), info.Mode(), err)
	}
	middle := color.NRGBAModel.Convert(m.At(pictureEdge/2, pictureEdge/2)).(color.NRGBA)
	if _, _, _, corner := m.At(0, 0).RGBA(); corner != 0 || middle.A != 255 || middle.R < 180 || middle.G > 60 {
		t.Errorf("the corner has %d, the middle is %v", corner, middle)
	}
}

func TestPicturesAreMadeOnceAndGoWithTheirPeople(t *testing.T) {
	c := cache{file: filepath.Join(t.TempDir(), "book.json")}
	album := c.album()
	one, two := album.keep(photo(t, 50, 60)), album.keep(photo(t, 60, 50))
	none := album.keep([]byte("no picture"))
	if one == "" || two == "" || one == two || none != "" {
		t.Fatal(one, two, none)
	}
	made, _ := os.Stat(pictureFile(c.dir(), one))
	again := c.album().keep(photo(t, 50, 60))
	now, err := os.Stat(pictureFile(c.dir(), one))
	if err != nil || again != one || !now.ModTime().Equal(made.ModTime()) {
		t.Error("a picture was made twice:", err)
	}
	people := []Person{{Name: "Anna", Numbers: []string{"1"}, Picture: two}}
	if err := c.write(kept{}, asRows(people)); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(c.dir(), "*")); len(left) != 1 || !strings.Contains(left[0], two) {
		t.Errorf("left: %q", left)
	}
	if got := c.people(); len(got) != 1 || got[0].Picture != two {
		t.Errorf("kept: %+v", got)
	}
	full := &pictures{dir: c.dir()}
	if full.keep(photo(t, 70, 70)) != "" || full.keep(photo(t, 60, 50)) != two {
		t.Error("there is no end of pictures")
	}
	c.forget()
	if _, err := os.Stat(c.dir()); err == nil {
		t.Error("the pictures stay when the book goes")
	}
}

// Of a colleague a book gives the picture, where it is one of the same name: the name is the platform's.
func TestAColleaguesPicture(t *testing.T) {
	book := numbers.NewBook("DE")
	people := []Person{{Name: "Keller, Anna", Company: "Firm", Numbers: []string{"+49 7231 26214", "0171 5551234"},
		Picture: "anna"}}
	v := &view{book: book, line: Line{Number: "+49 7231 26120", Extension: "120"},
		books: []bookView{{name: "Firm", index: newIndex(people, book), album: "pictures"}}}
	for name, want := range map[string]string{"Anna Keller": pictureFile("pictures", "anna"), "Meeting room": ""} {
		k := v.who(Party{Label: name, Number: "214", Internal: true}, time.Now())
		if k.Name != name || k.Picture != want || k.Source != "" || k.Company != "" || len(k.Numbers) != 1 {
			t.Errorf("%s: %+v", name, k)
		}
	}
}
