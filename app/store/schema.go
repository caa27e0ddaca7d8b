package store

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// The file's layout, version 1. Times are as time.Time.AppendBinary writes them.
//
//	meta/version       8 bytes, big-endian
//	meta/key           32 random bytes, for digests
//	meta/seal          see seal.go; so in marks
//	accounts/ACCOUNT/marks/baseline|floor|missedSeen|updated
//	accounts/ACCOUNT/announced/KIND:ID    the item's time
//	accounts/ACCOUNT/voicemails/ID        the fields of an inbox.Voicemail: see table.go
//	accounts/ACCOUNT/calls/ID             the fields of an inbox.Call
//	accounts/ACCOUNT/transcripts/ID       the fields of an inbox.KeptTranscript
//	accounts/ACCOUNT/followups/CALLER     the fields of an inbox.FollowUp
//	accounts/ACCOUNT/refused/DIGEST       when
var (
	metaBucket     = []byte("meta")
	versionKey     = []byte("version")
	digestKey      = []byte("key")
	accountsBucket = []byte("accounts")

	marksBucket     = []byte("marks")
	announcedBucket = []byte("announced")
	refusedBucket   = []byte("refused")
)

// upgrade brings a file from one version to the next, in the transaction that opens it.
type upgrade func(*bolt.Tx) error

// upgrades begin with the one from version 1. The present version is one more than their number.
var upgrades []upgrade

// prepare makes the layout in a new file, and brings an older one to the present version. A file that has it is not
// written: the disk would hold up every start.
func prepare(db *bolt.DB, steps []upgrade) error {
	present := false
	if err := db.View(func(tx *bolt.Tx) (err error) {
		present, err = isPresent(tx, uint64(len(steps)+1))
		return err
	}); err != nil || present {
		return err
	}
	return db.Update(func(tx *bolt.Tx) error { return bring(tx, steps) })
}

// isPresent reports whether a file has the layout of a version and its seal. A damaged or later one is an error.
func isPresent(tx *bolt.Tx, current uint64) (bool, error) {
	meta := tx.Bucket(metaBucket)
	if meta == nil {
		return false, nil
	}
	version, err := number(meta.Get(versionKey))
	if err != nil || !sealed(meta) || version == 0 || tx.Bucket(accountsBucket) == nil ||
		len(meta.Get(digestKey)) != keySize {
		return false, fmt.Errorf("%w: its head is damaged", ErrCorrupt)
	}
	if version > current {
		return false, fmt.Errorf("%w (%d, this is %d)", ErrNewer, version, current)
	}
	return version == current && meta.Get(sealKey) != nil, nil
}

// bring brings a whole file, or an empty one, to the present version.
func bring(tx *bolt.Tx, steps []upgrade) error {
	current := uint64(len(steps) + 1)
	meta := tx.Bucket(metaBucket)
	if meta == nil {
		return create(tx, current)
	}
	version, err := number(meta.Get(versionKey))
	if err != nil {
		return err
	}
	for n := version; n < current; n++ {
		if err := steps[n-1](tx); err != nil {
			return fmt.Errorf("upgrade from version %d: %w", n, err)
		}
	}
	return putVersion(meta, current)
}

func create(tx *bolt.Tx, version uint64) error {
	meta, err := tx.CreateBucket(metaBucket)
	if err != nil {
		return err
	}
	if _, err := tx.CreateBucketIfNotExists(accountsBucket); err != nil {
		return err
	}
	key := make([]byte, keySize)
	_, _ = rand.Read(key) // never fails
	if err := meta.Put(digestKey, key); err != nil {
		return err
	}
	return putVersion(meta, version)
}

func putVersion(meta *bolt.Bucket, version uint64) error {
	if err := meta.Put(versionKey, bigEndian(version)); err != nil {
		return err
	}
	return seal(meta)
}

func bigEndian(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func number(b []byte) (uint64, error) {
	if len(b) != 8 {
		return 0, fmt.Errorf("%w: a number has %d bytes", ErrCorrupt, len(b))
	}
	return binary.BigEndian.Uint64(b), nil
}
