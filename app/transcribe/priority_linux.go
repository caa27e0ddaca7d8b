package transcribe

import "golang.org/x/sys/unix"

// The lowest priority among the ordinary ones; see ioprio_set(2).
const (
	niceness     = 10
	ioprioGroup  = 2
	ioprioLowest = 2<<13 | 7 // class best-effort
)

// stepBack makes a process group wait for others, for processor and disk. It is a favour: failing is no matter.
func stepBack(group int) {
	_ = unix.Setpriority(unix.PRIO_PGRP, group, niceness)
	_, _, _ = unix.Syscall(unix.SYS_IOPRIO_SET, ioprioGroup, uintptr(group), ioprioLowest)
}
