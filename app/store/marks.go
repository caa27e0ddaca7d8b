package store

import (
	"time"

	bolt "go.etcd.io/bbolt"
)

// Keys of the marks bucket.
const (
	baselineMark   = "baseline"
	missedSeenMark = "missedSeen"
	updatedMark    = "updated"
)

// MarkAnnounced remembers that items have been announced: kind + ":" + ID → the item's time.
func (s *Store) MarkAnnounced(account string, marks map[string]time.Time) error {
	if len(marks) == 0 {
		return nil
	}
	return s.update("remember what was announced", account, func(b *bolt.Bucket) error {
		announced, err := b.CreateBucketIfNotExists(announcedBucket)
		if err != nil {
			return err
		}
		for key, at := range marks {
			if err := putTime(announced, key, at); err != nil {
				return err
			}
		}
		return nil
	})
}

// SetBaseline remembers that the first reading is done.
func (s *Store) SetBaseline(account string) error {
	return s.setMark(account, baselineMark, time.Time{})
}

// SetMissedSeen remembers up to when missed calls have been looked at.
func (s *Store) SetMissedSeen(account string, until time.Time) error {
	return s.setMark(account, missedSeenMark, until)
}

// SetUpdated remembers when the lists last agreed with the platform.
func (s *Store) SetUpdated(account string, at time.Time) error {
	return s.setMark(account, updatedMark, at)
}

// Prune forgets the announced marks of items older than a time. Choose the oldest item that the
// lists still hold: what is older can't come back.
func (s *Store) Prune(account string, before time.Time) error {
	return s.update("forget old marks", account, func(b *bolt.Bucket) error {
		announced := b.Bucket(announcedBucket)
		for key, at := range readTimes(announced) {
			if !at.Before(before) {
				continue
			}
			if err := announced.Delete([]byte(key)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) setMark(account, mark string, at time.Time) error {
	return s.update("remember "+mark, account, func(b *bolt.Bucket) error {
		marks, err := b.CreateBucketIfNotExists(marksBucket)
		if err != nil {
			return err
		}
		return putTime(marks, mark, at)
	})
}

// putTime passes over keys that the database can't have, like put.
func putTime(b *bolt.Bucket, key string, at time.Time) error {
	if !usable(key) {
		return nil
	}
	value, err := at.UTC().AppendBinary(nil)
	if err != nil {
		return err
	}
	return b.Put([]byte(key), value)
}
