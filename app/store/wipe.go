package store

import (
	"errors"
	"fmt"
	"os"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// rewriteSuffix names the new file while Wipe writes it.
const rewriteSuffix = ".new"

// Wipe forgets an account, and leaves nothing of it in the file's free pages either.
func (s *Store) Wipe(account string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return ErrClosed
	}
	return guarded("wipe the store", func() error {
		err := s.db.Update(func(tx *bolt.Tx) error {
			return tx.Bucket(accountsBucket).DeleteBucket([]byte(account))
		})
		if errors.Is(err, berrors.ErrBucketNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return s.rewrite()
	})
}

// rewrite copies what is left into a new file that takes the old one's place. On an error the old
// one stays in use. Called with mu held for writing.
func (s *Store) rewrite() error {
	name := s.file + rewriteSuffix
	fresh, err := bolt.Open(name, 0o600, &bolt.Options{Timeout: time.Second, FreelistType: bolt.FreelistMapType,
		NoStatistics: true})
	if err != nil {
		return err
	}
	if err := bolt.Compact(fresh, s.db, 0); err != nil {
		fresh.Close()
		os.Remove(name)
		return err
	}
	return s.adopt(fresh, name)
}

// adopt gives up both databases, since a file in use can't be moved everywhere, and opens the
// one that has the name then.
func (s *Store) adopt(fresh *bolt.DB, name string) error {
	err := errors.Join(fresh.Close(), s.db.Close())
	if err == nil {
		err = os.Rename(name, s.file)
	}
	if err != nil {
		err = fmt.Errorf("replace the store: %w", err)
	}
	return errors.Join(err, s.open(upgrades))
}
