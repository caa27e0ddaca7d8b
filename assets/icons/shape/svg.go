package shape

import (
	"fmt"
	"image/color"
	"strings"
)

// finest is the distance between the points of an outline, in units.
const finest = 0.2

// SVG writes layers as a drawing of extent × extent units. It panics on layers that cut holes. The scalable icon that
// packages install is made from the same layers as the pixels of tray and window, so that there is one drawing:
// assets/icons/gen writes the file, and its test keeps it current.
func SVG(extent float64, layers []Layer) string {
	var defs, paths strings.Builder
	for i, l := range layers {
		if l.Paint == (Paint{}) {
			panic("shape: a hole can't be written as SVG")
		}
		data, top, bottom := outline(l.Shape, extent)
		fill := hex(l.Paint.Top)
		if l.Paint.Top != l.Paint.Bottom {
			fill = fmt.Sprintf("url(#p%d)", i)
			// From the path's own top to its bottom: not all programs understand other coordinates.
			fmt.Fprintf(&defs, `<linearGradient id="p%d" x1="0" y1="0" x2="0" y2="1">`+
				`<stop offset="0" stop-color="%s"/><stop offset="1" stop-color="%s"/></linearGradient>`+"\n",
				i, hex(l.Paint.at(top/extent)), hex(l.Paint.at(bottom/extent)))
		}
		fmt.Fprintf(&paths, `<path fill="%s" d="%s"/>`+"\n", fill, data)
	}
	return fmt.Sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %[1]g "+
		"%[1]g\">\n<defs>\n%s</defs>\n%s</svg>\n",
		extent, defs.String(), paths.String())
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// outline is s as the data of a path, with its topmost and lowest y.
func outline(s Shape, extent float64) (data string, top, bottom float64) {
	g := newGrid(s, extent)
	next := g.steps()
	top, bottom = extent, 0
	var b strings.Builder
	for _, start := range g.edges() {
		for at, pen := start, "M"; ; pen = "L" {
			to, ok := next[at]
			if !ok {
				break
			}
			delete(next, at)
			p := g.crossing(at)
			top, bottom = min(top, p.Y), max(bottom, p.Y)
			fmt.Fprintf(&b, "%s%.2f %.2f", pen, p.X, p.Y)
			if at = to; at == start {
				b.WriteString("Z")
			}
		}
	}
	return b.String(), top, bottom
}

// grid holds a shape's distance at evenly spread points.
type grid struct {
	n int // points a side
	d []float64
}

// edge lies between the point (x, y) and its right or lower neighbour.
type edge struct {
	x, y int
	down bool
}

func newGrid(s Shape, extent float64) grid {
	g := grid{n: int(extent/finest) + 1}
	for y := range g.n {
		for x := range g.n {
			g.d = append(g.d, s.Distance(Point{float64(x) * finest, float64(y) * finest}))
		}
	}
	return g
}

func (g grid) at(x, y int) float64 { return g.d[y*g.n+x] }

// crossing is where the outline meets an edge.
func (g grid) crossing(e edge) Point {
	x, y := float64(e.x), float64(e.y)
	a := g.at(e.x, e.y)
	if e.down {
		return Point{x * finest, (y + a/(a-g.at(e.x, e.y+1))) * finest}
	}
	return Point{(x + a/(a-g.at(e.x+1, e.y))) * finest, y * finest}
}

// edges lists every edge, in a fixed order.
func (g grid) edges() []edge {
	var all []edge
	for y := range g.n {
		for x := range g.n {
			all = append(all, edge{x, y, false}, edge{x, y, true})
		}
	}
	return all
}

// steps follows the outline through every cell: from the edge where it enters to the one where it
// leaves, with the shape on the right-hand side.
func (g grid) steps() map[edge]edge {
	next := map[edge]edge{}
	for y := range g.n - 1 {
		for x := range g.n - 1 {
			top, left := edge{x, y, false}, edge{x, y, true}
			bottom, right := edge{x, y + 1, false}, edge{x + 1, y, true}
			// The cell's sides clockwise, each with the corner that it starts at.
			sides := [4]edge{top, right, bottom, left}
			in := [4]bool{g.at(x, y) < 0, g.at(x+1, y) < 0, g.at(x+1, y+1) < 0, g.at(x, y+1) < 0}
			for i := range 4 {
				if in[i] || !in[(i+1)%4] {
					continue
				}
				for j := i + 1; j < i+4; j++ { // entered from outside to inside: leave at the next way out
					if in[j%4] && !in[(j+1)%4] {
						next[sides[j%4]] = sides[i]
						break
					}
				}
			}
		}
	}
	return next
}
