package store

import (
	"errors"
	"strings"
	"time"

	"istratray/app/inbox"

	bolt "go.etcd.io/bbolt"
)

// Keys of the marks bucket.
const (
	baselineMark   = "baseline"
	floorMark      = "floor"
	missedSeenMark = "missedSeen"
	updatedMark    = "updated"
	notBeforeMark  = "notBefore"
	awaitingMark   = "awaiting:" // and the kind of list
	untoldMark     = "untold:"   // and the key of an item
	hookedMark     = "hooked:"   // and the key of an item
)

// Remember stores the marks of items that need no announcement any more, together with where news
// begins: all of it or nothing. Marks of items older than that are history, and forgotten.
func (s *Store) Remember(account string, r inbox.Remember) error {
	return s.update("remember what was announced", account, func(b *bolt.Bucket) error {
		marks, announced, err := repairedMarks(b)
		if err != nil {
			return err
		}
		if r.Baseline {
			err = errors.Join(putTime(marks, baselineMark, r.Floor), putAwaiting(marks, r.Awaiting))
		}
		if r.Baseline && !readTimes(marks)[floorMark].Equal(r.Floor) {
			err = errors.Join(err, putTime(marks, floorMark, r.Floor), prune(announced, "", r.Floor),
				prune(marks, untoldMark, r.Floor), prune(marks, hookedMark, r.Floor))
		}
		for key, at := range r.Marks {
			err = errors.Join(err, putTime(announced, key, at), putUntold(marks, key, at, r.Untold[key]),
				marks.Delete([]byte(hookedMark+key)))
		}
		return errors.Join(err, seal(marks), seal(announced))
	})
}

// putAwaiting remembers which list has not been read yet, if any.
func putAwaiting(marks *bolt.Bucket, kind inbox.ItemKind) error {
	for _, other := range itemKinds {
		if err := marks.Delete([]byte(awaitingMark + string(other))); err != nil {
			return err
		}
	}
	if kind == "" {
		return nil
	}
	return putTime(marks, awaitingMark+string(kind), time.Time{})
}

var itemKinds = [...]inbox.ItemKind{inbox.VoicemailItem, inbox.CallItem}

// putUntold remembers whether a notification has yet to say who an item is from.
func putUntold(marks *bolt.Bucket, key string, at time.Time, untold bool) error {
	if untold {
		return putTime(marks, untoldMark+key, at)
	}
	return marks.Delete([]byte(untoldMark + key))
}

// SetHooked remembers items, with their times, for which the user's command has run, until they are announced.
func (s *Store) SetHooked(account string, items map[string]time.Time) error {
	return s.update("remember what the hook has run for", account, func(b *bolt.Bucket) error {
		marks, _, err := repairedMarks(b)
		if err != nil {
			return err
		}
		for key, at := range items {
			err = errors.Join(err, putTime(marks, hookedMark+key, at))
		}
		return errors.Join(err, seal(marks))
	})
}

// Hooked returns the keys of the items of SetHooked that were not announced since.
func (s *Store) Hooked(account string) (keys []string, err error) {
	err = s.view("read what the hook has run for", account, func(b *bolt.Bucket) error {
		marks, _ := soundMarks(b)
		if marks == nil {
			return nil
		}
		for mark := range readTimes(marks) {
			if key, ok := strings.CutPrefix(mark, hookedMark); ok {
				keys = append(keys, key)
			}
		}
		return nil
	})
	return keys, err
}

// prune takes the times before one out of a bucket, of keys that begin with a prefix.
func prune(b *bolt.Bucket, prefix string, before time.Time) error {
	for key, at := range readTimes(b) {
		if !at.Before(before) || !strings.HasPrefix(key, prefix) {
			continue
		}
		if err := b.Delete([]byte(key)); err != nil {
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

// SetNotBefore remembers until when the platform wants no requests.
func (s *Store) SetNotBefore(account string, at time.Time) error {
	return s.setMark(account, notBeforeMark, at)
}

func (s *Store) setMark(account, mark string, at time.Time) error {
	return s.update("remember "+mark, account, func(b *bolt.Bucket) error {
		marks, _, err := repairedMarks(b)
		if err != nil {
			return err
		}
		return errors.Join(putTime(marks, mark, at), seal(marks))
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
