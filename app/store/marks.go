package store

import (
	"time"

	"istratray/app/inbox"

	bolt "go.etcd.io/bbolt"
)

// Keys of the marks bucket.
const (
	baselineMark   = "baseline" // its time is the floor
	missedSeenMark = "missedSeen"
	updatedMark    = "updated"
)

// Remember keeps the marks of items that need no announcement (again), and with a baseline forgets
// those of items older than its floor: they can't become news.
func (s *Store) Remember(account string, r inbox.Remember) error {
	return s.update("remember what was announced", account, func(b *bolt.Bucket) error {
		announced, err := b.CreateBucketIfNotExists(announcedBucket)
		if err != nil {
			return err
		}
		for key, at := range r.Marks {
			if err := putTime(announced, key, at); err != nil {
				return err
			}
		}
		if !r.Baseline {
			return nil
		}
		if err := putMark(b, baselineMark, r.Floor); err != nil {
			return err
		}
		return forgetBefore(announced, r.Floor)
	})
}

func forgetBefore(announced *bolt.Bucket, floor time.Time) error {
	for key, at := range readTimes(announced) {
		if !at.Before(floor) {
			continue
		}
		if err := announced.Delete([]byte(key)); err != nil {
			return err
		}
	}
	return nil
}

// SetMissedSeen remembers up to when missed calls have been looked at.
func (s *Store) SetMissedSeen(account string, until time.Time) error {
	return s.setMark(account, missedSeenMark, until)
}

// SetUpdated remembers when the lists last agreed with the platform.
func (s *Store) SetUpdated(account string, at time.Time) error {
	return s.setMark(account, updatedMark, at)
}

func (s *Store) setMark(account, mark string, at time.Time) error {
	return s.update("remember "+mark, account, func(b *bolt.Bucket) error { return putMark(b, mark, at) })
}

func putMark(account *bolt.Bucket, mark string, at time.Time) error {
	marks, err := account.CreateBucketIfNotExists(marksBucket)
	if err != nil {
		return err
	}
	return putTime(marks, mark, at)
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
