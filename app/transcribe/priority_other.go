//go:build unix && !linux

package transcribe

import "golang.org/x/sys/unix"

const niceness = 10

// stepBack makes a process group wait for others. It is a favour: failing is no matter.
func stepBack(group int) { _ = unix.Setpriority(unix.PRIO_PGRP, group, niceness) }
