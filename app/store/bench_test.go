package store

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"istratray/app/inbox"

	bolt "go.etcd.io/bbolt"
)

// manyCalls are newest first, with IDs that count up in time.
func manyCalls(n int) []inbox.Call {
	calls := make([]inbox.Call, n)
	for i := range calls {
		calls[i] = inbox.Call{ID: fmt.Sprint(8967300633232582576 + n - i), URI: fmt.Sprint("v1/logs/Phone/bean/", i),
			Label: "Anna Example", Number: "+33123456789",
			Time: time.Unix(1_770_000_000-int64(i)*60, 0), Seconds: i % 600, Direction: inbox.In, Missed: i%7 == 0,
			Kind: "EXTERNAL_NUMBER"}
	}
	return calls
}

func BenchmarkWith10000Calls(b *testing.B) {
	file := filepath.Join(b.TempDir(), "store.db")
	s, err := Open(file)
	if err != nil {
		b.Fatal(err)
	}
	if err := s.PutCalls("a@b", manyCalls(10_000), nil); err != nil {
		b.Fatal(err)
	}
	b.Run("Load", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.Load("a@b"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Check", func(b *testing.B) {
		for b.Loop() {
			_ = s.db.View(func(tx *bolt.Tx) error {
				for err := range tx.Check() {
					b.Fatal(err)
				}
				return nil
			})
		}
	})
	b.Run("PutOneCall", func(b *testing.B) {
		call := manyCalls(1)
		for b.Loop() {
			if err := s.PutCalls("a@b", call, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("PutAll", func(b *testing.B) {
		calls := manyCalls(10_000)
		for b.Loop() {
			if err := s.PutCalls("another@b", calls, nil); err != nil {
				b.Fatal(err)
			}
			if err := s.Wipe("another@b"); err != nil {
				b.Fatal(err)
			}
		}
	})
	s.Close()
	b.Run("Open", func(b *testing.B) {
		for b.Loop() {
			s, err := Open(file)
			if err != nil {
				b.Fatal(err)
			}
			s.Close()
		}
	})
}
