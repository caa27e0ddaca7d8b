package store

import (
	"iter"
	"strings"
	"time"

	"istratray/app/inbox"

	bolt "go.etcd.io/bbolt"
)

// Load reads an account's memory; of an account not known yet it is the zero Memory.
func (s *Store) Load(account string) (inbox.Memory, error) {
	var m inbox.Memory
	err := s.view("read the store", account, func(b *bolt.Bucket) error {
		m = read(b)
		return nil
	})
	if err != nil {
		return inbox.Memory{}, err
	}
	return m, nil
}

func read(b *bolt.Bucket) inbox.Memory {
	marksKept, announced := soundMarks(b)
	marks := readTimes(marksKept)
	m := inbox.Memory{
		MissedSeen: marks[missedSeenMark],
		Voicemails: voicemails.read(b),
		Calls:      calls.read(b),
		FollowUps:  followUps.read(b),
		Updated:    marks[updatedMark],
		NotBefore:  marks[notBeforeMark],
	}
	for _, kind := range itemKinds {
		if _, awaiting := marks[awaitingMark+string(kind)]; awaiting {
			m.Awaiting = kind
		}
	}
	if announced != nil {
		_, m.Baseline = marks[baselineMark]
		m.Floor, m.Announced = marks[floorMark], readTimes(announced)
		m.Untold = untold(marks, m.Announced)
	}
	fillTranscripts(b, m.Voicemails)
	inbox.Sort(m.Voicemails)
	inbox.Sort(m.Calls)
	return m
}

// untold are the keys of items that were announced without saying who.
func untold(marks, announced map[string]time.Time) map[string]bool {
	var keys map[string]bool
	for mark := range marks {
		key, ok := strings.CutPrefix(mark, untoldMark)
		if _, known := announced[key]; !ok || !known {
			continue
		}
		if keys == nil {
			keys = map[string]bool{}
		}
		keys[key] = true
	}
	return keys
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
