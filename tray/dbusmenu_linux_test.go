package tray

import (
	"slices"
	"testing"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
	"istratray/app/inbox"
)

// hostWithMenu is a panel that shows a tray which shows s.
func hostWithMenu(t *testing.T, s inbox.Snapshot) (*running, *fakeHost) {
	t.Helper()
	b := bustest.Start(t)
	w := newWatcher(t, b, true)
	w.appear()
	tr := run(t, long)
	host := w.item()
	tr.Show(s)
	host.changed("LayoutUpdated")
	return tr, host
}

func TestMenuLinesBecomeIntents(t *testing.T) {
	tr, host := hostWithMenu(t, busy())
	anna := host.find("Voicemail: Anna Lindqvist · 0:24 · 11:55")
	play, _ := search(anna.children, "Play")
	back, _ := search(anna.children, "Call back 00200")
	for _, tt := range []struct {
		line line
		want Intent
	}{
		{play, Open{Page: "voicemails", Item: "v1", Play: true}},
		{back, Call{Number: "00200", Label: "Anna Lindqvist"}},
		{host.find("Settings…"), Open{Page: "settings"}},
		{host.find("Quit"), Quit{}},
	} {
		if err := host.click(tt.line); err != nil {
			t.Error(tt.line.label, err)
		}
		if got := await(t, tr.intents, "an intent"); got != tt.want {
			t.Errorf("%s: got %#v, want %#v", tt.line.label, got, tt.want)
		}
	}
}

func TestMenuEventsInAGroup(t *testing.T) {
	tr, host := hostWithMenu(t, busy())
	var unknown []int32
	events := []menuEvent{
		{host.find("Quit").id, "clicked", dbus.MakeVariant(""), 0},
		{4711, "clicked", dbus.MakeVariant(""), 0},
		{host.find("Settings…").id, "hovered", dbus.MakeVariant(""), 0},
	}
	if err := host.menu().Call(menuInterface+".EventGroup", 0, events).Store(&unknown); err != nil {
		t.Fatal(err)
	}
	if got := await(t, tr.intents, "an intent"); got != (Quit{}) || !slices.Equal(unknown, []int32{4711}) {
		t.Errorf("got %#v and %v", got, unknown)
	}
	if len(tr.intents) > 0 {
		t.Errorf("hovering became %#v", <-tr.intents)
	}
}

// An open menu must not lose its lines while it is read, nor may a click hit another line.
func TestMenuLinesKeepTheirNumbers(t *testing.T) {
	tr, host := hostWithMenu(t, busy())
	before := host.lines()
	old, _ := search(before, "Voicemail: Anna Lindqvist · 0:24 · 11:55")

	s := busy()
	s.Voicemails[0].Read = true
	s.Counts.UnreadVoicemails--
	tr.Show(s)
	host.changed("LayoutUpdated")
	after := host.lines()
	for _, l := range after {
		for _, b := range before {
			if l.label != "" && l.label == b.label && l.id != b.id {
				t.Errorf("%q was %d and is %d", l.label, b.id, l.id)
			}
		}
	}
	if _, ok := search(after, old.label); ok {
		t.Error("a read voicemail is still there")
	}
	if err := host.click(old.children[0]); err == nil {
		t.Error("a click on a line that is gone was taken")
	}

	tr.Show(busy())
	host.changed("LayoutUpdated")
	if again := host.find(old.label); again.id == old.id {
		t.Error("the number of a line that was gone came back")
	}
}

func TestChangedLabelLeavesTheLayout(t *testing.T) {
	tr, host := hostWithMenu(t, busy())
	s := busy()
	s.Voicemails[0].Label = "Bob_by <b>"
	tr.Show(s)
	if got := host.changed("ItemsPropertiesUpdated"); len(got) != 1 {
		t.Errorf("signals %v, want one", got)
	}
	if l := host.find("Voicemail: Bob__by <b> · 0:24 · 11:55"); len(l.children) != 3 {
		t.Errorf("line %+v", l)
	}
}

// What a menu says of times becomes wrong while nobody looks: it is put right when someone does.
func TestMenuIsRightWhenItOpens(t *testing.T) {
	tr, host := hostWithMenu(t, busy())
	tr.now.Add(24 * 60 * 60)
	var need bool
	if err := host.menu().Call(menuInterface+".AboutToShow", 0, int32(0)).Store(&need); err != nil {
		t.Fatal(err)
	}
	host.changed("ItemsPropertiesUpdated")
	host.find("Voicemail: Anna Lindqvist · 0:24 · Wed 11:55")
}

// xfce4-panel asks for one menu as a group of one.
func TestMenusOpenInAGroup(t *testing.T) {
	tr, host := hostWithMenu(t, busy())
	open := func() (updates, unknown []int32) {
		t.Helper()
		if err := host.menu().Call(menuInterface+".AboutToShowGroup", 0, []int32{0, 4711}).Store(&updates,
			&unknown); err != nil {
			t.Fatal(err)
		}
		return updates, unknown
	}
	if updates, unknown := open(); !slices.Equal(updates, []int32{0}) || !slices.Equal(unknown, []int32{4711}) {
		t.Errorf("before it was read: updates %v, unknown %v", updates, unknown)
	}
	host.lines()
	tr.now.Add(24 * 60 * 60)
	if updates, _ := open(); len(updates) > 0 {
		t.Errorf("after it was read: updates %v", updates)
	}
	host.changed("ItemsPropertiesUpdated")
	host.find("Voicemail: Anna Lindqvist · 0:24 · Wed 11:55")
}

func TestMenuProperties(t *testing.T) {
	_, host := hostWithMenu(t, busy())
	var all []properties
	if err := host.menu().Call(menuInterface+".GetGroupProperties", 0, []int32{}, []string{}).Store(&all); err != nil {
		t.Fatal(err)
	}
	has := func(name string, value any) bool {
		return slices.ContainsFunc(all, func(p properties) bool { return p.Properties[name].Value() == value })
	}
	if !has("type", "separator") || !has("enabled", false) || !has("children-display", "submenu") ||
		!has("label", "Quit") {
		t.Errorf("got %v", all)
	}

	quit := host.find("Quit").id
	var label string
	if err := host.menu().Call(menuInterface+".GetProperty", 0, quit,
		"label").Store(&label); err != nil || label != "Quit" {
		t.Errorf("got %q, %v", label, err)
	}
	for _, bad := range [][]any{{quit, "no such property"}, {int32(4711), "label"}} {
		if err := host.menu().Call(menuInterface+".GetProperty", 0, bad...).Err; err == nil {
			t.Errorf("%v was answered", bad)
		}
	}
	var revision uint32
	var top layout
	err := host.menu().Call(menuInterface+".GetLayout", 0, int32(0), int32(1), []string{"label"}).Store(&revision, &top)
	if err != nil || len(top.Children) == 0 {
		t.Fatal(err)
	}
	for _, l := range parse(top.Children) {
		if len(l.children) > 0 {
			t.Errorf("%q came with its children, which were not asked for", l.label)
		}
	}
	if err := host.menu().Call(menuInterface+".GetLayout", 0, int32(4711), int32(1), []string{}).Err; err == nil {
		t.Error("the layout of an unknown line was answered")
	}
}
