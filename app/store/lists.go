package store

import "istratray/app/inbox"

// PutVoicemails writes new and changed messages and takes removed ones (IDs) away, all or nothing.
func (s *Store) PutVoicemails(account string, put []inbox.Voicemail, removed []string) error {
	return voicemails.put(s, account, put, removed)
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
