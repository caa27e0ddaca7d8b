package atspi

import (
	"image"

	"istratray/app/window/access"
	"istratray/app/window/parts"
)

// What coordinates are relative to.
const (
	toScreen = 0
	toParent = 2 // 1 is the window
)

// layers of things that lie over each other.
const (
	layerWidget = 3
	layerPopUp  = 5
	layerWindow = 7
)

// rectangle is one as it goes over the bus.
type rectangle struct{ X, Y, Width, Height int32 }

func wireBox(r image.Rectangle) rectangle {
	return rectangle{int32(r.Min.X), int32(r.Min.Y), int32(r.Dx()), int32(r.Dy())}
}

var component = iface{
	methods: map[string]method{
		"Contains":             contains,
		"GetAccessibleAtPoint": accessibleAt,
		"GetExtents":           extents,
		"GetPosition":          position,
		"GetSize": func(t *thing, _ args) ([]any,
			error) {
			s := t.box().Size()
			return []any{int32(s.X), int32(s.Y)}, nil
		},
		"GetLayer":      answer(func(t *thing) any { return t.layer() }),
		"GetMDIZOrder":  answer(func(*thing) any { return int16(0) }),
		"GetAlpha":      answer(func(*thing) any { return float64(1) }),
		"GrabFocus":     func(t *thing, _ args) ([]any, error) { return t.do((*access.Node).Focus) },
		"ScrollTo":      func(t *thing, _ args) ([]any, error) { return t.do(reveal) },
		"ScrollToPoint": func(t *thing, _ args) ([]any, error) { return t.do(reveal) },
		"SetExtents":    func(*thing, args) ([]any, error) { return []any{false}, nil },
		"SetPosition":   func(*thing, args) ([]any, error) { return []any{false}, nil },
		"SetSize":       func(*thing, args) ([]any, error) { return []any{false}, nil },
	},
}

func reveal(n *access.Node) bool {
	n.Reveal()
	return true
}

// do does something with the node on Fyne's goroutine. Nothing can be done with the window itself.
func (t *thing) do(f func(*access.Node) bool) ([]any, error) {
	if t.node == nil {
		return []any{false}, nil
	}
	ok, err := t.source.act(t.ctx, t.node.ID, func(n *access.Node) bool { return n != nil && f(n) })
	return []any{ok}, err
}

// use is do for actions that need the thing to be enabled.
func (t *thing) use(f func(*access.Node) bool) ([]any, error) {
	return t.do(func(n *access.Node) bool { return n.Enabled && f(n) })
}

// box is where the thing is in the window.
func (t *thing) box() image.Rectangle {
	if t.node == nil {
		return t.tree.Bounds()
	}
	return t.node.Box
}

// origin is what coordinates of a kind are relative to, seen from the window.
func (t *thing) origin(kind uint32) image.Point {
	switch {
	case kind == toScreen:
		return image.Point{}.Sub(t.tree.Place.At)
	case kind == toParent && t.node != nil && t.node.Parent != 0:
		return t.tree.Nodes[t.node.Parent].Box.Min
	}
	return image.Point{}
}

func extents(t *thing, a args) ([]any, error) {
	var kind uint32
	if err := a.into(&kind); err != nil {
		return nil, err
	}
	return []any{wireBox(t.box().Sub(t.origin(kind)))}, nil
}

func position(t *thing, a args) ([]any, error) {
	var kind uint32
	if err := a.into(&kind); err != nil {
		return nil, err
	}
	at := t.box().Min.Sub(t.origin(kind))
	return []any{int32(at.X), int32(at.Y)}, nil
}

// point is the place that the arguments of a call name, in the window.
func (t *thing) point(a args) (image.Point, error) {
	var x, y int32
	var kind uint32
	if err := a.into(&x, &y, &kind); err != nil {
		return image.Point{}, err
	}
	return image.Pt(int(x), int(y)).Add(t.origin(kind)), nil
}

func contains(t *thing, a args) ([]any, error) {
	p, err := t.point(a)
	return []any{p.In(t.box())}, err
}

// accessibleAt is the deepest thing at a place, as far as it is in this one.
func accessibleAt(t *thing, a args) ([]any, error) {
	p, err := t.point(a)
	if err != nil {
		return nil, err
	}
	if found := t.tree.At(p); found != nil && p.In(t.box()) {
		return []any{t.reference(pathOf(found.ID))}, nil
	}
	return []any{t.reference(nullPath)}, nil
}

func (t *thing) layer() uint32 {
	switch {
	case t.frame:
		return layerWindow
	case t.node.Role == parts.RoleMenu || t.node.Role == parts.RoleDialog:
		return layerPopUp
	}
	return layerWidget
}
