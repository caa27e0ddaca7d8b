//go:build unix

package store

import (
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// waitForLock takes the lock that the database takes later, on the same open file: nobody writes while
// the file is looked at.
func waitForLock(f *os.File) error {
	deadline := time.NewTimer(lockWait)
	defer deadline.Stop()
	retry := time.NewTicker(20 * time.Millisecond)
	defer retry.Stop()
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil {
			return nil
		}
		if !errors.Is(err, unix.EWOULDBLOCK) {
			return fmt.Errorf("lock the store: %w", err)
		}
		select {
		case <-retry.C:
		case <-deadline.C:
			return ErrInUse
		}
	}
}
