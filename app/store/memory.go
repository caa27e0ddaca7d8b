package store

import (
	"iter"
	"time"

	"istratray/app/inbox"

	bolt "go.etcd.io/bbolt"
)

// Load reads an account's memory.
func (s *Store) Load(account string) (inbox.Memory, error) {
	var m inbox.Memory
	err := s.view("read the store", account, func(b *bolt.Bucket) error {
		read(&m, b)
		return nil
	})
	if err != nil {
		return inbox.Memory{}, err
	}
	return m, nil
}

func read(m *inbox.Memory, b *bolt.Bucket) {
	marks := readTimes(b.Bucket(marksBucket))
	m.Floor, m.Baseline = marks[baselineMark]
	m.MissedSeen, m.Updated = marks[missedSeenMark], marks[updatedMark]
	m.Announced = readTimes(b.Bucket(announcedBucket))
	m.Voicemails = voicemails.read(b)
	m.Calls = calls.read(b)
	m.FollowUps = followUps.read(b)
	inbox.SortVoicemails(m.Voicemails)
	inbox.SortCalls(m.Calls)
}

// readTimes is nil for a bucket that is not there. A time that can't be read is passed over: the
// worst is an announcement made twice.
func readTimes(b *bolt.Bucket) map[string]time.Time {
	if b == nil {
		return nil
	}
	times := map[string]time.Time{}
	for k, v := range all(b) {
		var t time.Time
		if t.UnmarshalBinary(v) == nil {
			times[string(k)] = t
		}
	}
	return times
}

// all are a bucket's keys and values, valid until the transaction ends.
func all(b *bolt.Bucket) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		c := b.Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			if !yield(k, v) {
				return
			}
		}
	}
}
