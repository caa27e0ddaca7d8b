package access

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/parts"
)

// Scanner makes trees of one canvas. It remembers which thing had which number.
type Scanner struct {
	canvas fyne.Canvas
	ids    map[identity]int
	last   int
}

// NewScanner makes a scanner of a canvas.
func NewScanner(c fyne.Canvas) *Scanner {
	return &Scanner{canvas: c, ids: map[identity]int{}}
}

// Scan looks at the canvas. Overlays come last; below a modal one nothing can be used, so it is not there.
func (s *Scanner) Scan(title string, place Place) *Tree {
	size := s.canvas.Size()
	w := &walk{
		scanner: s, scale: s.canvas.Scale(), focused: s.canvas.Focused(), seen: make(map[identity]int, len(s.ids)),
		labels: map[fyne.CanvasObject]int{}, tree: &Tree{When: time.Now(), Title: title, Place: place,
			Nodes: map[int]*Node{}},
	}
	window := w.box(fyne.Position{}, size)
	w.tree.Size = window.Max
	layers := s.layers()
	for _, layer := range layers {
		w.visit(layer.object, scope{at: layer.at, clip: window})
	}
	w.join()
	s.ids = w.seen
	return w.tree
}

// layer is one of the things that lie over each other on a canvas.
type layer struct {
	object fyne.CanvasObject
	at     fyne.Position
}

func (s *Scanner) layers() []layer {
	layers := []layer{{s.canvas.Content(), fyne.Position{}}}
	for _, overlay := range s.canvas.Overlays().List() {
		inner := inside(overlay)
		if modal(inner) {
			layers = layers[:0]
		}
		layers = append(layers, layer{inner, overlay.Position()})
	}
	return layers
}

// scope is what a thing has from those around it.
type scope struct {
	parent int
	list   fyne.CanvasObject // what rows are in
	at     fyne.Position     // of what is around it
	clip   image.Rectangle   // what is seen of what is around it
	label  parts.Naming      // names it, if it has no name of its own
	help   string
	shown  parts.Naming // where help is to be read; nil: nowhere
}

// walk is one scan under way.
type walk struct {
	scanner *Scanner
	scale   float32
	focused fyne.Focusable
	seen    map[identity]int
	tree    *Tree
	labels  map[fyne.CanvasObject]int // the nodes of texts that may name others
	named   []naming
}

// naming is a node that a text names, and perhaps another one explains.
type naming struct {
	node       *Node
	text, help parts.Naming
}

// visit adds an object and what is in it.
func (w *walk) visit(o fyne.CanvasObject, in scope) {
	if o == nil || !o.Visible() {
		return
	}
	in.at = in.at.Add(o.Position())
	access, field := describe(o)
	if access.Role == parts.RoleDialog && in.parent == 0 {
		around := w.node(identity{o, "around"}, parts.Access{Role: parts.RoleFiller}, in, w.tree.Bounds())
		around.Enabled, in.parent = true, around.ID
	}
	if access.Role != parts.RoleNone {
		n := w.add(o, access, in)
		n.Text = field
		in.parent = n.ID
		w.items(o, n, in)
		in.label, in.help, in.shown = nil, "", nil
		if access.Role == parts.RoleList {
			in.list, in.clip = o, n.Seen
		}
	}
	for _, child := range access.Children {
		w.visit(child, in)
	}
	switch o := o.(type) {
	case *fyne.Container:
		if label, help, shown := parts.Label(o); label != nil {
			in.label, in.help, in.shown = label, help, shown
		}
		for _, child := range o.Objects {
			w.visit(child, in)
		}
	case *container.Scroll:
		in.clip = in.clip.Intersect(w.box(in.at, o.Size()))
		w.visit(o.Content, in)
	}
}

