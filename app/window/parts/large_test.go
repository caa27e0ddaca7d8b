package parts

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
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
