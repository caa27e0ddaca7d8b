package frame_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"istratray/app/inbox"
	"istratray/app/window/access"
	"istratray/app/window/desk"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// tree is what the window tells those who don't see it.
func (b *bench) tree() *access.Tree {
	b.layOut()
	if b.scanner == nil {
		b.scanner = access.NewScanner(b.window.Canvas())
	}
	return b.scanner.Scan("Istra Tray", access.Place{})
}

// thing is the one with that role and name.
func (b *bench) thing(role parts.Role, name string) *access.Node {
	b.t.Helper()
	found := b.tree().Find(role, name)
	if len(found) != 1 {
		b.t.Fatalf("%d things are called %q, of:\n%s", len(found), name, outline(b.tree()))
	}
	return found[0]
}

func outline(t *access.Tree) string {
	var out strings.Builder
	for _, id := range t.Order {
		fmt.Fprintf(&out, "%d in %d: %d %q\n", id, t.Nodes[id].Parent, t.Nodes[id].Role, t.Nodes[id].Name)
	}
	return out.String()
}

// moreScreens are states that screens don't have: what opens over a page, and what comes with time.
var moreScreens = []screen{
	{"code", func() inbox.Snapshot { return gated(inbox.Problem{Code: inbox.SecondFactor, Detail: "SMS"}) }, nil},
	{"changed key", func() inbox.Snapshot {
		return gated(inbox.Problem{Code: inbox.ChangedKey, Detail: "sha256//9vXn2Jc0pTkq4Yw1sRZbEoLm7dUgHf3aKiVt8BxQeMw="})
	}, nil},
	{"sign out?", ordinary, func(b *bench) {
		b.open("settings")
		b.tap(lang.L("Sign out"))
	}},
	{"shortcuts", ordinary, func(b *bench) { b.window.Canvas().OnTypedRune()('?') }},
	{"more", ordinary, func(b *bench) { b.more() }},
	{"volume", ordinary, func(b *bench) { b.press1(parts.RoleButton, lang.L("Volume")) }},
	{"deleted", ordinary, func(b *bench) { b.tap(lang.L("Delete")) }},
	{"failed", ordinary, func(b *bench) {
		b.ui.Sounded(desk.Playback{ID: "v1", Problem: "The message could not be fetched."})
	}},
	{"nobody found", ordinary, func(b *bench) {
		b.open("dial")
		b.thing(parts.RoleField, lang.L("Number or name")).Text.Set("qqq")
	}},
	{"unfolded", func() inbox.Snapshot { return withCalls("Anna missed", "Anna missed", "Tobias out") }, func(b *bench) {
		b.open("calls")
		b.key(fyne.KeyRight)
	}},
}

// press1 presses the only thing with that role and name.
func (b *bench) press1(role parts.Role, name string) {
	b.t.Helper()
	b.thing(role, name).Press()
	b.settle()
}

// Whatever can have the keyboard has a name, no two neighbours of one kind have the same, and whatever can
// have the keyboard can be pressed, changed or opened without it.
func TestEverythingHasANameOfItsOwn(t *testing.T) {
	t.Cleanup(func() { _ = words.Load("en") })
	languages := []string{"en", "fr"}
	if raceDetector {
		languages = languages[:1] // words have no races to find
	}
	for _, language := range languages {
		if err := words.Load(language); err != nil {
			t.Fatal(err)
		}
		for _, s := range append(screens[:len(screens):len(screens)], moreScreens...) {
			t.Run(s.name+" "+language, func(t *testing.T) {
				b := newBench(t, s.snapshot())
				if s.act != nil {
					s.act(b)
				}
				checkNames(t, b.tree())
			})
		}
	}
}

func checkNames(t *testing.T, tree *access.Tree) {
	t.Helper()
	type place struct {
		parent int
		role   parts.Role
		name   string
	}
	seen := map[place]bool{}
	usable := 0
	for _, id := range tree.Order {
		n := tree.Nodes[id]
		if !n.CanFocus {
			continue
		}
		usable++
		if strings.TrimSpace(n.Name) == "" {
			t.Errorf("no name: %d of role %d at %v", id, n.Role, n.Box)
		}
		if n.Press == nil && n.Range == nil && n.Text == nil && n.Role != parts.RoleList && n.Role != parts.RoleMenu {
			t.Errorf("nothing to do with %q", n.Name)
		}
		here := place{n.Parent, n.Role, n.Name}
		if seen[here] && n.Role != parts.RoleRow { // two calls of one minute may look the same
			t.Errorf("two of role %d are called %q", n.Role, n.Name)
		}
		seen[here] = true
	}
	if usable == 0 {
		t.Error("there is nothing to use")
	}
}

