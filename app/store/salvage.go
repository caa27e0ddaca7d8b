package store

import (
	"bytes"
	"io"
	"os"

	bolt "go.etcd.io/bbolt"
)

// salvage puts what can be read of a broken file into the new store. The marks of an account are taken
// whole or not at all: with half of them, old items would be announced again. Without marks the next reading
// is as after a first sign-in, where nothing is announced.
func (s *Store) salvage(broken string) error {
	info, err := os.Stat(broken)
	if err != nil || !info.Mode().IsRegular() {
		return err // a pipe would be waited for
	}
	file, err := os.Open(broken)
	if err != nil {
		return err
	}
	defer file.Close()
	doubtful := doubtfulBuckets(file, info.Size())
	return guarded("take over what is left of the store", func() error {
		return s.db.Update(func(tx *bolt.Tx) error { return takeOver(tx, file, info.Size(), doubtful) })
	})
}

// doubtfulBuckets are those whose content is not all there, named by their path.
func doubtfulBuckets(file io.ReaderAt, size int64) map[string]bool {
	doubtful := map[string]bool{}
	p := &pages{file: file, row: func([][]byte, []byte, []byte) {}, broken: func(path [][]byte, _ error) {
		doubtful[nameOf(path)] = true
	}}
	p.walk(size)
	return doubtful
}

func nameOf(path [][]byte) string { return string(bytes.Join(path, []byte{0})) }

// takeOver copies the rows of accounts.
func takeOver(tx *bolt.Tx, file io.ReaderAt, size int64, doubtful map[string]bool) error {
	var failed error
	sameKey := false // the digests of refused passwords can still be compared
	keep := func(path [][]byte, key, value []byte) {
		if failed != nil || value == nil {
			return
		}
		if len(path) == 1 && bytes.Equal(path[0], metaBucket) && bytes.Equal(key, digestKey) && len(value) == keySize {
			sameKey = tx.Bucket(metaBucket).Put(digestKey, bytes.Clone(value)) == nil
			return
		}
		if len(path) == 3 && bytes.Equal(path[0], accountsBucket) && trusted(path, doubtful) {
			failed = putAt(tx, path, key, value)
		}
	}
	p := &pages{file: file, row: keep, broken: func([][]byte, error) {}}
	p.walk(size)
	if failed != nil {
		return failed
	}
	if err := seal(tx.Bucket(metaBucket)); err != nil || sameKey {
		return err
	}
	return dropRefused(tx.Bucket(accountsBucket))
}

// dropRefused forgets digests that no password can be compared with.
func dropRefused(accounts *bolt.Bucket) error {
	return accounts.ForEachBucket(func(name []byte) error {
		if account := accounts.Bucket(name); account.Bucket(refusedBucket) != nil {
			return account.DeleteBucket(refusedBucket)
		}
		return nil
	})
}

// trusted reports whether rows of this bucket may be kept when others of its account are lost.
func trusted(path [][]byte, doubtful map[string]bool) bool {
	account := path[:2]
	below := func(name []byte) string { return nameOf([][]byte{account[0], account[1], name}) }
	lost := doubtful[nameOf(account)] || doubtful[below(marksBucket)] || doubtful[below(announcedBucket)]
	isMark := bytes.Equal(path[2], marksBucket) || bytes.Equal(path[2], announcedBucket)
	return !lost || !isMark
}

func putAt(tx *bolt.Tx, path [][]byte, key, value []byte) error {
	b := tx.Bucket(path[0])
	for _, name := range path[1:] {
		var err error
		if b, err = b.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return b.Put(key, bytes.Clone(value)) // the database refers to it until the end of the transaction
}
