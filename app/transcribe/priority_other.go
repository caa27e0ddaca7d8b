//go:build unix && !linux

package transcribe

import "golang.org/x/sys/unix"

const niceness = 10

// stepBack lowers a process group's priority. Best effort: errors are ignored.
func stepBack(group int) { _ = unix.Setpriority(unix.PRIO_PGRP, group, niceness) }