// What is seen to have the keyboard is in the tree: Tab meets nothing that is not, and in the tree's order.
func TestFocusOrderIsReadingOrder(t *testing.T) {
	for _, s := range append(screens[:len(screens):len(screens)], moreScreens...) {
		t.Run(s.name, func(t *testing.T) {
			b := newBench(t, s.snapshot())
			if s.act != nil {
				s.act(b)
			}
			b.window.Canvas().Unfocus()
			checkOrder(t, b)
		})
	}
}

func checkOrder(t *testing.T, b *bench) {
	t.Helper()
	at := map[int]int{}
	for i, id := range b.tree().Order {
		at[id] = i
	}
	first, last := 0, -1
	for range len(at) {
		b.window.Canvas().FocusNext()
		n := b.tree().Focused()
		switch {
		case b.window.Canvas().Focused() == nil:
			return // nothing can have it
		case n == nil:
			t.Fatalf("%T has the keyboard and is not in the tree", b.window.Canvas().Focused())
		case n.ID == first:
			return // all the way round
		case at[n.ID] < last:
			t.Errorf("%q comes after what is read after it", n.Name)
		}
		if first == 0 {
			first = n.ID
		}
		last = at[n.ID]
	}
}

func TestARowSaysWhoWhatAndWhen(t *testing.T) {
	b := newBench(t, ordinary())
	var rows []string
	for _, id := range b.tree().Order {
		if n := b.tree().Nodes[id]; n.Role == parts.RoleRow {
			rows = append(rows, n.Name)
		}
	}
	want := "Anna Lindqvist, unread, Voicemail, +46 8 505 780 00, Today, 11:54, 0:24"
	if len(rows) == 0 || rows[0] != want {
		t.Errorf("rows: %q, want %q first", rows, want)
	}
}

func TestPressSelectsARowAndOpenPlaysIt(t *testing.T) {
	b := newBench(t, ordinary())
	tree := b.tree()
	var row *access.Node
	for _, id := range tree.Order {
		if n := tree.Nodes[id]; n.Role == parts.RoleRow && n.Key == "v2" {
			row = n
		}
	}
	row.Press()
	b.settle()
	b.told()
	if now := b.tree(); now.Focused() == nil || now.Focused().ID != row.ID || now.Nodes[row.ID].State&parts.Selected == 0 {
		t.Errorf("the row has neither the keyboard nor the selection: %+v", now.Focused())
	}
	row.Open()
	b.settle()
	if len(b.sound.Told()) == 0 {
		t.Error("nothing plays")
	}
}

// A choice made for somebody who doesn't see is one like any other.
func TestSettingsAreChangedByName(t *testing.T) {
	b := newBench(t, ordinary())
	b.open("settings")
	b.thing(parts.RoleSwitch, "New voicemails").Press()
	b.thing(parts.RoleItem, "1.5×").Press()
	b.thing(parts.RoleRadio, "Dark").Press()
	b.settle()
	s, _ := b.agent.Settings(t.Context())
	if s.Notifications.Voicemails || s.Playback.Speed != 1.5 || s.Appearance.Theme != "dark" {
		t.Errorf("%+v", s)
	}
	fyne.CurrentApp().Settings().SetTheme(light)
	if n := b.thing(parts.RoleSwitch, "New voicemails"); n.State&parts.Checked != 0 || n.Label == 0 {
		t.Errorf("%+v", n)
	}
}

func TestFieldsAreFilledByName(t *testing.T) {
	b := newBench(t, signedOut)
	b.thing(parts.RoleField, "Server").Text.Set("phone.example.com")
	b.thing(parts.RoleField, "Login").Text.Set("anna\n@example.com")
	b.thing(parts.RolePassword, "Password").Text.Set("135799")
	if n := b.thing(parts.RolePassword, "Password"); n.Text.Content != "••••••" || n.Text.Caret != 6 {
		t.Errorf("a password shows as %q, the caret at %d", n.Text.Content, n.Text.Caret)
	}
	login := b.thing(parts.RoleField, "Login").Text
	login.Insert(0, "hanna")
	login.Delete(0, 1)
	login.Select(0, 4)
	n := b.thing(parts.RoleField, "Login")
	if n.Text.Content != "annaanna @example.com" || n.Text.From != 0 || n.Text.To != 4 {
		t.Errorf("%q, selected %d to %d", n.Text.Content, n.Text.From, n.Text.To)
	}
}

