//go:build unix

package transcribe

import (
	"errors"
	"syscall"
)

// isFull reports whether there is no room: on the disk, in the quota, or for a file of that size.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