// add makes a node of an object.
func (w *walk) add(o fyne.CanvasObject, access parts.Access, in scope) *Node {
	n := w.node(identify(o, access, in), access, in, w.box(in.at, o.Size()))
	focusable, can := o.(fyne.Focusable)
	can = can && access.Role != parts.RoleGroup
	n.CanFocus = can || access.Focus != nil
	n.HasFocus = can && w.focused == focusable || access.Focused
	n.Enabled = enabled(o)
	n.focus = access.Focus
	if n.focus == nil && can {
		n.focus = func() { w.scanner.canvas.Focus(focusable) }
	}
	n.reveal = func() { parts.Reveal(o) }
	n.letters = w.letters(o, in.at)
	if in.label != nil && usable(n) {
		w.named = append(w.named, naming{n, in.label, in.shown})
		if in.help != "" {
			n.Description = in.help
		}
	}
	if _, ok := o.(parts.Naming); ok {
		w.labels[o] = n.ID
	}
	return n
}

// identify is what makes an object the same one in the next scan. A list shows a row in one cell or another.
func identify(o fyne.CanvasObject, access parts.Access, in scope) identity {
	if access.Role == parts.RoleRow && in.list != nil {
		o = in.list
	}
	return identity{o, access.Key}
}

// letters is how to find the letters of an object at a place; nil is that it has none, or doesn't know.
func (w *walk) letters(o fyne.CanvasObject, at fyne.Position) func(from, to int) (image.Rectangle, bool) {
	find := lettersOf(o)
	if find == nil {
		return nil
	}
	return func(from, to int) (image.Rectangle, bool) {
		inside, size, ok := find(from, to)
		return w.box(at.Add(inside), size), ok
	}
}

// usable is whether a label beside a node can be meant for it.
func usable(n *Node) bool { return n.CanFocus || n.Role == parts.RoleGroup }

// items adds the parts of an object that are no objects themselves.
func (w *walk) items(o fyne.CanvasObject, owner *Node, in scope) {
	for _, item := range owner.Items {
		of := identify(o, owner.Access, in)
		of.key += "item " + item.Key
		n := w.node(of, item.Access, in, w.box(in.at.Add(item.At), item.Size))
		n.CanFocus, n.HasFocus, n.Enabled = item.Focus != nil, item.Focused, owner.Enabled && !item.Disabled
		n.focus, n.reveal = item.Focus, owner.reveal
	}
}

func (w *walk) node(of identity, access parts.Access, in scope, box image.Rectangle) *Node {
	id, known := w.scanner.ids[of]
	if !known {
		w.scanner.last++
		id = w.scanner.last
	}
	w.seen[of] = id
	n := &Node{ID: id, Parent: in.parent, Box: box, Seen: box.Intersect(in.clip), Access: access}
	w.tree.Nodes[id] = n
	w.tree.Order = append(w.tree.Order, id)
	siblings := &w.tree.Top
	if p := w.tree.Nodes[in.parent]; p != nil {
		siblings = &p.Children
	}
	n.Index = len(*siblings)
	*siblings = append(*siblings, id)
	return n
}

// join gives nodes the names that texts beside them have for them, and lists the focus of what is in them:
// a list with the cursor on a row in view hands it on.
func (w *walk) join() {
	for _, named := range w.named {
		if named.node.Name == "" {
			named.node.Name = named.text.Text()
		}
		named.node.Label, named.node.Help = w.labels[named.text], w.labels[named.help]
	}
	for _, id := range w.tree.Order {
		n := w.tree.Nodes[id]
		if n.Name == "" && n.Text != nil {
			n.Name = n.Text.Hint // what a field is for stands in it, where nothing else says so
		}
		if n.Name == "" && n.Role == parts.RoleDialog {
			n.Name = w.tree.heading(n)
		}
		if p := w.tree.Nodes[n.Parent]; n.HasFocus && p != nil {
			p.HasFocus = false
		}
	}
}

// box is a place on the canvas in pixels.
func (w *walk) box(at fyne.Position, size fyne.Size) image.Rectangle {
	px := func(v float32) int { return int(v*w.scale + 0.5) }
	return image.Rect(px(at.X), px(at.Y), px(at.X+size.Width), px(at.Y+size.Height))
}

func enabled(o fyne.CanvasObject) bool {
	d, ok := o.(fyne.Disableable)
	return !ok || !d.Disabled()
}
