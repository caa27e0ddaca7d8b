package agent

import (
	"testing"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/words"
)

func TestALanguageThatThereIsNotIsRefused(t *testing.T) {
	a := withAccount(t, inbox.Online, "1234")
	s := settings.Defaults()
	s.Language = "xx"
	err := a.SetSettings(t.Context(), s)
	if got, want := toldBy(words.In("de"), err), words.In("de").Tell(words.New("setting", "field",
		"language")); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if control.CodeOf(err) != control.BadRequest || a.settings.get().Language != "" {
		t.Errorf("%v, and the language is %q", err, a.settings.get().Language)
	}
}

func TestFailuresAreToldInTheReadersLanguage(t *testing.T) {
	const want = "Es gibt kein Adressbuch dieses Namens."
	if got := toldBy(words.In("de"), noBook()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestATranscriberIsToldALanguage(t *testing.T) {
	for region, want := range map[string]string{"de": "de", "de-AT": "de", "pt_BR.UTF-8": "pt", "gsw-CH": "gsw",
		"C": "en", "C.UTF-8": "en", "POSIX": "en", "": "en"} {
		if got := languageCode(region); got != want {
			t.Errorf("%q is %q, want %q", region, got, want)
		}
	}
}
