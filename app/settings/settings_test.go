package settings

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestSaveAndLoadKeepEverything(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "folder", "settings.json")
	want := Defaults()
	want.Server, want.Login, want.Phone = "phone.example.com", "anna@example.com", "77"
	want.Hidden = true
	want.Notifications.QuietFrom, want.Notifications.QuietTo = "22:00", "07:00"
	want.Notifications.SnoozeUntil = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	want.Playback.Speed = 1.5
	if err := Save(file, want, Defaults()); err != nil {
		t.Fatal(err)
	}
	got, err := Load(file, Defaults())
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("Load = %+v, %v; want %+v", got, err, want)
	}
}

func TestSavedFileIsPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes are Unix's")
	}
	dir := filepath.Join(t.TempDir(), "profile")
	if err := Save(filepath.Join(dir, "settings.json"), Defaults(), Defaults()); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "settings.json"): 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want %o", path, info.Mode().Perm(), err, want)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestLoadOfAMissingFileGivesDefaults(t *testing.T) {
	got, err := Load(filepath.Join(t.TempDir(), "settings.json"), Defaults())
	if err != nil || !reflect.DeepEqual(got, Defaults()) {
		t.Fatalf("Load = %+v, %v", got, err)
	}
}

func TestLoadSetsABrokenFileAside(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "cut": `{"server":"a`, "garbage": "\x00\xff", "wrong type": `{"playback":[]}`,
		"too long": `{"server":"` + strings.Repeat("a", maxFile) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "settings.json")
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := Load(file, Defaults())
			var broken *BrokenError
			if !errors.As(err, &broken) || !reflect.DeepEqual(got, Defaults()) {
				t.Fatalf("Load = %+v, %v; want Defaults and a BrokenError", got, err)
			}
			if kept, _ := os.ReadFile(broken.Kept); string(kept) != text {
				t.Errorf("the broken file was not kept as it was")
			}
			if _, err := Load(file, Defaults()); err != nil {
				t.Errorf("second Load: %v", err)
			}
		})
	}
}

func TestLoadKeepsAFileThatItCannotRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "settings.json")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Load(dir, Defaults())
	var broken *BrokenError
	if err == nil || errors.As(err, &broken) {
		t.Fatalf("Load of a folder = %v; want an error that is not BrokenError", err)
	}
}

func TestLoadRepairsSingleValues(t *testing.T) {
	file := filepath.Join(t.TempDir(), "settings.json")
	text := `{"server":"a.example","unknown":1,"notifications":{"quietFrom":"late"},
		"playback":{"speed":900,"volume":0.5,"format":"wma"},"appearance":{"theme":"pink"},"caPem":"x"}`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	want := Defaults()
	want.Server, want.Playback.Volume = "a.example", 0.5
	if got, err := Load(file, Defaults()); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("Load = %+v, %v; want %+v", got, err, want)
	}
}

func TestSaveRefusesValuesOutOfRange(t *testing.T) {
	for field, change := range map[string]func(*Settings){
		"playback.speed":          func(s *Settings) { s.Playback.Speed = 0 },
		"playback.volume":         func(s *Settings) { s.Playback.Volume = 1.1 },
		"playback.format":         func(s *Settings) { s.Playback.Format = "" },
		"appearance.theme":        func(s *Settings) { s.Appearance.Theme = "blue" },
		"appearance.contrast":     func(s *Settings) { s.Appearance.Contrast = "loud" },
		"appearance.textScale":    func(s *Settings) { s.Appearance.TextScale = 9 },
		"notifications.quietFrom": func(s *Settings) { s.Notifications.QuietFrom = "22:00" },
		"caPem":                   func(s *Settings) { s.CAPEM = "no certificate" },
		"country":                 func(s *Settings) { s.Country = "GERMANY" },
		"language":                func(s *Settings) { s.Language = "German (Austria)" },
		"phone":                   func(s *Settings) { s.Phone = "7\n8" },
		"playback.device":         func(s *Settings) { s.Playback.Device = strings.Repeat("x", 2000) },
		"hook":                    func(s *Settings) { s.Hook = []string{"a", "b\x00"} },
	} {
		s := Defaults()
		change(&s)
		file := filepath.Join(t.TempDir(), "settings.json")
		var bad *ValueError
		if err := Save(file, s, Defaults()); !errors.As(err, &bad) || bad.Field != field {
			t.Errorf("%s: Save = %v", field, err)
		}
		if _, err := os.Stat(file); err == nil {
			t.Errorf("%s: a file was written", field)
		}
	}
}

func TestSettingsAreTidied(t *testing.T) {
	s := Defaults()
	s.Country, s.Notifications.QuietFrom, s.Notifications.QuietTo = " de", "9:30 ", "17:00"
	tidy := s.Tidied()
	if n := tidy.Notifications; tidy.Country != "DE" || n.QuietFrom != "09:30" || n.QuietTo != "17:00" ||
		tidy.Check() != nil {
		t.Errorf("%+v, %v", tidy, tidy.Check())
	}
	for code, known := range map[string]bool{"": true, "DE": true, "GB": true, "UK": false, "GE": true, "G": false,
		"E A": false, " A": false, "XX": false} {
		if knownCountry(code) != known {
			t.Errorf("%q: known %v", code, !known)
		}
	}
}

func TestProfileNames(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	for _, good := range []string{"", "default", "Work-2", "a_b", strings.Repeat("a", 32)} {
		if _, err := PlacesFor(good); err != nil {
			t.Errorf("PlacesFor(%q): %v", good, err)
		}
	}
	for _, bad := range []string{"..", "a/b", `a\b`, "a b", "-x", ".x", "a.b", "é", "NUL", "com1",
		strings.Repeat("a", 33), "a\n"} {
		var e *ProfileError
		if _, err := PlacesFor(bad); !errors.As(err, &e) {
			t.Errorf("PlacesFor(%q) = %v; want a ProfileError", bad, err)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(`{"playback":{"speed":1e999}}`)
	f.Add(`{"notifications":{"quietFrom":"25:00","quietTo":"07:00","snoozeUntil":"x"}}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, text string) {
		file := filepath.Join(t.TempDir(), "settings.json")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Load(file, Defaults())
		var broken *BrokenError
		if err != nil && !errors.As(err, &broken) {
			t.Fatal(err)
		}
		if err := Save(file, s, Defaults()); err != nil {
			t.Fatalf("what Load gave can't be saved: %v", err)
		}
		if again, err := Load(file, Defaults()); err != nil || !reflect.DeepEqual(again, s) {
			t.Fatalf("%+v became %+v, %v", s, again, err)
		}
	})
}
