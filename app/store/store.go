// Package store is what the agent remembers across restarts: which items it has announced, what
// the user has looked at, the lists as last read, and which password the platform refused. It is
// a cache with a few marks in it: losing it may cost one repeated look, never a message.
//
// Every method is safe from any goroutine and returns when its change is on the disk. A process
// that is killed at any moment leaves either the old or the new state of each method. Nothing here
// runs in the background. Writing is by rows: a changed call writes that call.
//
// An account is named LOGIN@HOST. Passwords are never stored, only a slow keyed digest of a
// refused one.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"istratray/app/safefile"

	bolt "go.etcd.io/bbolt"
)

const (
	lockWait  = 3 * time.Second // for an agent that is just ending
	allocSize = 1 << 20         // bytes by which a large file grows
)

// Store is an open store file.
type Store struct {
	file   string
	rounds int // of the password digest

	litter atomic.Bool // free pages hold what was deleted, and could not be wiped yet

	mu sync.RWMutex // guards db: held for reading by every use, for writing while it is replaced
	db *bolt.DB     // nil once closed
}

// New is the store of a file, closed until it is opened.
func New(file string) *Store { return &Store{file: file, rounds: digestRounds} }

// Open is New and its Open. A store comes with a *ReplacedError, too.
func Open(file string) (*Store, error) {
	s := New(file)
	err := s.Open()
	if err != nil && !errors.As(err, new(*ReplacedError)) {
		return nil, err
	}
	return s, err
}

// Open opens the store, or begins one; folder and file are the user's alone. Call it once: what is asked meanwhile
// waits. It returns ErrInUse when another process has it, or an error that wraps ErrFull. A file that is broken, or
// was written by a later version, is kept beside the new one: then the store is usable and the error is a
// *ReplacedError, a warning.
func (s *Store) Open() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.file = safefile.Followed(s.file)
	if err := os.MkdirAll(filepath.Dir(s.file), 0o700); err != nil {
		return classed("make the folder", err)
	}
	err := s.open(upgrades)
	replaced := s.replace(err)
	if replaced != nil {
		err = s.begin(replaced)
	}
	if err != nil {
		return err
	}
	_ = os.Remove(s.file + rewriteSuffix) // what a killed Wipe left
	if replaced != nil {
		return replaced
	}
	return nil
}

// begin makes a new store, with what can be read of the one that it replaces.
func (s *Store) begin(replaced *ReplacedError) error {
	if err := s.open(upgrades); err != nil {
		return err
	}
	if replaced.Kept == "" || errors.Is(replaced.Err, ErrNewer) {
		return nil
	}
	if err := s.salvage(replaced.Kept); err != nil {
		replaced.Err = errors.Join(replaced.Err, err)
	}
	return nil
}

// open opens the file and brings it to the present schema.
func (s *Store) open(steps []upgrade) error {
	var opened *os.File
	var db *bolt.DB
	err := guarded("open the store", func() (err error) {
		db, err = openDatabase(s.file, &opened)
		if err != nil {
			return openError(err)
		}
		return prepare(db, steps)
	})
	switch {
	case err == nil:
		s.db = db
	case db == nil && opened != nil:
		opened.Close()
	case errors.Is(err, errPanic) && opened != nil:
		opened.Close() // gives the lock back; closing the database could hang after a panic inside of it
	case db != nil:
		db.Close()
	}
	return err
}

// openDatabase also hands out the file, which a panic would leave open and locked.
func openDatabase(name string, opened **os.File) (*bolt.DB, error) {
	db, err := bolt.Open(name, 0o600, &bolt.Options{
		Timeout:      lockWait,
		FreelistType: bolt.FreelistMapType,
		NoStatistics: true,
		OpenFile: func(name string, flag int, mode fs.FileMode) (f *os.File, err error) {
			if info, err := os.Stat(name); err == nil && info.IsDir() {
				return nil, fmt.Errorf("%w: it is a folder", ErrCorrupt)
			}
			f, err = os.OpenFile(name, flag, mode)
			*opened = f
			switch {
			case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ELOOP):
				return nil, linkError(name, err)
			case err != nil:
				return nil, err
			}
			return f, inspect(f)
		},
	})
	if err == nil {
		db.AllocSize = allocSize
	}
	return db, err
}

// linkError tells a link that leads nowhere from a place that is missing.
func linkError(name string, err error) error {
	if info, no := os.Lstat(name); no == nil && info.Mode()&fs.ModeSymlink != 0 {
		return fmt.Errorf("%w: it is a link that leads nowhere", ErrCorrupt)
	}
	return err
}

// inspect looks for damage before the database reads a page of it. An empty file is a new one.
func inspect(f *os.File) error {
	if err := waitForLock(f); err != nil {
		return err
	}
	info, err := f.Stat()
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: it is no file", ErrCorrupt)
	case info.Size() == 0:
		return nil
	}
	return checkPages(f, info.Size())
}

// Close ends the use of the store. Methods return ErrClosed afterwards.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return nil
	}
	err := s.db.Close()
	s.db = nil
	if err != nil {
		return fmt.Errorf("close the store: %w", err)
	}
	return nil
}

// update changes an account's part of the store, which it makes when it is missing.
func (s *Store) update(operation, account string, change func(*bolt.Bucket) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.db == nil {
		return ErrClosed
	}
	return guarded(operation, func() error {
		return s.db.Update(func(tx *bolt.Tx) error {
			b, err := tx.Bucket(accountsBucket).CreateBucketIfNotExists([]byte(account))
			if err != nil {
				return err
			}
			return change(b)
		})
	})
}

// view reads an account's part of the store; nothing is read when there is none.
func (s *Store) view(operation, account string, read func(*bolt.Bucket) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.db == nil {
		return ErrClosed
	}
	return guarded(operation, func() error {
		return s.db.View(func(tx *bolt.Tx) error {
			if b := tx.Bucket(accountsBucket).Bucket([]byte(account)); b != nil {
				return read(b)
			}
			return nil
		})
	})
}
