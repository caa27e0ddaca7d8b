package command

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"istratray/app/settings"
)

func TestFailuresAreInTheUsersLanguage(t *testing.T) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANGUAGE"} {
		t.Setenv(name, "")
	}
	for _, test := range []struct{ system, setting, want string }{
		{"C", "", "istratray: Istra Tray is not running. Start it with: istratray\n"},
		{"de_AT.UTF-8", "", "istratray: Istra Tray läuft nicht. Starten Sie es mit: istratray\n"},
		{"de_AT.UTF-8", "nl", "istratray: Istra Tray draait niet. Start het met: istratray\n"},
		{"sv_SE.UTF-8", "", "istratray: Istra Tray is not running. Start it with: istratray\n"},
	} {
		t.Setenv("LANG", test.system)
		places := settings.Places{ConfigDir: t.TempDir()}
		if err := os.WriteFile(places.SettingsFile(), []byte(`{"language":"`+test.setting+`"}`), 0o600); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		code := Run(t.Context(), []string{"status"}, Env{Socket: places.ConfigDir + "/none", Places: places, Stdout: new(bytes.Buffer), Stderr: &said})
		if code != ExitNotRunning || !strings.HasPrefix(said.String(), test.want) {
			t.Errorf("%s, %q: exit code %d, %q", test.system, test.setting, code, said.String())
		}
	}
}
