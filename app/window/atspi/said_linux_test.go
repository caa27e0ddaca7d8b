package atspi

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"

	"istratray/app/window/access"
	"istratray/app/window/parts"
	"istratray/desktop/rig"
)

// A screen reader that asks for what shows up, and for no announcements, hears that instead.
func TestOldScreenReadersHearWhatIsSaid(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	s.window.Wait(rig.Frame, "Window", soon)
	s.register("Object:StateChanged:Showing")
	heard := s.window.Events()
	bar := s.says(heard)
	var role uint32
	if err := s.window.Call(bar, prefix+"Accessible.GetRole").Store(&role); err != nil || role != rig.Notice {
		t.Errorf("what shows up is of role %d, %v", role, err)
	}
}

// Of two texts that follow each other at once, old screen readers would say the second twice: they read it themselves.
func TestOldScreenReadersHearEachTextOnce(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	s.window.Wait(rig.Frame, "Window", soon)
	s.register("Object:StateChanged:Showing")
	heard := s.window.Events()
	s.says(heard)
	began := time.Now()
	s.still.Store(&began) // both come within the time
	s.on(func() { s.check.SetChecked(true) })
	waitFor(t, heard, "StateChanged", "checked")
	for _, text := range []string{"Calling", "Calling Anna"} {
		s.on(func() { s.bar.Say(text, "", nil) })
		waitFor(t, heard, "PropertyChange", "accessible-name")
	}
	later := began.Add(settles)
	s.still.Store(&later)
	waitFor(t, heard, "StateChanged", "showing")
	s.on(func() { s.check.SetChecked(false) })
	if told := waitFor(t, heard, "StateChanged", "checked")["StateChanged showing"]; told > 0 {
		t.Errorf("told %d times more", told)
	}
}

// says says something until it shows up: who has registered is known a little later. It returns what showed up.
func (s *stage) says(heard <-chan rig.Event) (bar dbus.ObjectPath) {
	s.Helper()
	n := 0
	rig.Eventually(s, soon, "what is said shows up", func() error {
		n++
		s.on(func() { s.bar.Say(fmt.Sprint("Marked read ", n), "", nil) })
		for {
			select {
			case e := <-heard:
				if e.Member == "StateChanged" && e.Detail == "showing" && e.A == 1 {
					bar = e.Path
					return nil
				}
			default:
				return errors.New("not yet")
			}
		}
	})
	return bar
}

// A field's hint is told as such, and not again as its description or selection as each letter is typed.
func TestAFieldIsToldOnce(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	field := s.window.Wait(rig.Entry, "Name", soon)
	var all map[string]string
	if err := field.Call("Accessible.GetAttributes").Store(&all); err != nil || all["placeholder-text"] != "" ||
		field.Description != "" {
		t.Errorf("a field that its hint names has the hint %q and the description %q too, %v",
			all["placeholder-text"], field.Description, err)
	}
	heard := s.window.Events()
	s.on(func() { s.text.SetText("a"); s.text.CursorColumn = 1; s.text.Refresh() })
	limit := time.After(soon)
	for {
		select {
		case e := <-heard:
			if e.Member == "TextSelectionChanged" {
				t.Error("a selection is told where nothing is selected")
			}
			if e.Member == "TextCaretMoved" {
				s.on(func() { s.text.TypedShortcut(&fyne.ShortcutSelectAll{}) })
				waitFor(t, heard, "TextSelectionChanged", "")
				return
			}
		case <-limit:
			t.Fatal("the caret is not told")
		}
	}
}

// waitFor waits for an event, and counts what comes before it.
func waitFor(t *testing.T, heard <-chan rig.Event, member, detail string) (before map[string]int) {
	t.Helper()
	limit := time.After(soon)
	before = map[string]int{}
	for {
		select {
		case e := <-heard:
			if e.Member == member && e.Detail == detail {
				return before
			}
			before[e.Member+" "+e.Detail]++
		case <-limit:
			t.Fatalf("%s %s is not told", member, detail)
		}
	}
}

// register tells the registry that events of that name are wanted.
func (s *stage) register(event string) {
	s.Helper()
	var where string
	if err := s.bus.Connect().Object(finder, finderPath).Call(finder+".GetAddress", 0).Store(&where); err != nil {
		s.Fatal(err)
	}
	conn, err := dbus.Connect(where)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { _ = conn.Close() })
	if err := conn.Object(registry, registryPath).Call(registry+".RegisterEvent", 0, event, []string{},
		"").Err; err != nil {
		s.Fatal(err)
	}
}

