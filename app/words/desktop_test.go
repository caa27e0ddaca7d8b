package words

import (
	"sync"
	"testing"
	"time"
)

// speaking is a Desktop in a language.
func speaking(language string) *Desktop {
	b := new(Desktop)
	b.Use(language)
	return b
}

func TestUse(t *testing.T) {
	for language, want := range map[string]string{
		"en": "Quit", "de": "Beenden", "es": "Salir", "fr": "Quitter", "it": "Esci", "nl": "Afsluiten",
		"de-AT": "Beenden", "nl_BE": "Afsluiten", "en-GB": "Quit",
	} {
		if got := speaking(language).Say("Quit"); got != want {
			t.Errorf("%q: got %q, want %q", language, got, want)
		}
	}
}

func TestABookIsEnglishAtFirstAndAgain(t *testing.T) {
	b := new(Desktop)
	if got := b.Say("Quit"); got != "Quit" {
		t.Errorf("got %q", got)
	}
	b.Use("de")
	if b.Use("en"); b.Say("Quit") != "Quit" {
		t.Errorf("got %q", b.Say("Quit"))
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		language string
		n        int
		want     string
	}{
		{"en", 0, "0 missed calls"}, {"en", 1, "1 missed call"}, {"en", 2, "2 missed calls"},
		{"fr", 0, "0 appel manqué"}, {"fr", 1, "1 appel manqué"}, {"fr", 2, "2 appels manqués"},
		{"de", 0, "0 verpasste Anrufe"}, {"de", 1, "1 verpasster Anruf"}, {"de", 21, "21 verpasste Anrufe"},
		{"es", 1, "1 llamada perdida"}, {"it", 2, "2 chiamate perse"}, {"nl", 2, "2 gemiste oproepen"},
	} {
		if got := speaking(c.language).Count(c.n, "{{.count}} missed calls"); got != c.want {
			t.Errorf("%s, %d: got %q, want %q", c.language, c.n, got, c.want)
		}
	}
}

func TestWaiting(t *testing.T) {
	for _, c := range []struct {
		voicemails, calls int
		want              string
	}{
		{0, 0, ""}, {1, 0, "1 voicemail"}, {0, 12, "12 missed calls"}, {2, 1, "2 voicemails, 1 missed call"},
	} {
		if got := new(Desktop).Waiting(c.voicemails, c.calls); got != c.want {
			t.Errorf("%d and %d: got %q, want %q", c.voicemails, c.calls, got, c.want)
		}
	}
}

// In English, days and months are those of package time.
func TestDaysAndMonths(t *testing.T) {
	b := new(Desktop)
	for day := range 366 {
		at := time.Date(2028, 1, 1+day, 12, 0, 0, 0, time.UTC)
		if got, want := b.Weekday(at.Weekday())+" "+b.Date(at), at.Format("Mon 2 Jan"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := speaking("de").Date(time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC)); got != "9. März" {
		t.Errorf("got %q", got)
	}
}

func TestABookIsSafeWhileItIsUsed(t *testing.T) {
	b := new(Desktop)
	var all sync.WaitGroup
	for _, language := range []string{"fr", "de", "en"} {
		all.Go(func() { b.Use(language) })
		all.Go(func() {
			if got := b.Say("{{.day}} {{.month}}", "day", 9, "month", "x"); got != "9 x" && got != "9. x" {
				t.Errorf("got %q", got)
			}
		})
	}
	all.Wait()
}
