//go:build unix

package safefile

import (
	"errors"
	"syscall"
)

// IsFull reports whether nothing more can be written: disk full, quota used up, or the file too large.
func IsFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
