package atspi

import (
	"istratray/app/window/access"
	"istratray/app/window/parts"
)

// role is a role of AT-SPI: its number and its name (at-spi2-core, atspi-constants.h).
type role struct {
	number uint32
	name   string
}

// roleApplication and roleFrame are those of what has no node.
var (
	roleApplication = role{75, "application"}
	roleFrame       = role{23, "frame"}
)

// roles are those of the nodes.
var roles = map[parts.Role]role{
	parts.RoleGroup:    {39, "panel"},
	parts.RoleText:     {29, "label"},
	parts.RoleHeading:  {83, "heading"},
	parts.RoleButton:   {43, "push button"},
	parts.RoleSwitch:   {7, "check box"},
	parts.RoleTab:      {37, "page tab"},
	parts.RoleTabs:     {38, "page tab list"},
	parts.RoleRadio:    {44, "radio button"},
	parts.RoleChoice:   {11, "combo box"},
	parts.RoleField:    {79, "entry"},
	parts.RolePassword: {40, "password text"},
	parts.RoleSlider:   {51, "slider"},
	parts.RoleList:     {31, "list"},
	parts.RoleRow:      {32, "list item"},
	parts.RoleMenu:     {33, "menu"},
	parts.RoleItem:     {35, "menu item"},
	parts.RoleDialog:   {16, "dialog"},
	parts.RoleFiller:   {20, "filler"},
	parts.RoleAlert:    roleNotification,
	parts.RoleNotice:   roleNotification,
	parts.RoleBusy:     {3, "animation"},
}

// roleNotification is that of what is said aloud when it comes.
var roleNotification = role{101, "notification"}

// roleCheckItem is that of a line of a menu that is on.
var roleCheckItem = role{8, "check menu item"}

func roleOf(n *access.Node) role {
	if n.Role == parts.RoleItem && n.State&parts.Checkable != 0 {
		return roleCheckItem
	}
	if n.Spoken {
		return roleNotification
	}
	return roles[n.Role]
}

// state is a state of AT-SPI: the number of its bit.
type state uint

// The states that are used.
const (
	stateActive          state = 1
	stateBusy            state = 3
	stateChecked         state = 4
	stateDefunct         state = 6
	stateEditable        state = 7
	stateEnabled         state = 8
	stateExpandable      state = 9
	stateExpanded        state = 10
	stateFocusable       state = 11
	stateFocused         state = 12
	stateHorizontal      state = 14
	stateModal           state = 16
	stateMultiselectable state = 18
	stateResizable       state = 21
	stateSelectable      state = 22
	stateSelected        state = 23
	stateSensitive       state = 24
	stateShowing         state = 25
	stateSingleLine      state = 26
	stateVisible         state = 30
	stateSelectableText  state = 38
	stateCheckable       state = 41
	stateHasPopup        state = 42
)

// stateNames are what events call the states that can change.
var stateNames = map[state]string{
	stateActive: "active", stateBusy: "busy", stateChecked: "checked", stateEditable: "editable",
	stateEnabled:  "enabled",
	stateExpanded: "expanded", stateFocused: "focused", stateModal: "modal", stateSelected: "selected",
	stateSensitive: "sensitive", stateShowing: "showing", stateVisible: "visible", stateCheckable: "checkable",
	stateExpandable: "expandable", stateFocusable: "focusable", stateSelectable: "selectable",
}

// states is a set of them.
type states uint64

func set(all ...state) (s states) {
	for _, one := range all {
		s |= 1 << one
	}
	return s
}

func (s states) has(one state) bool { return s>>one&1 != 0 }

// wire is a set as it goes over the bus.
func (s states) wire() []uint32 { return []uint32{uint32(s), uint32(s >> 32)} }

// partStates are those that a part tells.
var partStates = map[parts.State]state{
	parts.Checkable: stateCheckable, parts.Checked: stateChecked, parts.Selectable: stateSelectable,
	parts.Selected: stateSelected,
	parts.Several:  stateMultiselectable, parts.Expandable: stateExpandable, parts.Expanded: stateExpanded,
	parts.PopsUp: stateHasPopup, parts.Modal: stateModal,
}

func statesOf(n *access.Node) states {
	s := set(stateVisible)
	for part, one := range partStates {
		if n.State&part != 0 {
			s |= set(one)
		}
	}
	add := func(on bool, more ...state) {
		if on {
			s |= set(more...)
		}
	}
	add(!n.Seen.Empty(), stateShowing)
	add(n.Enabled, stateEnabled, stateSensitive)
	add(n.CanFocus && n.Enabled, stateFocusable)
	add(n.HasFocus, stateFocused)
	add(n.Text != nil, stateSingleLine, stateSelectableText)
	add(n.Text != nil && n.Enabled, stateEditable)
	add(n.Role == parts.RoleSlider, stateHorizontal)
	add(n.Role == parts.RoleBusy, stateBusy)
	return s
}

func frameStates(t *access.Tree) states {
	s := set(stateEnabled, stateSensitive, stateShowing, stateVisible, stateResizable)
	if t.Place.Active {
		s |= set(stateActive)
	}
	return s
}
