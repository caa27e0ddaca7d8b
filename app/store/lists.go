package store

import (
	"errors"

	"istratray/app/inbox"

	bolt "go.etcd.io/bbolt"
)

// PutVoicemails writes new and changed messages and takes removed ones (IDs) away with their transcripts, all or
// nothing.
func (s *Store) PutVoicemails(account string, put []inbox.Voicemail, removed []string) error {
	if len(put) == 0 && len(removed) == 0 {
		return nil
	}
	said := false
	err := s.update("write voicemails", account, func(b *bolt.Bucket) error {
		said = transcripts.hasAny(b, removed)
		return errors.Join(transcripts.change(b, nil, removed), voicemails.change(b, put, removed))
	})
	if err != nil || !said && !s.litter.Load() {
		return err
	}
	return s.sweep()
}

// sweep leaves nothing of what was said in the file's free pages.
func (s *Store) sweep() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return ErrClosed
	}
	s.litter.Store(true) // until it is done: the disk may be full
	err := guarded("wipe a transcript", s.rewrite)
	s.litter.Store(err != nil)
	return err
}

// PutCalls writes new and changed calls and takes removed ones (IDs) away, all or nothing.
func (s *Store) PutCalls(account string, put []inbox.Call, removed []string) error {
	return calls.put(s, account, put, removed)
}

// PutFollowUp writes what the user said about a caller, or forgets it where Done is zero.
func (s *Store) PutFollowUp(account string, f inbox.FollowUp) error {
	if f.Done.IsZero() {
		return followUps.put(s, account, nil, []string{f.Caller})
	}
	return followUps.put(s, account, []inbox.FollowUp{f}, nil)
}