// What a dialog covers can't be used, so it is not there.
func TestADialogIsAlone(t *testing.T) {
	b := newBench(t, ordinary())
	b.open("settings")
	b.tap("Sign out")
	tree := b.tree()
	if n := tree.Nodes[tree.Top[0]]; len(tree.Top) != 1 || n.Role != parts.RoleDialog || n.Name != "Sign out?" || n.State&parts.Modal == 0 {
		t.Errorf("%d on top, the first is %+v", len(tree.Top), n)
	}
	b.press1(parts.RoleButton, "Cancel")
	if len(b.tree().Find(parts.RoleTab, "Calls")) != 1 {
		t.Error("the page has not come back")
	}
}

func TestMenusTellTheirItems(t *testing.T) {
	b := newBench(t, ordinary())
	b.press1(parts.RoleButton, "More")
	b.key(fyne.KeyDown)
	if n := b.tree().Focused(); n == nil || n.Role != parts.RoleItem || n.Name != "Save to Downloads" {
		t.Errorf("the keyboard is on %+v", n)
	}
	b.press1(parts.RoleItem, "Copy number")
	b.expect("+46 8 505 780 00 copied")
}

func TestSettingsScrollToTheKeyboard(t *testing.T) {
	b := newBench(t, ordinary())
	b.open("settings")
	for range 40 {
		b.window.Canvas().FocusNext()
		n := b.tree().Focused()
		if n == nil {
			t.Fatal("nothing has the keyboard")
		}
		if n.Box.Min.Y < 0 || n.Box.Max.Y > 640 {
			t.Errorf("%q has the keyboard, out of sight at %v", n.Name, n.Box)
		}
	}
}

func TestTheMenuKeyOpensARowsMenu(t *testing.T) {
	for name, press := range map[string]func(*parts.List){
		"menu key": func(l *parts.List) { l.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu}) },
		"Shift+F10": func(l *parts.List) {
			l.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF10})
			l.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ordinary())
			b.key(fyne.KeyDown) // to the list
			b.key(fyne.KeyDown)
			list, ok := b.window.Canvas().Focused().(*parts.List)
			if !ok {
				t.Fatalf("%T has the keyboard", b.window.Canvas().Focused())
			}
			press(list)
			b.thing(parts.RoleItem, "Play")
			b.key(fyne.KeyDown)
			b.key(fyne.KeyReturn)
			b.told("play v2 0s")
		})
	}
}

func TestRowsFoldAndOpenTheirMenusByName(t *testing.T) {
	b := newBench(t, withCalls("Anna missed", "Anna missed", "Tobias out"))
	b.open("calls")
	group := func() *access.Node {
		tree := b.tree()
		return tree.Nodes[tree.Nodes[tree.Find(parts.RoleList, "Call history")[0].ID].Children[0]]
	}
	if n := group(); n.State&parts.Expandable == 0 || n.State&parts.Expanded != 0 || n.Total != 2 {
		t.Fatalf("a folded group: %+v", n)
	}
	group().Fold()
	b.settle()
	if n := group(); n.State&parts.Expanded == 0 || n.Total != 4 {
		t.Errorf("an unfolded group: %+v", n)
	}
	group().Menu()
	if len(b.tree().Find(parts.RoleItem, "Copy number")) != 1 {
		t.Errorf("no menu:\n%s", outline(b.tree()))
	}
}

func TestTheVolumeIsSetByKeyboard(t *testing.T) {
	b := newBench(t, ordinary())
	b.press1(parts.RoleButton, "Volume")
	b.key(fyne.KeyDown)
	b.key(fyne.KeyLeft)
	b.told("volume 0.98", "volume 0.96")
	b.key(fyne.KeyEscape)
	if b.window.Canvas().Overlays().Top() != nil {
		t.Error("Escape leaves it open")
	}
}

// A hundred thousand rows cost what those in view cost.
func TestManyRowsCostNoMore(t *testing.T) {
	s := ordinary()
	many := 100_000
	if raceDetector {
		many = 10_000 // to index them takes ten times as long
	}
	for i := range many {
		s.Calls = append(s.Calls, inbox.Call{ID: fmt.Sprint("x", i), Label: fmt.Sprint("Caller ", i), Number: fmt.Sprint("+4930", 1000000+i), Time: noon.Add(-time.Duration(i) * time.Minute)})
	}
	b := newBench(t, s)
	b.open("calls")
	tree := b.tree()
	if len(tree.Order) > 200 {
		t.Errorf("%d things in view", len(tree.Order))
	}
	for _, id := range tree.Order {
		if n := tree.Nodes[id]; n.Role == parts.RoleRow && n.Total < many && n.Parent == b.thing(parts.RoleList, "Call history").ID {
			t.Errorf("row %d of %d", n.Position, n.Total)
		}
	}
}

func BenchmarkTree(b *testing.B) {
	bench := newBench(b, ordinary())
	bench.tree()
	b.ReportAllocs()
	for b.Loop() {
		bench.scanner.Scan("", access.Place{})
	}
}
