//go:build unix

package store

import (
	"errors"
	"syscall"
)

// isFull reports whether no more can be written: disk full, quota used up, or the file too large.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
