package lang

import (
	"testing"

	fyne "fyne.io/fyne/v2/lang"

	"istratray/app/words"
)

// The forms are the chosen language's, whatever the desktop's is.
func TestPluralsAreOfTheChosenLanguage(t *testing.T) {
	t.Cleanup(func() { texts.Store(words.ForWindow("en")) })
	if err := Use("pl"); err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{1: "1 połączenie", 3: "3 połączenia", 5: "5 połączeń", 22: "22 połączenia"} {
		if got := N("{{.N}} calls", n, map[string]any{"N": n}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := fyne.L("Paste"); got != "Wklej" {
		t.Errorf("a field's menu says %q", got)
	}
}

func TestProblemsAreInTheWindowsLanguage(t *testing.T) {
	t.Cleanup(func() { texts.Store(words.ForWindow("en")) })
	if err := Use("de"); err != nil {
		t.Fatal(err)
	}
	p := words.New("no-such-server", "server", "pbx.example")
	if got := Problems().Tell(p); got != "Es gibt keinen Server namens pbx.example. Prüfen Sie die Adresse." {
		t.Errorf("got %q", got)
	}
}
