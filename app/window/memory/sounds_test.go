package memory_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"istratray/app/window/memory"
)

var monday = time.Date(2026, 3, 16, 9, 0, 0, 0, time.UTC)

func TestSoundsAreRememberedByMessageAndAccount(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "sounds.json")
	s := memory.OpenSounds(path)
	s.Use("anna@one")
	s.Change("1", monday, func(s *memory.Sound) { s.Wave, s.Place = []byte{1, 2}, 7*time.Second })
	s.Change("2", monday, func(s *memory.Sound) { s.Place = time.Second })
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	s = memory.OpenSounds(path)
	s.Use("anna@one")
	if got := s.Get("1", monday); len(got.Wave) != 2 || got.Place != 7*time.Second {
		t.Errorf("remembered %+v", got)
	}
	if got := s.Get("1", monday.Add(time.Hour)); got.Wave != nil || got.Place != 0 {
		t.Errorf("of another message with that ID: %+v", got)
	}
	s.Prune(func(id string) bool { return id == "2" })
	if got := s.Get("1", monday); got.Wave != nil {
		t.Errorf("of one that is gone: %+v", got)
	}
	s.Use("") // signed out
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file is left: %v", err)
	}
	if err := s.Save(); err != nil {
		t.Errorf("nothing to take away: %v", err)
	}
}

func TestTheNewestSoundsAreRemembered(t *testing.T) {
	s := memory.OpenSounds("")
	s.Use("anna@one")
	for i := range 2001 {
		s.Change(fmt.Sprint(i), monday.Add(time.Duration(i)*time.Minute), func(s *memory.Sound) { s.Wave = []byte{1} })
	}
	if s.Get("0", monday).Wave != nil || s.Get("2000", monday.Add(2000*time.Minute)).Wave == nil {
		t.Error("not the newest are remembered")
	}
}

func TestADamagedFileOfSoundsIsForgotten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sounds.json")
	if err := os.WriteFile(path, []byte(`{"account":`), 0o600); err != nil {
		t.Fatal(err)
	}
	s := memory.OpenSounds(path)
	s.Use("anna@one")
	s.Change("1", monday, func(s *memory.Sound) { s.Place = time.Second })
	if err := s.Save(); err != nil {
		t.Error(err)
	}
}
