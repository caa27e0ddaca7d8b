package store

import (
	"errors"
	"math"

	"istratray/app/inbox"

	bolt "go.etcd.io/bbolt"
)

// ErrGone says that a voicemail is no longer kept, and so nothing about it either.
var ErrGone = errors.New("the voicemail is not kept")

var transcripts = table[inbox.KeptTranscript]{[]byte("transcripts"),
	func(t *inbox.KeptTranscript) *string { return &t.ID }, transcriptFields}

func transcriptFields(c *coder, t *inbox.KeptTranscript) {
	c.instant(&t.Time)
	c.text(&t.By)
	c.text((*string)(&t.State))
	c.text(&t.Text)
	c.text(&t.Problem)
	c.words(&t.Words)
	c.text(&t.Reason.Reason)
	c.text((*string)(&t.Values))
}

// words are a number and so many words.
func (c *coder) words(words *[]inbox.Word) {
	count := int64(len(*words))
	c.number(&count)
	if !c.reading {
		for _, w := range *words {
			c.word(&w)
		}
		return
	}
	*words = nil
	for ; count > 0 && len(c.in) > 0; count-- {
		var w inbox.Word
		c.word(&w)
		*words = append(*words, w)
	}
}

func (c *coder) word(w *inbox.Word) {
	c.seconds(&w.Start)
	c.seconds(&w.End)
	c.text(&w.Text)
}

// seconds keeps milliseconds.
func (c *coder) seconds(s *float64) {
	ms := int64(math.Round(*s * 1000))
	c.number(&ms)
	if c.reading {
		*s = float64(ms) / 1000
	}
}

// PutTranscript keeps the transcript of a voicemail that is kept, else the error wraps ErrGone: what was
// deleted, or signed out of, in the meantime leaves nothing behind.
func (s *Store) PutTranscript(account string, t inbox.KeptTranscript) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.db == nil {
		return ErrClosed
	}
	return guarded("keep a transcript", func() error {
		return s.db.Update(func(tx *bolt.Tx) error {
			b := tx.Bucket(accountsBucket).Bucket([]byte(account))
			if b == nil || b.Bucket(voicemails.bucket) == nil || b.Bucket(voicemails.bucket).Get([]byte(t.ID)) == nil {
				return ErrGone
			}
			return transcripts.change(b, []inbox.KeptTranscript{t}, nil)
		})
	})
}

// Transcript reads a voicemail's transcript; false means that there is none.
func (s *Store) Transcript(account, id string) (t inbox.KeptTranscript, found bool, err error) {
	err = s.view("read a transcript", account, func(b *bolt.Bucket) error {
		rows := b.Bucket(transcripts.bucket)
		if rows == nil || !usable(id) {
			return nil
		}
		value := rows.Get([]byte(id))
		c := coder{reading: true, in: value}
		transcriptFields(&c, &t)
		t.ID = id
		found = value != nil && c.err == nil
		return nil
	})
	return t, found, err
}

// Transcripts reads all transcripts of an account.
func (s *Store) Transcripts(account string) (all []inbox.KeptTranscript, err error) {
	err = s.view("read the transcripts", account, func(b *bolt.Bucket) error {
		all = transcripts.read(b)
		return nil
	})
	return all, err
}

// fillTranscripts puts the texts that are ready into the list of voicemails.
func fillTranscripts(account *bolt.Bucket, list []inbox.Voicemail) {
	texts := map[string]inbox.KeptTranscript{}
	for _, t := range transcripts.read(account) {
		texts[t.ID] = t
	}
	for i := range list {
		if t := texts[list[i].ID]; t.State == inbox.TranscriptReady && t.Time.Equal(list[i].Time) {
			list[i].Transcript = t.Text
		}
	}
}
