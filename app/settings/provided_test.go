package settings

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func write(t *testing.T, text string) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "file.json")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func provided(t *testing.T, text string) Settings {
	t.Helper()
	s, err := Provided(write(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestProvided(t *testing.T) {
	s := provided(t, `{"server":"phone.example.com","hidden":true,"hook":["/usr/bin/lamp"],"startAtLogin":true,"unknown":1,
		"notifications":{"private":true,"snoozeUntil":"2040-01-01T00:00:00Z"},"playback":{"speed":99}}`)
	want := Defaults()
	want.Server, want.Hidden, want.StartAtLogin, want.Hook = "phone.example.com", true, true, []string{"/usr/bin/lamp"}
	want.Notifications.Private = true
	if !reflect.DeepEqual(s, want) {
		t.Errorf("got %+v", s)
	}
	if s, err := Provided(filepath.Join(t.TempDir(), "none")); err != nil || !reflect.DeepEqual(s, Defaults()) {
		t.Errorf("no file: %+v, %v", s, err)
	}
	file := write(t, `{"server":`)
	if s, err := Provided(file); err == nil || !strings.Contains(err.Error(), file) ||
		!reflect.DeepEqual(s, Defaults()) {
		t.Errorf("a broken file: %+v, %v", s, err)
	}
	if _, err := os.Stat(file); err != nil {
		t.Error("the administrator's file was moved")
	}
}

func TestWhatTheUserDidNotChangeFollowsTheAdministrator(t *testing.T) {
	base := provided(t, `{"country":"FR","hook":["lamp"],"hidden":true,"notifications":{"private":true}}`)
	s, file := base.Clone(), filepath.Join(t.TempDir(), "settings.json")
	s.Language, s.Playback.Speed, s.Hidden, s.Hook, s.Notifications.Private = "de", 1.5, false, nil, false
	if err := Save(file, s, base); err != nil {
		t.Fatal(err)
	}
	if got, err := Load(file, base); err != nil || !reflect.DeepEqual(got, s) {
		t.Fatalf("got %+v, %v", got, err)
	}
	later := provided(t,
		`{"country":"BE","hook":["bell"],"hidden":true,"notifications":{"private":true},"playback":{"volume":0.5}}`)
	got, err := Load(file, later)
	want := s
	want.Country, want.Playback.Volume = "BE", 0.5
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestAnAccountStaysWithItsServer(t *testing.T) {
	base := provided(t, `{"server":"old.example.com"}`)
	s, file := base, filepath.Join(t.TempDir(), "settings.json")
	s.Login, s.Base = "anna", "https://old.example.com/restletrouter/v1"
	if err := Save(file, s, base); err != nil {
		t.Fatal(err)
	}
	got, err := Load(file, provided(t, `{"server":"new.example.com"}`))
	if err != nil || got.Server != "old.example.com" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestLoadLeavesTheBaseAlone(t *testing.T) {
	base := Defaults()
	base.Hook = []string{"lamp"}
	if got, err := Load(write(t, `{"hook":["bell"]}`), base); err != nil || got.Hook[0] != "bell" ||
		base.Hook[0] != "lamp" {
		t.Errorf("got %v, base %v, %v", got.Hook, base.Hook, err)
	}
}
