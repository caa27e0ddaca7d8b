//go:build unix && !darwin

package words

import "testing"

// system makes the test run where the environment says this.
func system(t *testing.T, variables map[string]string) {
	t.Helper()
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"} {
		t.Setenv(name, variables[name])
	}
}

func TestALanguageThatWeDontSpeak(t *testing.T) {
	system(t, map[string]string{"LANG": "it_IT.UTF-8"})
	for _, language := range []string{"", "sv", "../lang/de", "/", "d", "deutsch"} {
		if got, want := speaking(language).Say("Quit"), "Esci"; got != want {
			t.Errorf("%q: got %q, want the system's %q", language, got, want)
		}
	}
}

func TestTheSystemsLanguage(t *testing.T) {
	for _, c := range []struct {
		name      string
		variables map[string]string
		want      string
	}{
		{"none", nil, "Quit"},
		{"C", map[string]string{"LANG": "C"}, "Quit"},
		{"C with an encoding", map[string]string{"LANG": "C.UTF-8"}, "Quit"},
		{"POSIX", map[string]string{"LC_ALL": "POSIX", "LANG": "fr_FR.UTF-8"}, "Quit"},
		{"of the session", map[string]string{"LANG": "fr_FR.UTF-8"}, "Quitter"},
		{"with a variant", map[string]string{"LANG": "de_DE@euro"}, "Beenden"},
		{"without a country", map[string]string{"LANG": "nl@euro"}, "Afsluiten"},
		{"of messages", map[string]string{"LC_MESSAGES": "es_ES.UTF-8", "LANG": "fr_FR.UTF-8"}, "Salir"},
		{"of all", map[string]string{"LC_ALL": "de_DE.UTF-8", "LC_MESSAGES": "es_ES", "LANG": "fr_FR"}, "Beenden"},
		{"the first that we speak", map[string]string{"LANGUAGE": "sv:cs_CZ:it:de", "LANG": "sv_SE.UTF-8"}, "Esci"},
		{"one that we don't speak", map[string]string{"LANG": "sv_SE.UTF-8"}, "Quit"},
		{"nonsense", map[string]string{"LANG": "../../x/_.@:"}, "Quit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			system(t, c.variables)
			if got := speaking("").Say("Quit"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
