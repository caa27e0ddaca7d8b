package agent

import (
	"errors"
	"io/fs"
	"os"
	"sync"

	"istratray/app/settings"
)

// preferences are the settings in memory and on disk. Safe for any goroutine.
type preferences struct {
	file  string
	base  settings.Settings // what the file leaves out
	locks settings.Policy   // what nobody here can change
	fresh bool              // there was no file at the start

	mu      sync.Mutex
	current settings.Settings // guarded by mu
	saving  sync.Mutex        // one writer of the file at a time; taken before mu
}

// loadPreferences gives usable preferences even with an error, which says what was wrong.
func loadPreferences(file string, base settings.Settings, locks settings.Policy) (*preferences, error) {
	_, missing := os.Stat(file)
	s, err := settings.Load(file, base)
	return &preferences{file: file, base: base, locks: locks, fresh: errors.Is(missing, fs.ErrNotExist),
		current: locks.Lock(s)}, err
}

func (p *preferences) get() settings.Settings {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.current.Clone() // the caller may decode into it
}

// change edits the settings and saves them. On an error the old ones stay; a *settings.LockedError names one that
// nobody here can change.
func (p *preferences) change(edit func(*settings.Settings)) error {
	p.saving.Lock()
	defer p.saving.Unlock()
	next := p.get()
	edit(&next)
	if err := p.locks.Check(next); err != nil {
		return err
	}
	if err := settings.Save(p.file, next, p.base); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.current = next
	return nil
}
