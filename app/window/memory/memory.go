// Package memory keeps what the window remembers between two openings and nobody else needs: its size, where its
// divider is, what was in view, and what it has told already. It is a small file of the profile; losing it loses
// nothing that matters.
//
// A File may be used from any goroutine. Writes happen on the caller's.
package memory

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"istratray/app/safefile"
)

// Memory is what is remembered. The zero Memory is that of a first opening.
type Memory struct {
	Width  float32 `json:"width,omitempty"` // of the window, in Fyne units; 0: not known
	Height float32 `json:"height,omitempty"`
	List   float32 `json:"list,omitempty"` // width of the lists, where the divider was dragged; 0: the usual one
	Page   string  `json:"page,omitempty"` // list that was in view, as control.Show names it; "": the first one
	Item   string  `json:"item,omitempty"` // what was chosen there
	Told   bool    `json:"told,omitempty"` // that closing the window does not end the program

	Greeted bool `json:"greeted,omitempty"` // the questions after the first sign-in were asked
}

const maxFile = 1 << 16 // bytes

// File is a Memory and where it is kept.
type File struct {
	path string // "" for one that is forgotten with the process

	mu   sync.Mutex // guards what follows
	now  Memory
	save sync.Mutex // one write at a time; never taken under mu
}

// Open reads the memory from a file. What can't be read is forgotten. An empty path gives a memory
// without a file.
func Open(path string) *File {
	f := &File{path: path}
	if text, err := safefile.Read(path, maxFile); err == nil && json.Unmarshal(text, &f.now) != nil {
		f.now = Memory{}
	}
	return f
}

// Get is what is remembered.
func (f *File) Get() Memory {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

// Change edits what is remembered. Save keeps it.
func (f *File) Change(edit func(*Memory)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	edit(&f.now)
}

// Save writes what is remembered to the file.
func (f *File) Save() error {
	if f.path == "" {
		return nil
	}
	f.save.Lock()
	defer f.save.Unlock()
	text, err := json.Marshal(f.Get())
	if err != nil {
		return fmt.Errorf("remember the window: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return fmt.Errorf("remember the window: %w", err)
	}
	return safefile.Write(f.path, 0o600, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}
