package access

import (
	"image"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/window/parts"
)

// Node is one thing in the window.
type Node struct {
	ID       int // the same as long as the thing is there, and never given to another one
	Parent   int // 0 is the window
	Index    int // among the parent's children
	Children []int
	Label    int             // the text that names it, or 0
	Help     int             // the text that explains it, or 0
	Box      image.Rectangle // in pixels of the window
	Seen     image.Rectangle // the part of Box that is neither scrolled away nor beyond the window; empty is none
	Enabled  bool
	CanFocus bool
	HasFocus bool
	Text     *Text  // what is in a field; nil is no field
	reveal   func() // scrolls it into view; nil is in view already
	focus    func()
	letters  func(from, to int) (image.Rectangle, bool)
	parts.Access
}

// Text is what is in a field, and what can be done to it. Places are counted in runes.
type Text struct {
	Content  string // of a password: dots
	Hint     string // what stands in it while it is empty; "": nothing
	Caret    int
	From, To int               // of what is selected; equal for nothing
	Set      func(string) bool // false: it is too long
	Insert   func(at int, text string) bool
	Delete   func(from, to int)
	SetCaret func(at int)
	Select   func(from, to int)
}

// Place is where the window is on the screen, in pixels, and whether it has the keyboard. The zero Place
// is what is known where a desktop doesn't tell.
type Place struct {
	At     image.Point
	Active bool
}

// Tree is what a window shows at one moment.
type Tree struct {
	When  time.Time
	Title string
	Place Place
	Size  image.Point // in pixels
	Top   []int       // the window's own children
	Nodes map[int]*Node
	Order []int // all nodes, parents first, in reading order
}

// Bounds is the whole window.
func (t *Tree) Bounds() image.Rectangle { return image.Rectangle{Max: t.Size} }

// Focus gives a node the keyboard and brings it into view. It reports whether the node can have it.
func (n *Node) Focus() bool {
	if !n.CanFocus || !n.Enabled {
		return false
	}
	n.Reveal()
	n.focus()
	return true
}

// Reveal brings a node into view.
func (n *Node) Reveal() {
	if n.reveal != nil {
		n.reveal()
	}
}

// Letters is where the runes of the node's text from one to before another are, in pixels of the window. Where that is
// not known it is the node's own place. It is asked on Fyne's goroutine, of a node of a tree just made.
func (n *Node) Letters(from, to int) image.Rectangle {
	if n.letters != nil {
		if box, ok := n.letters(from, to); ok {
			return box
		}
	}
	return n.Box
}

// Node is the node with that number, or nil. Of no tree there is none.
func (t *Tree) Node(id int) *Node {
	if t == nil {
		return nil
	}
	return t.Nodes[id]
}

// Focused is the node that has the keyboard, or nil.
func (t *Tree) Focused() *Node {
	for _, id := range t.Order {
		if n := t.Nodes[id]; n.HasFocus {
			return n
		}
	}
	return nil
}

// At is the deepest node at a place in the window, or nil.
func (t *Tree) At(p image.Point) *Node {
	var found *Node
	for _, id := range t.Order { // what is on top comes last
		if n := t.Nodes[id]; p.In(n.Seen) {
			found = n
		}
	}
	return found
}

// Find returns the nodes with that role and name.
func (t *Tree) Find(role parts.Role, name string) []*Node {
	var found []*Node
	for _, id := range t.Order {
		if n := t.Nodes[id]; n.Role == role && n.Name == name {
			found = append(found, n)
		}
	}
	return found
}

// heading is the first heading below a node.
func (t *Tree) heading(n *Node) string {
	for _, id := range n.Children {
		if child := t.Nodes[id]; child.Role == parts.RoleHeading {
			return child.Name
		} else if name := t.heading(child); name != "" {
			return name
		}
	}
	return ""
}

// identity is what makes a thing the same one in the next scan.
type identity struct {
	object fyne.CanvasObject
	key    string
}
