package store

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// TestADamagedFileNeverEndsTheAgent opens files with damage of every kind. Some of it can't be
// noticed, in a name for example; then the store is used as it is.
func TestADamagedFileNeverEndsTheAgent(t *testing.T) {
	whole := wholeFile(t)
	rng := rand.New(rand.NewPCG(7, 7))
	damages := map[string]func([]byte) []byte{
		"empty":        func([]byte) []byte { return nil },
		"one byte":     func(b []byte) []byte { return b[:1] },
		"cut anywhere": func(b []byte) []byte { return b[:rng.IntN(len(b))] },
		"cut in half":  func(b []byte) []byte { return b[:len(b)/2] },
		"no head":      func(b []byte) []byte { clear(b[:3*os.Getpagesize()]); return b },
		"page of zeros": func(b []byte) []byte {
			at := rng.IntN(len(b)/4096) * 4096
			clear(b[at : at+4096])
			return b
		},
		"page of noise": func(b []byte) []byte {
			at := rng.IntN(len(b)/4096) * 4096
			for i := range 4096 {
				b[at+i] = byte(rng.Uint32())
			}
			return b
		},
		"flipped bits": func(b []byte) []byte {
			for range 20 {
				b[rng.IntN(len(b))] ^= 1 << rng.IntN(8)
			}
			return b
		},
		"noise": func(b []byte) []byte {
			for i := range b {
				b[i] = byte(rng.Uint32())
			}
			return b
		},
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			for range 10 {
				useDamaged(t, damage(append([]byte(nil), whole...)))
			}
		})
	}
}

// useDamaged opens a file and goes on with whatever Open makes of it.
func useDamaged(t *testing.T, content []byte) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "store.db")
	must(t, os.WriteFile(file, content, 0o600))
	s, err := Open(file)
	var replaced *ReplacedError
	if errors.As(err, &replaced) {
		if kept, err := os.ReadFile(replaced.Kept); err != nil || len(kept) < len(content) {
			t.Errorf("the broken file was not kept: %v", err)
		}
	} else if err != nil {
		t.Fatalf("Open = %v", err)
	}
	defer s.Close()
	_, loadErr := s.Load(anna)
	for _, err := range []error{loadErr, baseline(s, anna), s.PutCalls(anna, manyCalls(50), nil)} {
		if err != nil && !errors.Is(err, ErrCorrupt) {
			t.Errorf("in use: %v", err)
		}
		if replaced != nil && err != nil {
			t.Errorf("the new store does not work: %v", err)
		}
	}
}

func wholeFile(t *testing.T) []byte {
	t.Helper()
	s, file := begin(t)
	must(t, s.PutCalls(anna, manyCalls(500), nil), baseline(s, anna), s.SetUpdated(anna, noon), s.Close())
	content, err := os.ReadFile(file)
	must(t, err)
	return content
}
