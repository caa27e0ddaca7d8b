package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// A seal is a checksum over a bucket. A flipped bit in a row costs a wrong letter until the next reading
// of the platform; in the head, or in what was announced, it would cost more. Files of 0.1 have no seals.
var sealKey = []byte("seal")

const sealSize = 8

func seal(b *bolt.Bucket) error { return b.Put(sealKey, checksum(b)) }

// sealed is also true for a bucket that was never sealed.
func sealed(b *bolt.Bucket) bool {
	sum := b.Get(sealKey)
	return sum == nil || bytes.Equal(sum, checksum(b))
}

func checksum(b *bolt.Bucket) []byte {
	h := sha256.New()
	for key, value := range all(b) {
		if bytes.Equal(key, sealKey) {
			continue
		}
		for _, part := range [][]byte{key, value} {
			h.Write(binary.AppendUvarint(nil, uint64(len(part))))
			h.Write(part)
		}
	}
	return h.Sum(nil)[:sealSize]
}

// soundMarks are an account's marks, and what was announced. Where that is damaged there is no baseline:
// it is as after a first sign-in, and nothing is announced twice.
func soundMarks(account *bolt.Bucket) (marks, announced *bolt.Bucket) {
	marks, announced = account.Bucket(marksBucket), account.Bucket(announcedBucket)
	if announced != nil && !sealed(announced) {
		announced = nil
	}
	if marks == nil || !sealed(marks) {
		return nil, nil
	}
	return marks, announced
}

// repairedMarks are the buckets to write to, without what is damaged.
func repairedMarks(account *bolt.Bucket) (marks, announced *bolt.Bucket, err error) {
	marks, announced = soundMarks(account)
	if marks == nil {
		err = dropBucket(account, marksBucket)
	}
	if announced == nil {
		err = errors.Join(err, dropBucket(account, announcedBucket))
	}
	if marks != nil && announced == nil {
		err = errors.Join(err, marks.Delete([]byte(baselineMark)), marks.Delete([]byte(floorMark)))
	}
	if err != nil {
		return nil, nil, err
	}
	if marks, err = account.CreateBucketIfNotExists(marksBucket); err != nil {
		return nil, nil, err
	}
	announced, err = account.CreateBucketIfNotExists(announcedBucket)
	return marks, announced, err
}

func dropBucket(b *bolt.Bucket, name []byte) error {
	if err := b.DeleteBucket(name); !errors.Is(err, berrors.ErrBucketNotFound) {
		return err
	}
	return nil
}
