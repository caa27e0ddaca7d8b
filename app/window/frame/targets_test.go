package frame_test

import (
	"testing"

	"istratray/app/window/access"
	"istratray/app/window/parts"
)

// leastTarget is how large what is clicked on must be (WCAG 2.5.8).
const leastTarget = 24

// Whatever can be pressed is large enough for someone who doesn't hit well.
func TestTargetsAreLargeEnough(t *testing.T) {
	for _, s := range everyState() {
		t.Run(s.name, func(t *testing.T) {
			b := s.open(t)
			tree := b.Tree()
			for _, n := range tree.Nodes {
				if pressed(n) && !inSentence(tree, n) && (n.Box.Dx() < leastTarget || n.Box.Dy() < leastTarget) {
					t.Errorf("%q of role %d is %d by %d", n.Name, n.Role, n.Box.Dx(), n.Box.Dy())
				}
			}
		})
	}
}

// inSentence reports whether a node is a word of a text, which is as large as the others.
func inSentence(tree *access.Tree, n *access.Node) bool {
	parent := tree.Nodes[n.Parent]
	return parent != nil && parent.Role == parts.RoleText
}

// pressed reports whether a node is clicked on where it is. Options of a closed drop-down and the line between two
// panes, which the arrow keys move, are not.
func pressed(n *access.Node) bool {
	switch n.Role {
	case parts.RoleButton, parts.RoleSwitch, parts.RoleTab, parts.RoleRadio, parts.RoleChoice, parts.RoleField,
		parts.RolePassword, parts.RoleRow:
		return n.CanFocus || n.Press != nil
	}
	return false
}
