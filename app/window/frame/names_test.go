package frame_test

import (
	"fmt"
	"image"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"istratray/app/inbox"
	"istratray/app/window/access"
	"istratray/app/window/internal/bench"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// thing is the one with that role and name.
func thing(b *bench.Bench, role parts.Role, name string) *access.Node {
	b.T.Helper()
	found := b.Tree().Find(role, name)
	if len(found) != 1 {
		b.T.Fatalf("%d things are called %q, of:\n%s", len(found), name, outline(b.Tree()))
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

// press1 presses the only thing with that role and name.
func press1(b *bench.Bench, role parts.Role, name string) {
	b.T.Helper()
	thing(b, role, name).Press()
	b.Settle()
}

// Whatever can have the keyboard has a name, no two neighbours of one kind have the same, and whatever can
// have the keyboard can be pressed, changed or opened without it.
func TestEverythingHasANameOfItsOwn(t *testing.T) {
	withoutRaceDetector(t)
	t.Cleanup(func() { _ = lang.Use("en") })
	for _, language := range []string{"en", "fr"} {
		if err := lang.Use(language); err != nil {
			t.Fatal(err)
		}
		for _, s := range everyState() {
			t.Run(s.name+" "+language, func(t *testing.T) {
				b := s.open(t)
				for _, size := range shapes {
					sized(b, size)
					checkNames(t, size, b.Tree())
				}
			})
		}
	}
}

// shapes are windows of each arrangement: one pane, two panes beside icons, two panes beside words.
var shapes = []fyne.Size{leastWindow, {Width: 800, Height: 640}, {Width: 1400, Height: 900}}

func checkNames(t *testing.T, size fyne.Size, tree *access.Tree) {
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
			t.Errorf("%v: no name: %d of role %d at %v", size, id, n.Role, n.Box)
		}
		if n.Press == nil && n.Range == nil && n.Text == nil && n.Role != parts.RoleList && n.Role != parts.RoleMenu {
			t.Errorf("%v: nothing to do with %q", size, n.Name)
		}
		here := place{n.Parent, n.Role, n.Name}
		if seen[here] && n.Role != parts.RoleRow { // two calls of one minute may look the same
			t.Errorf("%v: two of role %d are called %q", size, n.Role, n.Name)
		}
		seen[here] = true
	}
	if usable == 0 {
		t.Error("there is nothing to use")
	}
}

// What is seen to have the keyboard is in the tree: Tab meets nothing that is not, and in the tree's order.
func TestFocusOrderIsReadingOrder(t *testing.T) {
	withoutRaceDetector(t)
	for _, s := range everyState() {
		t.Run(s.name, func(t *testing.T) {
			b := s.open(t)
			for _, size := range shapes {
				sized(b, size)
				b.Window.Canvas().Unfocus()
				checkOrder(t, b)
			}
		})
	}
}

func checkOrder(t *testing.T, b *bench.Bench) {
	t.Helper()
	at := map[int]int{}
	for i, id := range b.Tree().Order {
		at[id] = i
	}
	first, last := 0, -1
	for range len(at) {
		b.Window.Canvas().FocusNext()
		n := b.Tree().Focused()
		switch {
		case b.Window.Canvas().Focused() == nil:
			return // nothing can have it
		case n == nil:
			t.Fatalf("%T has the keyboard and is not in the tree", b.Window.Canvas().Focused())
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
	b := bench.New(t, ordinary())
	var rows []string
	for _, id := range b.Tree().Order {
		if n := b.Tree().Nodes[id]; n.Role == parts.RoleRow {
			rows = append(rows, n.Name)
		}
	}
	want := "Anna Lindqvist, unread, Voicemail, +46 8 505 780 00, Today, 11:54, 0:24"
	if len(rows) == 0 || rows[0] != want {
		t.Errorf("rows: %q, want %q first", rows, want)
	}
}

func TestPressSelectsARowAndOpenPlaysIt(t *testing.T) {
	b := bench.New(t, ordinary())
	tree := b.Tree()
	var row *access.Node
	for _, id := range tree.Order {
		if n := tree.Nodes[id]; n.Role == parts.RoleRow && n.Key == "v2" {
			row = n
		}
	}
	row.Press()
	b.Settle()
	b.ExpectTold()
	if now := b.Tree(); now.Focused() == nil || now.Focused().ID != row.ID ||
		now.Nodes[row.ID].State&parts.Selected == 0 {
		t.Errorf("the row has neither the keyboard nor the selection: %+v", now.Focused())
	}
	row.Open()
	b.Settle()
	if len(b.Sound.Told()) == 0 {
		t.Error("nothing plays")
	}
}

// A choice made for someone who doesn't see is one like any other.
func TestSettingsAreChangedByName(t *testing.T) {
	b := bench.New(t, ordinary())
	b.Open("settings")
	thing(b, parts.RoleSwitch, "New voicemails").Press()
	thing(b, parts.RoleItem, "1.5×").Press()
	thing(b, parts.RoleRadio, "Dark").Press()
	b.Settle()
	s, _ := b.Agent.Settings(t.Context())
	if s.Notifications.Voicemails || s.Playback.Speed != 1.5 || s.Appearance.Theme != "dark" {
		t.Errorf("%+v", s)
	}
	fyne.CurrentApp().Settings().SetTheme(bench.Light)
	if n := thing(b, parts.RoleSwitch, "New voicemails"); n.State&parts.Checked != 0 || n.Label == 0 {
		t.Errorf("%+v", n)
	}
}

func TestFieldsAreFilledByName(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	thing(b, parts.RoleField, "Server").Text.Set("phone.example.com")
	thing(b, parts.RoleField, "Login").Text.Set("anna\n@example.com")
	thing(b, parts.RolePassword, "Password").Text.Set("135799")
	if n := thing(b, parts.RolePassword, "Password"); n.Text.Content != "••••••" || n.Text.Caret != 6 {
		t.Errorf("a password shows as %q, the caret at %d", n.Text.Content, n.Text.Caret)
	}
	login := thing(b, parts.RoleField, "Login").Text
	login.Insert(0, "hanna")
	login.Delete(0, 1)
	login.Select(0, 4)
	n := thing(b, parts.RoleField, "Login")
	if n.Text.Content != "annaanna @example.com" || n.Text.From != 0 || n.Text.To != 4 {
		t.Errorf("%q, selected %d to %d", n.Text.Content, n.Text.From, n.Text.To)
	}
}

// A code that another program puts into the field is not dialled, though its user could type it.
func TestACodePutThereByAnotherProgramIsNotDialled(t *testing.T) {
	b := bench.New(t, ordinary())
	b.Open("dial")
	field := func() *access.Text { return thing(b, parts.RoleField, lang.L("Number or name")).Text }
	field().Set("*21*00491711234567#")
	b.Key(fyne.KeyReturn)
	b.ExpectAsked()
	for i, r := range []rune("*21#") { // nor one that comes letter by letter
		field().Set("")
		field().Insert(i, string(r))
	}
	b.Key(fyne.KeyReturn)
	b.ExpectAsked()
}

// What a dialog covers can't be used, so it is not there.
func TestADialogIsAlone(t *testing.T) {
	b := bench.New(t, ordinary())
	b.Open("settings")
	b.Tap("Sign out")
	tree := b.Tree()
	around := tree.Nodes[tree.Top[0]]
	if len(tree.Top) != 1 || around.Role != parts.RoleFiller || len(around.Children) != 1 {
		t.Fatalf("%d on top, the first is %+v", len(tree.Top), around)
	}
	if n := tree.Nodes[around.Children[0]]; n.Role != parts.RoleDialog || n.Name != "Sign out?" ||
		n.State&parts.Modal == 0 {
		t.Errorf("it is %+v", n)
	}
	press1(b, parts.RoleButton, "Cancel")
	if len(b.Tree().Find(parts.RoleTab, "Calls")) != 1 {
		t.Error("the page has not come back")
	}
}

// Whoever reads a row goes on reading it when a new one comes above it, in whichever cell it is drawn then.
func TestARowStaysTheSameOne(t *testing.T) {
	s := ordinary()
	b := bench.New(t, s)
	before := b.Tree().Find(parts.RoleList, "Messages")[0]
	rows := map[int]string{}
	for _, id := range before.Children {
		if n := b.Tree().Nodes[id]; n.Role == parts.RoleRow {
			rows[id] = n.Key
		}
	}
	added := s.Voicemails[0]
	added.ID, added.Time = "newest", bench.Noon
	s.Voicemails = append([]inbox.Voicemail{added}, s.Voicemails...)
	b.UI.Render(s)
	b.Settle()
	tree, stayed := b.Tree(), 0
	for _, n := range tree.Nodes {
		if key, had := rows[n.ID]; had && n.Key == key {
			stayed++
		} else if had {
			t.Errorf("%q has become %q", key, n.Key)
		}
	}
	if stayed < len(rows)-2 { // those at the lower end are out of view now
		t.Errorf("%d of %d rows are the same", stayed, len(rows))
	}
}

func TestMenusTellTheirItems(t *testing.T) {
	b := bench.New(t, ordinary())
	press1(b, parts.RoleButton, "More")
	b.Key(fyne.KeyDown)
	if n := b.Tree().Focused(); n == nil || n.Role != parts.RoleItem || n.Name != "Play from the start" {
		t.Errorf("the keyboard is on %+v", n)
	}
	press1(b, parts.RoleItem, "Copy number")
	b.Expect("+46 8 505 780 00 copied")
}

func TestSettingsScrollToTheKeyboard(t *testing.T) {
	b := bench.New(t, ordinary())
	b.Open("settings")
	for range 40 {
		b.Window.Canvas().FocusNext()
		n := b.Tree().Focused()
		if n == nil {
			t.Fatal("nothing has the keyboard")
		}
		if n.Box.Min.Y < 0 || n.Box.Max.Y > 640 {
			t.Errorf("%q has the keyboard, out of sight at %v", n.Name, n.Box)
		}
	}
}

// What is scrolled away is there, but not seen, until the keyboard goes there; nor is it what is at a place.
func TestWhatIsScrolledAwayIsNotSeen(t *testing.T) {
	b := bench.New(t, ordinary())
	b.Open("settings")
	language := func() *access.Node { return thing(b, parts.RoleChoice, lang.L("Language")) }
	window := b.Tree().Size
	if n := language(); !n.Seen.Empty() || n.Box.Max.Y <= window.Y {
		t.Fatalf("it is seen at %v, of %v", n.Seen, n.Box)
	}
	if !language().Focus() {
		t.Fatal("it can't have the keyboard")
	}
	b.Settle()
	n := language()
	middle := n.Seen.Min.Add(n.Seen.Max).Div(2)
	if n.Seen.Empty() || b.Tree().At(middle).ID != n.ID {
		t.Errorf("it is seen at %v; there is %+v", n.Seen, b.Tree().At(middle))
	}
	for _, row := range b.Tree().Nodes {
		if !row.Seen.In(image.Rectangle{Max: window}) {
			t.Errorf("%q is seen at %v, beyond the window", row.Name, row.Seen)
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
			b := bench.New(t, ordinary())
			b.Key(fyne.KeyDown) // to the list
			b.Key(fyne.KeyDown)
			list, ok := b.Window.Canvas().Focused().(*parts.List)
			if !ok {
				t.Fatalf("%T has the keyboard", b.Window.Canvas().Focused())
			}
			press(list)
			thing(b, parts.RoleItem, "Play")
			b.Key(fyne.KeyDown)
			b.Key(fyne.KeyReturn)
			b.ExpectTold("play v2 0s")
		})
	}
}

func TestRowsFoldAndOpenTheirMenusByName(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Anna missed", "Tobias out"))
	b.Open("calls")
	group := func() *access.Node {
		tree := b.Tree()
		return tree.Nodes[tree.Nodes[tree.Find(parts.RoleList, "Call history")[0].ID].Children[0]]
	}
	if n := group(); n.State&parts.Expandable == 0 || n.State&parts.Expanded != 0 || n.Total != 2 {
		t.Fatalf("a folded group: %+v", n)
	}
	group().Fold()
	b.Settle()
	if n := group(); n.State&parts.Expanded == 0 || n.Total != 4 {
		t.Errorf("an unfolded group: %+v", n)
	}
	group().Menu()
	if len(b.Tree().Find(parts.RoleItem, "Copy number")) != 1 {
		t.Errorf("no menu:\n%s", outline(b.Tree()))
	}
}

func TestTheVolumeIsSetByKeyboard(t *testing.T) {
	b := bench.New(t, ordinary())
	press1(b, parts.RoleButton, "Volume")
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyLeft)
	b.ExpectTold("volume 0.98", "volume 0.96")
	b.Key(fyne.KeyEscape)
	if b.Window.Canvas().Overlays().Top() != nil {
		t.Error("Escape leaves it open")
	}
}

// A hundred thousand rows cost what those in view cost.
func TestManyRowsCostNoMore(t *testing.T) {
	withoutRaceDetector(t)
	s := ordinary()
	const many = 100_000
	for i := range many {
		s.Calls = append(s.Calls, inbox.Call{ID: fmt.Sprint("x", i), Label: fmt.Sprint("Caller ", i),
			Number: fmt.Sprint("+4930", 1000000+i), Time: bench.Noon.Add(-time.Duration(i) * time.Minute)})
	}
	b := bench.New(t, s)
	b.Open("calls")
	tree := b.Tree()
	if len(tree.Order) > 200 {
		t.Errorf("%d things in view", len(tree.Order))
	}
	for _, id := range tree.Order {
		if n := tree.Nodes[id]; n.Role == parts.RoleRow && n.Total < many &&
			n.Parent == thing(b, parts.RoleList, "Call history").ID {
			t.Errorf("row %d of %d", n.Position, n.Total)
		}
	}
}
