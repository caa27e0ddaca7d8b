package memory

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"istratray/app/safefile"
)

const (
	maxSounds     = 2000    // messages, the newest ones
	maxSoundsFile = 2 << 20 // bytes
)

// Sound is what is remembered of a voicemail's sound: never what is said in it.
type Sound struct {
	Time  time.Time     `json:"time"`            // of the voicemail: an ID that comes again is another message
	Wave  []byte        `json:"wave,omitempty"`  // how loud equal parts of it are, 255 is the most
	Place time.Duration `json:"place,omitempty"` // where playing stopped; 0: at the start or the end
}

// Sounds are the Sounds of one account's voicemails, and the file they are kept in. They may be used from any
// goroutine.
type Sounds struct {
	save sync.Mutex // one write at a time, guards path; never taken under mu
	path string     // "" for ones that are forgotten with the process

	mu      sync.Mutex // guards what follows
	account string     // "" until Use
	of      map[string]Sound
}

// soundsFile is the form of the file.
type soundsFile struct {
	Account string           `json:"account"`
	Sounds  map[string]Sound `json:"sounds"`
}

// OpenSounds reads what is remembered from a file. What can't be read is forgotten. An empty path gives Sounds
// without a file.
func OpenSounds(path string) *Sounds {
	s := &Sounds{path: path, of: map[string]Sound{}}
	text, err := safefile.Read(path, maxSoundsFile)
	var kept soundsFile
	if err == nil && json.Unmarshal(text, &kept) == nil && kept.Sounds != nil {
		s.account, s.of = kept.Account, kept.Sounds
	}
	return s
}

// Use goes over to an account. What is remembered of another one is forgotten.
func (s *Sounds) Use(account string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if account != s.account {
		s.account, s.of = account, map[string]Sound{}
	}
}

// Detach keeps what is remembered from now on out of the file, which stays as it is.
func (s *Sounds) Detach() {
	s.save.Lock()
	defer s.save.Unlock()
	s.path = ""
}

// Get is what is remembered of the voicemail with that ID and time.
func (s *Sounds) Get(id string, at time.Time) Sound {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.get(id, at)
}

func (s *Sounds) get(id string, at time.Time) Sound {
	if kept, ok := s.of[id]; ok && kept.Time.Equal(at) {
		return kept
	}
	return Sound{Time: at}
}

// Change edits what is remembered of a voicemail. Save keeps it.
func (s *Sounds) Change(id string, at time.Time, edit func(*Sound)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.get(id, at)
	edit(&kept)
	s.of[id] = kept
	if kept.Wave == nil && kept.Place == 0 {
		delete(s.of, id)
	}
	if len(s.of) > maxSounds {
		delete(s.of, slices.MinFunc(slices.Collect(maps.Keys(s.of)), func(a, b string) int {
			return cmp.Or(s.of[a].Time.Compare(s.of[b].Time), cmp.Compare(a, b))
		}))
	}
}

// Prune forgets the voicemails that are not there any more.
func (s *Sounds) Prune(there func(id string) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.of, func(id string, _ Sound) bool { return !there(id) })
}

// Save writes what is remembered to the file; with nothing to remember the file is taken away.
func (s *Sounds) Save() error {
	s.save.Lock()
	defer s.save.Unlock()
	if s.path == "" {
		return nil
	}
	text, err := s.text()
	if err == nil && text == nil {
		if err = os.Remove(s.path); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
	} else if err == nil {
		err = s.write(text)
	}
	if err != nil {
		return fmt.Errorf("remember the sounds: %w", err)
	}
	return nil
}

// text is the file's, nil where there is nothing to remember.
func (s *Sounds) text() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.of) == 0 {
		return nil, nil
	}
	return json.Marshal(soundsFile{s.account, s.of})
}

func (s *Sounds) write(text []byte) error {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return err
	}
	return safefile.Write(s.path, 0o600, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}
