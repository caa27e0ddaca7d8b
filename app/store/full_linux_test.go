package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"istratray/internal/smalldisk"
)

// TestFullDisk lets a store run into the end of a small disk, which another process mounts in a
// namespace of its own.
func TestFullDisk(t *testing.T) {
	out, err := smalldisk.Child(t, "STORE_TEST_CHILD=fill "+filepath.Join(t.TempDir(), "store.db"))
	if text := strings.TrimSpace(out); err != nil || text != "survived" {
		t.Fatalf("the child says %q, %v", text, err)
	}
}

// fill is the child: it writes until the disk is full, and then on.
func fill(file string) {
	err := smalldisk.Mount(filepath.Dir(file), "400k")
	if err == nil {
		err = fillAndCheck(file)
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("survived")
}

func fillAndCheck(file string) error {
	s, err := Open(file)
	if err != nil {
		return err
	}
	kept, refused := 0, 0
	for batch := range 100 {
		calls := manyCalls(100)
		for i := range calls {
			calls[i].ID = fmt.Sprintf("%d-%d", batch, i)
		}
		err := s.PutCalls(anna, calls, nil)
		if err == nil {
			kept += 100
			continue
		}
		if !errors.Is(err, ErrFull) {
			return fmt.Errorf("batch %d: %w, want ErrFull", batch, err)
		}
		refused++
	}
	for range 2 { // in use, and after a restart
		m, err := s.Load(anna)
		if err != nil || len(m.Calls) != kept || kept == 0 || refused == 0 {
			return fmt.Errorf("%d calls there, %d kept, %d batches refused: %w", len(m.Calls), kept, refused, err)
		}
		if err := s.PutCalls(anna, nil, []string{"0-0"}); err == nil {
			kept = len(m.Calls) - 1
		}
		if err := s.Close(); err != nil {
			return err
		}
		if s, err = Open(file); err != nil {
			return err
		}
	}
	return s.Close()
}
