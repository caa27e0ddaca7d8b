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
	return s.update("write voicemails", account, func(b *bolt.Bucket) error {
		return errors.Join(transcripts.change(b, nil, removed), voicemails.change(b, put, removed))
	})
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