func TestNamesOfEvents(t *testing.T) {
	for _, c := range []struct {
		registered, name string
		want             bool
	}{
		{"Object:StateChanged:Showing", "object:statechanged:showing", true},
		{"object:state-changed:showing", "object:statechanged:showing", true},
		{"object:state-changed", "object:statechanged:showing", true},
		{"object:", "object:announcement:", true},
		{"Object:Announcement:", "object:announcement:", true},
		{"Object:StateChanged:Focused", "object:statechanged:showing", false},
		{"Focus::", "object:announcement:", false},
	} {
		if got := hears(c.registered, c.name); got != c.want {
			t.Errorf("who asks for %q hears %q: %v", c.registered, c.name, got)
		}
	}
}

// Values are told as they are said.
func TestValuesAreToldAsTheyAreSaid(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	slider := s.window.Wait(rig.Slider, "Volume", soon)
	slider.SetValue(3)
	var all map[string]string
	if err := slider.Call("Accessible.GetAttributes").Store(&all); err != nil || all["valuetext"] != "3" {
		t.Errorf("attributes %v, %v", all, err)
	}
	if said := valueText(&parts.Range{Now: 397.760009765625}); said != "397.76" {
		t.Errorf("said as %q", said)
	}
}

// A position that advances by itself is not announced every second, only when a person moves it.
func TestAPlaceThatRunsIsNotTold(t *testing.T) {
	at := func(now float64, runs bool) *parts.Range { return &parts.Range{Now: now, Step: 5, Runs: runs} }
	for _, c := range []struct {
		old, now *parts.Range
		want     bool
	}{
		{at(3, true), at(4, true), true}, {at(3, true), at(8, true), false}, {at(3, true), at(1, true), false},
		{at(3, false), at(4, false), false},
	} {
		if got := runs(c.old, c.now); got != c.want {
			t.Errorf("from %v to %v runs by itself: %v", c.old.Now, c.now.Now, got)
		}
	}
}

// What a setting does is its description, and a text beside it. It is told as one and the same, or it would be said
// again as its help, and with the texts that belong to nothing.
func TestAnExplanationIsToldOnce(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	check := s.window.Wait(rig.CheckBox, "Loud", soon)
	text := s.window.Wait(rig.Label, "As it is", soon)
	if check.Description != "As it is" {
		t.Errorf("described as %q", check.Description)
	}
	var help dbus.Variant
	err := s.window.Call(check.Path(), properties+".Get", prefix+"Accessible", "HelpText").Store(&help)
	if err != nil || help.Value() != "" {
		t.Errorf("the help is %q, %v", help.Value(), err)
	}
	for _, c := range []struct {
		of, to *rig.Thing
		kind   uint32
	}{{check, text, describedBy}, {text, check, descriptionFor}} {
		var all []relation
		if err := c.of.Call("Accessible.GetRelationSet").Store(&all); err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(all, func(r relation) bool {
			return r.Kind == c.kind && len(r.Targets) == 1 && r.Targets[0].Path == c.to.Path()
		}) {
			t.Errorf("%q is related as %v", c.of.Name, all)
		}
	}
}

// A list or the navigation says what is selected where the keyboard is in it and hasn't said so itself: Orca takes
// what is selected for where the keyboard is.
func TestASelectionIsToldWhereTheKeyboardIs(t *testing.T) {
	const tabs, tab, list, row, button, other = 1, 2, 3, 4, 5, 6
	at := func(focused int, selected ...int) *access.Tree {
		node := func(id, parent int, role parts.Role, children ...int) *access.Node {
			n := &access.Node{ID: id, Parent: parent, Children: children, HasFocus: id == focused}
			n.Role = role
			if slices.Contains(selected, id) {
				n.State = parts.Selected
			}
			return n
		}
		tree := &access.Tree{Order: []int{tabs, tab, list, row, button, other}, Nodes: map[int]*access.Node{}}
		for _, n := range []*access.Node{node(tabs, 0, parts.RoleTabs, tab), node(tab, tabs, parts.RoleTab),
			node(list, 0, parts.RoleList, row, other), node(row, list, parts.RoleRow, button),
			node(button, row, parts.RoleButton), node(other, list, parts.RoleRow)} {
			tree.Nodes[n.ID] = n
		}
		return tree
	}
	for _, c := range []struct {
		name        string
		before, now *access.Tree
		of          int
		want        bool
	}{
		{"a page is opened, nothing has the keyboard", at(row, row), at(0, tab), tabs, true},
		{"a page is opened, its list has the keyboard", at(0), at(row, tab, row), tabs, false},
		{"another page is chosen on the tab", at(tab), at(tab, tab), tabs, true},
		{"the arrows go to another row", at(other, other), at(row, row), list, false},
		{"two rows are marked", at(other, other), at(row, row, other), list, true},
		{"the row with the keyboard is marked", at(row), at(row, row), list, true},
		{"another row is marked", at(row), at(row, other), list, true},
		{"a row is marked with the keyboard on its button", at(button), at(button, row), list, true},
	} {
		d := difference{before: c.before, now: c.now}
		if got := d.keyboardIn(c.now.Nodes[c.of]); got != c.want {
			t.Errorf("%s: the selection is told: %v", c.name, got)
		}
	}
}
