package shape

import (
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"math"
	"strings"
	"testing"
)

var (
	red  = Even(color.NRGBA{255, 0, 0, 255})
	hole = Paint{}
)

func TestDistance(t *testing.T) {
	origin := Point{}
	square := Polygon{{-2, -2}, {2, -2}, {2, 2}, {-2, 2}}
	for _, tt := range []struct {
		name  string
		shape Shape
		at    Point
		want  float64
	}{
		{"circle, middle", Circle{origin, 3}, origin, -3},
		{"circle, outside", Circle{origin, 3}, Point{0, 5}, 2},
		{"line, beside", Line{Point{0, 0}, Point{10, 0}, 2}, Point{5, 3}, 2},
		{"line, beyond its end", Line{Point{0, 0}, Point{10, 0}, 2}, Point{13, 4}, 4},
		{"line without length", Line{Point{1, 1}, Point{1, 1}, 2}, Point{4, 5}, 4},
		{"arc, on it", NewArc(origin, 5, 0, 90, 2), Polar(5, 45), -1},
		{"arc, in its gap", NewArc(origin, 5, 0, 90, 2), Polar(5, 180), math.Sqrt2*5 - 1},
		{"arc over the start", NewArc(origin, 5, 270, 180, 2), Polar(5, 0), -1},
		{"box, middle", Box{origin, 6, 4, 1}, origin, -2},
		{"box, corner", Box{origin, 6, 4, 1}, Point{5, 4}, Point{3, 3}.Len() - 1},
		{"box, turned", Turn(Box{origin, 6, 4, 0}, origin, 90), Point{3, 0}, 1},
		{"box, turned about another point", Turn(Box{origin, 6, 4, 0}, Point{10, 0}, 180), Point{20, 0}, -2},
		{"arc of more than a half, in its gap", NewArc(origin, 5, 45, 270, 2), Point{5, 0},
			Polar(5, 45).Sub(Point{5, 0}).Len() - 1},
		{"arc of more than a half, opposite", NewArc(origin, 5, 45, 270, 2), Polar(6, 180), 0},
		{"polygon, inside", square, Point{1, 0}, -1},
		{"polygon, outside", square, Point{5, 0}, 3},
		{"union", Union{Circle{origin, 1}, Circle{Point{5, 0}, 1}}, Point{5, 3}, 2},
		{"grown", Grown{Circle{origin, 3}, 2}, Point{0, 6}, 1},
		{"stroke", Stroke{Circle{origin, 3}, 1}, origin, 2.5},
		{"within", Within{Circle{origin, 3}, Circle{Point{4, 0}, 3}}, origin, 1},
		{"scaled and moved", Scaled{Circle{origin, 1}, 2, Point{10, 0}}, Point{13, 0}, 1},
		{"melt, far from both edges", Melt{Circle{origin, 3}, Circle{Point{20, 0}, 3}, 1}, Point{0, 5}, 2},
		{"melt, between", Melt{Circle{Point{-3, 0}, 3}, Circle{Point{3, 0}, 3}, 2}, origin, -0.5},
	} {
		if got := tt.shape.Distance(tt.at); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%s: got %g, want %g", tt.name, got, tt.want)
		}
	}
}

func TestDraw(t *testing.T) {
	disc := Circle{Point{5, 5}, 4}
	img := Draw(20, 10, []Layer{{disc, red}, {Circle{Point{5, 5}, 1}, hole}})
	for _, tt := range []struct {
		x, y int
		want color.RGBA
	}{{0, 0, color.RGBA{}}, {4, 10, color.RGBA{255, 0, 0, 255}}, {10, 10, color.RGBA{}}} {
		if got := img.RGBAAt(tt.x, tt.y); got != tt.want {
			t.Errorf("(%d, %d) is %v, want %v", tt.x, tt.y, got, tt.want)
		}
	}
	area := 0.0
	for i := 3; i < len(img.Pix); i += 4 {
		area += float64(img.Pix[i]) / 255 / 4
	}
	if want := math.Pi * (16 - 1); math.Abs(area-want) > 0.2 {
		t.Errorf("the ring covers %.2f units, want %.2f", area, want)
	}
}

func TestGradient(t *testing.T) {
	img := Draw(10, 10, []Layer{{Box{Center: Point{5, 5}, Width: 20, Height: 20},
		Paint{color.NRGBA{0, 0, 0, 255}, color.NRGBA{200, 0, 0, 255}}}})
	if top, bottom := img.RGBAAt(5, 0).R, img.RGBAAt(5, 9).R; top != 10 || bottom != 190 {
		t.Errorf("from %d to %d", top, bottom)
	}
}

func TestSVG(t *testing.T) {
	doc := SVG(10, []Layer{{Stroke{Circle{Point{5, 5}, 3}, 1}, Paint{red.Top, color.NRGBA{0, 0, 255, 255}}}})
	var paths []string
	for d := xml.NewDecoder(strings.NewReader(doc)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "path" {
			paths = append(paths, e.Attr[1].Value)
		}
	}
	if len(paths) != 1 || strings.Count(paths[0], "M") != 2 || strings.Count(paths[0], "Z") != 2 {
		t.Errorf("a ring is one path of two closed lines, not %v", paths)
	}
	if !strings.Contains(doc, `fill="url(#p0)"`) {
		t.Error("the gradient is not used")
	}
}
