package parts

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/look"
)

// large has texts of twice the usual size until the test ends.
func large(t *testing.T) {
	was := fyne.CurrentApp().Settings().Theme()
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, 2))
	t.Cleanup(func() { fyne.CurrentApp().Settings().SetTheme(was) })
}

func TestLargeTextGoesOnInTheNextLine(t *testing.T) {
	large(t)
	text := NewText("Unbekannter Anrufer", Style{Bold: true}).Wraps()
	text.Resize(fyne.NewSize(200, 40))
	if cut := text.Cut(); cut != "" {
		t.Errorf("%q is cut off", cut)
	}
	if n := len(test.WidgetRenderer(text).Objects()); n != 2 {
		t.Errorf("it has %d lines, want 2", n)
	}
	text.Set(strings.Repeat("Anrufer ", 100))
	if n := len(test.WidgetRenderer(text).Objects()); n != mostLines || text.Cut() == "" {
		t.Errorf("a hundred words have %d lines and are whole: %v", n, text.Cut() == "")
	}
}

func TestHeadingIsAsSmallAsItsLongestWordNeeds(t *testing.T) {
	large(t)
	style := Style{Size: theme.SizeNameHeadingText, Bold: true}
	heading := "An der Telefonanlage anmelden"
	got := strings.Join(Break(heading, 264, style.whole(heading, 264)), "|")
	if !strings.Contains("|"+got+"|", "|Telefonanlage|") {
		t.Errorf("the lines are %s", got)
	}
	if least := style.whole(strings.Repeat("x", 500), 264).size(); least != look.TextSize(theme.SizeNameText) {
		t.Errorf("a word of 500 letters is %v high", least)
	}
}

func TestChoiceHasRoomForWhatIsChosen(t *testing.T) {
	large(t)
	c := NewChoice("Português (Brasil)")
	c.Resize(c.MinSize())
	before := c.MinSize().Width
	c.SetSelected("Português (Brasil)")
	if c.MinSize().Width <= before {
		t.Errorf("it asks for %v, as with nothing chosen", c.MinSize().Width)
	}
}

func TestAnAddressIsBrokenAtItsJoints(t *testing.T) {
	large(t)
	address := NewParagraph("claire.fontaine@example.com", Style{}, 400)
	if least := address.MinSize().Width; least > (Style{}).width("fontaine@")+1 {
		t.Errorf("it needs %v", least)
	}
	lines := strings.Join(Break("claire@example.com", (Style{}).width("claire@ex"), Style{}), "|")
	if lines != "claire@|example.|com" {
		t.Errorf("the lines are %s", lines)
	}
}

func TestANumberStaysWithItsUnit(t *testing.T) {
	text := "Next try in 21 s."
	if got := strings.Join(Break(text, (Style{}).width(text)-1, Style{}), "|"); got != "Next try in|21 s." {
		t.Errorf("the lines are %s", got)
	}
}

func TestWhatIsChosenIsSaidInFullWhereItIsCut(t *testing.T) {
	large(t)
	c := NewChoice("South Georgia & South Sandwich Islands", "Chad")
	tips := NewTips(func(_ time.Duration, do func()) (stop func()) { do(); return func() {} })
	w := test.NewTempWindow(t, container.NewStack(container.NewVBox(c), tips))
	w.Resize(fyne.NewSize(300, 200))
	for option, want := range map[string]string{c.Options[0]: c.Options[0], "Chad": ""} {
		c.SetSelected(option)
		c.MouseIn(&desktop.MouseEvent{})
		if got := tips.Text(); got != want {
			t.Errorf("for %q it says %q", option, got)
		}
		c.MouseOut()
	}
}

func TestNamesEndBeforeWhatCanBeDoneWithThem(t *testing.T) {
	large(t)
	s := newShelf(t, 0)
	s.keys = []string{"Sofía Hernández de la Cruz"}
	s.list.SetItems(1, nil)
	cell := s.list.body.cells[0]
	cell.MouseIn(&desktop.MouseEvent{})
	name := test.WidgetRenderer(cell.row.(*Row)).(*rowRenderer).name
	if end := name.Position().X + name.Size().Width; end > cell.actions.from.X || name.Cut() == "" {
		t.Errorf("the name goes on to %v, the actions begin at %v", end, cell.actions.from.X)
	}
}

// What stands beside a text goes below it when the text size is changed, and comes back.
func TestBesideFollowsTheTextSize(t *testing.T) {
	right := canvas.NewRectangle(nil)
	right.SetMinSize(fyne.NewSize(100, 20))
	c := Beside(0, 150, canvas.NewRectangle(nil), right)
	places := []float32{}
	lay := func() {
		c.Layout.Layout(c.Objects, fyne.NewSize(300, 100))
		places = append(places, right.Position().X)
	}
	lay()
	t.Run("large", func(t *testing.T) { large(t); lay() })
	lay()
	if want := []float32{200, 0, 200}; !slices.Equal(places, want) {
		t.Errorf("it stands at %v, want %v", places, want)
	}
}

// A page that is out of sight while the text size changes is only laid out anew.
func TestAnIconFollowsTheTextSize(t *testing.T) {
	i := NewIcon(look.IconOutgoing, look.Muted, 16)
	r := test.WidgetRenderer(i).(*iconRenderer)
	r.Layout(r.MinSize())
	t.Run("large", func(t *testing.T) {
		large(t)
		if r.Layout(r.MinSize()); r.image.Resource != look.Icon(look.IconOutgoing, look.Muted) {
			t.Errorf("it is %s", r.image.Resource.Name())
		}
	})
}

// A long label that has a line to itself uses it before it goes on in the next one.
func TestALongLabelUsesItsLine(t *testing.T) {
	large(t)
	b := NewButton("Nächste ungelesene: Béatrice Moreau", look.IconNext, Quiet, nil)
	alone := Flow(0, b)
	for width, want := range map[float32]int{900: 1, 400: 2} {
		for range 2 { // how high it is, is known only then
			alone.Resize(fyne.NewSize(width, alone.MinSize().Height))
		}
		if n := len(test.WidgetRenderer(b).(*buttonRenderer).lines); n != want {
			t.Errorf("%v wide it has %d lines, want %d", width, n, want)
		}
	}
}

// Cells that no row has are in no window, and learn of no new theme: rows get others then.
func TestFreeCellsOfAnotherThemeAreNotUsed(t *testing.T) {
	s := newShelf(t, 10)
	s.list.SetItems(1, nil)
	before := s.list.body.free
	if len(before) == 0 {
		t.Fatal("no cell is free")
	}
	large(t)
	s.list.SetItems(10, nil)
	for _, cell := range s.list.body.cells {
		if slices.Contains(before, cell) {
			t.Fatal("a cell of the theme before is used")
		}
	}
}
