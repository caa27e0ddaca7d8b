package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"
)

const (
	keySize      = 32      // bytes of the store's own key
	digestRounds = 600_000 // passwords are a few digits, so a guess has to be costly: about 0.2 s
	maxRefused   = 16      // passwords kept for an account; the oldest go first
)

// MarkRefused remembers that the platform refused a password, so that it is not tried again by
// itself: repeated wrong passwords suspend the account. It takes about 0.2 s of computing.
func (s *Store) MarkRefused(account, password string) error {
	digest, err := s.digest(account, password)
	if err != nil {
		return err
	}
	return s.update("remember the refused password", account, func(b *bolt.Bucket) error {
		refused, err := b.CreateBucketIfNotExists(refusedBucket)
		if err != nil {
			return err
		}
		if err := putTime(refused, string(digest), time.Now()); err != nil {
			return err
		}
		return dropOldest(refused, maxRefused)
	})
}

// Refused reports whether the platform refused this password before. It is quick when nothing was
// ever refused, and else takes as long as MarkRefused.
func (s *Store) Refused(account, password string) (bool, error) {
	if any, err := s.anyRefused(account, nil); err != nil || !any {
		return false, err
	}
	digest, err := s.digest(account, password)
	if err != nil {
		return false, err
	}
	return s.anyRefused(account, digest)
}

// ClearRefused forgets an account's refused passwords, after a sign-in that went well.
func (s *Store) ClearRefused(account string) error {
	return s.update("forget refused passwords", account, func(b *bolt.Bucket) error {
		if b.Bucket(refusedBucket) == nil {
			return nil
		}
		return b.DeleteBucket(refusedBucket)
	})
}

// anyRefused looks for a digest, or for any when it is nil.
func (s *Store) anyRefused(account string, digest []byte) (found bool, err error) {
	err = s.view("look up refused passwords", account, func(b *bolt.Bucket) error {
		refused := b.Bucket(refusedBucket)
		if refused == nil {
			return nil
		}
		key, _ := refused.Cursor().Seek(digest)
		found = key != nil && (digest == nil || bytes.Equal(key, digest))
		return nil
	})
	return found, err
}

// digest is slow, and keyed by the store and the account: two stores have nothing to compare.
func (s *Store) digest(account, password string) ([]byte, error) {
	key, err := s.key()
	if err != nil {
		return nil, err
	}
	salt := hmac.New(sha256.New, key)
	salt.Write([]byte(account))
	slow, err := pbkdf2.Key(sha256.New, password, salt.Sum(nil), s.rounds, sha256.Size)
	if err != nil {
		return nil, fmt.Errorf("digest a password: %w", err)
	}
	digest := hmac.New(sha256.New, key)
	digest.Write(slow)
	return digest.Sum(nil), nil
}

func (s *Store) key() (key []byte, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.db == nil {
		return nil, ErrClosed
	}
	return key, guarded("read the store's key", func() error {
		return s.db.View(func(tx *bolt.Tx) error {
			key = bytes.Clone(tx.Bucket(metaBucket).Get(digestKey))
			return nil
		})
	})
}

// dropOldest keeps the newest entries of a bucket of times.
func dropOldest(b *bolt.Bucket, keep int) error {
	times := readTimes(b)
	for len(times) > keep {
		oldest, at := "", time.Time{}
		for key, t := range times {
			if oldest == "" || t.Before(at) {
				oldest, at = key, t
			}
		}
		if err := b.Delete([]byte(oldest)); err != nil {
			return err
		}
		delete(times, oldest)
	}
	return nil
}
