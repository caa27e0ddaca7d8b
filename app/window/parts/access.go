package parts

import "fyne.io/fyne/v2"

// Role is what something is to someone who does not see it.
type Role int

// The roles that there are in the window.
const (
	RoleNone     Role = iota // nothing by itself: what is in it counts
	RoleGroup                // things that belong together, under one name
	RoleText                 // a line or a paragraph
	RoleHeading              // a text that names what follows
	RoleButton               // does something when pressed
	RoleSwitch               // on or off
	RoleTab                  // leads to a page
	RoleTabs                 // the navigation
	RoleRadio                // one of a few, of which one is chosen
	RoleChoice               // one of many, in a menu that opens
	RoleField                // takes text
	RolePassword             // takes text and doesn't show it
	RoleSlider               // a value between two others
	RoleList                 // rows, of which only those in view exist
	RoleRow                  // one of them
	RoleMenu                 // what pops up to choose from
	RoleItem                 // a line of it
	RoleDialog               // a question or a table over the page
	RoleAlert                // says what went wrong
	RoleNotice               // says what has happened
	RoleBusy                 // something is in progress
)

// State is what is so of something, beyond what Fyne says of it itself.
type State uint

// The states.
const (
	Checkable State = 1 << iota
	Checked
	Selectable
	Selected
	Several // more than one of the children can be selected
	Expandable
	Expanded
	PopsUp // a press opens a menu or a pane
	Modal  // nothing else can be used until it is gone
)

// When returns the state where a condition holds, and none where it does not.
func (s State) When(on bool) State {
	if on {
		return s
	}
	return 0
}

// Range is a value that can be changed, and its bounds.
type Range struct {
	Now, Min, Max, Step float64
	Text                string // Now as it is said; "" is the figure itself
	Runs                bool   // it grows by itself, and nobody wants to hear of each step
	Set                 func(float64)
}

// Access is what a part tells someone who does not see it: a screen reader, or a test.
type Access struct {
	Role        Role
	Name        string
	Description string
	State       State
	Key         string        // what is shown, where one object shows now this and now that; "" is always the same
	Position    int           // in a set, from 1 on; 0 is none
	Total       int           // of the set
	Spoken      bool          // a new name is to be said aloud
	Press       func()        // as a click does; nil is nothing to press
	Open        func()        // as a double click or Return does; nil is nothing
	Fold        func()        // shows what it stands for below it, or hides that again; nil is nothing
	Menu        func()        // opens its menu; nil is none
	Focus       func()        // takes the keyboard; nil is as Fyne does it
	Focused     bool          // has the keyboard although Fyne gave it to the object around it
	Disabled    bool          // can't be used now, where Fyne does not say so
	SelectAll   func(on bool) // selects everything in it, or nothing; nil is it can't
	Range       *Range        // nil is no value
	Children    []fyne.CanvasObject
	Items       []AccessItem // parts that are no objects of their own
}

// AccessItem is a part of an object: where it is, and what it tells.
type AccessItem struct {
	At   fyne.Position
	Size fyne.Size
	Access
}

// Accessible is a part that can tell what it is. It is asked on Fyne's goroutine.
type Accessible interface {
	Access() Access
}

// Handed is a field that makes a difference between what is typed and what another program puts into it.
type Handed interface {
	// Handed is told, on Fyne's goroutine, what will stand in the field.
	Handed(text string)
}

// Group puts objects under one name, without a look of its own.
func Group(role Role, name string, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: group{Access{Role: role, Name: name}}, Objects: []fyne.CanvasObject{o}}
}

// Asked is a Group that asks something: title and text are said before what the keyboard is on.
func Asked(title, text string, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: group{Access{Role: RoleDialog, Name: title, Description: text}},
		Objects: []fyne.CanvasObject{o}}
}

// Announced is a Group that is said aloud when it comes.
func Announced(text string, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: group{Access{Role: RoleNotice, Name: text, Spoken: true}},
		Objects: []fyne.CanvasObject{o}}
}

// group is the layout of a Group: a container stays one for Fyne's own accessibility, too.
type group struct{ access Access }

// Access is part of Accessible.
func (g group) Access() Access { return g.access }

// MinSize is part of fyne.Layout.
func (group) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout is part of fyne.Layout.
func (group) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// Naming is a text that can name a control: a Text, or a Paragraph.
type Naming interface {
	fyne.CanvasObject
	Text() string
}

// Labelled says which text names the controls in an object that have no name of their own, and what
// else there is to say of them.
func Labelled(label Naming, help string, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: labelled{label: label, help: help}, Objects: []fyne.CanvasObject{o}}
}

// Label is the text that names what is in a container, with a description of it, or nil.
func Label(c *fyne.Container) (label Naming, help string) {
	if l, ok := c.Layout.(labelled); ok {
		return l.label, l.help
	}
	return nil, ""
}

type labelled struct {
	group
	label Naming
	help  string
}
