package parts

import "fyne.io/fyne/v2"

// Role is what a screen reader calls an object.
type Role int

// The roles in the window.
const (
	RoleNone     Role = iota // none of its own: only its contents count
	RoleGroup                // things that belong together, under one name
	RoleText                 // a line or a paragraph
	RoleHeading              // names what follows
	RoleButton               // does something when pressed
	RoleSwitch               // on or off
	RoleTab                  // leads to a page
	RoleTabs                 // the navigation
	RoleRadio                // one of a few, of which one is chosen
	RoleChoice               // one of many, in a menu that opens
	RoleField                // takes text
	RolePassword             // takes text without showing it
	RoleSlider               // a value between two others
	RoleList                 // rows, of which only those in view exist
	RoleRow                  // one of them
	RoleMenu                 // what pops up to choose from
	RoleItem                 // a line of it
	RoleDialog               // a question or a table over the page
	RoleFiller               // nothing by itself: screen readers take a dialog right in a window for a window
	RoleAlert                // says what went wrong
	RoleNotice               // says what has happened
	RoleBusy                 // something is in progress
)

// State is a set of flags beyond those that Fyne reports itself.
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

// Range is an adjustable value with its bounds.
type Range struct {
	Now, Min, Max, Step float64
	Text                string // Now in words; "": the number itself
	Runs                bool   // it changes by itself, so that not each step is announced
	Set                 func(float64)
}

// Access is what a part tells a screen reader, or a test.
type Access struct {
	Role        Role
	Name        string
	Description string
	State       State
	Key         string        // identifies the content of an object that is reused; "": always the same content
	Position    int           // in its set, from 1; 0: none
	Total       int           // size of the set
	Spoken      bool          // announce a new name
	Press       func()        // as a click does; nil: there is nothing to press
	Open        func()        // as a double click or Return does; nil: nothing
	Fold        func()        // unfolds or folds its group; nil: nothing
	Menu        func()        // opens its menu; nil: none
	Focus       func()        // takes the keyboard focus; nil: as Fyne does it
	Focused     bool          // has the keyboard although Fyne gave it to the object around it
	Disabled    bool          // can't be used now, where Fyne does not say so
	SelectAll   func(on bool) // selects everything in it, or nothing; nil: not possible
	Range       *Range        // nil: it has no value
	Children    []fyne.CanvasObject
	Items       []AccessItem // parts that are not objects of their own
}

// AccessItem is a part of an object that has its own place and Access.
type AccessItem struct {
	At   fyne.Position
	Size fyne.Size
	Access
}

// Accessible is a part that can tell what it is. It is asked on Fyne's goroutine.
type Accessible interface {
	Access() Access
}

// Handed is a field that tells typed text from text that another program puts into it.
type Handed interface {
	// Handed is told, on Fyne's goroutine, what will stand in the field.
	Handed(text string)
}

// Group gives objects a common name, and has no look of its own.
func Group(role Role, name string, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: group{Access{Role: role, Name: name}}, Objects: []fyne.CanvasObject{o}}
}

// Asked is a Group that asks a question: its title and text are announced before the focused control.
func Asked(title, text string, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: group{Access{Role: RoleDialog, Name: title, Description: text}},
		Objects: []fyne.CanvasObject{o}}
}

// Announced is a Group that is announced when it appears.
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

// Naming is a text that can label a control: a Text or a Paragraph.
type Naming interface {
	fyne.CanvasObject
	Text() string
}

// Labelled says which text names the controls in an object that have no name of their own, and what
// else there is to say of them.
func Labelled(label Naming, help string, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: labelled{label: label, help: help}, Objects: []fyne.CanvasObject{o}}
}

// Explained is Labelled where what else there is to say is a text that is shown.
func Explained(label, help Naming, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: labelled{label: label, help: help.Text(), shown: help},
		Objects: []fyne.CanvasObject{o}}
}

// Label is the text that names what is in a container, with a description of it, and where that is shown; or nil.
func Label(c *fyne.Container) (label Naming, help string, shown Naming) {
	if l, ok := c.Layout.(labelled); ok {
		return l.label, l.help, l.shown
	}
	return nil, "", nil
}

type labelled struct {
	group
	label Naming
	help  string
	shown Naming // where help is to be read; nil: nowhere
}
