package store

import (
	"slices"

	"istratray/app/inbox"

	bolt "go.etcd.io/bbolt"
)

// maxKey bounds IDs. The platform's have about 20 digits; what is longer is not kept.
const maxKey = 1 << 10

// table is a bucket of rows of one type. Rows are written field by field: that reads ten thousand
// calls several times as fast as JSON, with a tenth of the garbage, and the agent reads them all
// at each start. Fields are only ever added at the end.
type table[T any] struct {
	bucket []byte
	key    func(*T) *string
	fields func(*coder, *T) // all but the key, in the order of the file
}

var (
	voicemails = table[inbox.Voicemail]{[]byte("voicemails"),
		func(v *inbox.Voicemail) *string { return &v.ID }, voicemailFields}
	calls     = table[inbox.Call]{[]byte("calls"), func(c *inbox.Call) *string { return &c.ID }, callFields}
	followUps = table[inbox.FollowUp]{[]byte("followups"),
		func(f *inbox.FollowUp) *string { return &f.Caller }, followUpFields}
)

func callFields(c *coder, v *inbox.Call) {
	c.own(&v.URI)
	c.text(&v.Label)
	c.text(&v.Number)
	c.text(&v.Callback)
	c.instant(&v.Time)
	c.whole(&v.Seconds)
	c.whole(&v.Rang)
	c.text((*string)(&v.Direction))
	c.flag(&v.Missed)
	c.text(&v.Kind)
	c.text(&v.Line)
}

func voicemailFields(c *coder, v *inbox.Voicemail) {
	c.own(&v.URI)
	c.text(&v.Label)
	c.text(&v.Number)
	c.text(&v.Callback)
	c.text(&v.PlayNumber)
	c.instant(&v.Time)
	c.whole(&v.Seconds)
	c.flag(&v.Read)
	c.flag(&v.Urgent)
	c.flag(&v.Internal)
}

func followUpFields(c *coder, f *inbox.FollowUp) {
	c.text(&f.Name)
	c.text(&f.Number)
	c.instant(&f.Done)
	c.instant(&f.Remind)
	c.flag(&f.Due)
}

// put changes rows, all or nothing. Removals come first: a key in both stays. Of the rows the last goes
// first: lists are newest first, and keys in rising order are written many times as fast.
func (t table[T]) put(s *Store, account string, put []T, removed []string) error {
	if len(put) == 0 && len(removed) == 0 {
		return nil
	}
	return s.update("write "+string(t.bucket), account, func(b *bolt.Bucket) error { return t.change(b, put, removed) })
}

// change is put within a transaction.
func (t table[T]) change(account *bolt.Bucket, put []T, removed []string) error {
	if len(put) == 0 && account.Bucket(t.bucket) == nil {
		return nil
	}
	rows, err := account.CreateBucketIfNotExists(t.bucket)
	if err != nil {
		return err
	}
	for _, key := range removed {
		if err := rows.Delete([]byte(key)); err != nil {
			return err
		}
	}
	for i := range slices.Backward(put) {
		if err := t.putRow(rows, &put[i]); err != nil {
			return err
		}
	}
	return nil
}

func (t table[T]) putRow(rows *bolt.Bucket, row *T) error {
	key := *t.key(row)
	if !usable(key) {
		return nil
	}
	var c coder
	t.fields(&c, row)
	return rows.Put([]byte(key), c.out)
}

// read passes over a row that can't be read: the next reading of the platform brings it again.
func (t table[T]) read(account *bolt.Bucket) []T {
	b := account.Bucket(t.bucket)
	if b == nil {
		return nil
	}
	list := make([]T, 0, b.Stats().KeyN)
	again := map[string]string{}
	for k, v := range all(b) {
		var row T
		c := coder{reading: true, in: v, again: again}
		t.fields(&c, &row)
		*t.key(&row) = c.key(k)
		if c.err == nil {
			list = append(list, row)
		}
	}
	return list
}

func usable(key string) bool { return key != "" && len(key) <= maxKey }

// hasAny reports whether one of the keys has a row.
func (t table[T]) hasAny(account *bolt.Bucket, keys []string) bool {
	rows := account.Bucket(t.bucket)
	return rows != nil && slices.ContainsFunc(keys, func(key string) bool {
		return key != "" && rows.Get([]byte(key)) != nil
	})
}
