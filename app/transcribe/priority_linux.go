package transcribe

import "golang.org/x/sys/unix"

// The lowest priority among the ordinary ones; see ioprio_set(2).
const (
	niceness     = 10
	ioprioGroup  = 2
	ioprioLowest = 2<<13 | 7 // class best-effort
)

// stepBack lowers a process group's priority for processor and disk. Best effort: errors are ignored.
func stepBack(group int) {
	_ = unix.Setpriority(unix.PRIO_PGRP, group, niceness)
	_, _, _ = unix.Syscall(unix.SYS_IOPRIO_SET, ioprioGroup, uintptr(group), ioprioLowest)
}
