package store

import (
	"iter"
	"time"

	"istratray/app/inbox"

	bolt "go.etcd.io/bbolt"
)

// Memory is everything that is known about an account. The zero Memory is a new account's.
type Memory struct {
	Baseline   bool                 // the first reading is done: from then on items are announced
	Announced  map[string]time.Time // items announced already: kind + ":" + ID → the item's time
	MissedSeen time.Time            // missed calls up to then have been looked at
	Voicemails []inbox.Voicemail    // as last read, newest first
	Calls      []inbox.Call         // as last read, newest first
	FollowUps  []FollowUp           // by Caller
	Updated    time.Time            // when the lists last agreed with the platform
}

// FollowUp is what the user said about calling somebody back.
type FollowUp struct {
	Caller string    // the key that groups a caller's items
	Done   time.Time // items up to then need no call any more
	Remind time.Time // remind at this time; zero = not asked for
}

// Load reads an account's memory.
func (s *Store) Load(account string) (Memory, error) {
	var m Memory
	err := s.view("read the store", account, func(b *bolt.Bucket) error {
		m.read(b)
		return nil
	})
	if err != nil {
		return Memory{}, err
	}
	return m, nil
}

func (m *Memory) read(b *bolt.Bucket) {
	marks := readTimes(b.Bucket(marksBucket))
	_, m.Baseline = marks[baselineMark]
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
