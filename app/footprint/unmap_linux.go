package footprint

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// unmapFiles takes program, libraries and the store out of this process's memory: most of them was needed once, or
// belongs to another kind of process of this binary. What is needed again comes back from the file, page by
// page.
func unmapFiles() error {
	mappings, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		return err
	}
	for _, m := range unwritten(string(mappings)) {
		if _, _, errno := unix.Syscall(unix.SYS_MADVISE, m.start, m.end-m.start, unix.MADV_DONTNEED); errno != 0 {
			return fmt.Errorf("madvise: %w", errno)
		}
	}
	return nil
}

// mapping is a part of the address space.
type mapping struct{ start, end uintptr }

// unwritten are the mappings of files that hold nothing but what is in the file, from a text as in /proc/PID/smaps
// (proc(5)): those that are shared, and of the private ones those that nobody has written to. One that can't be written
// may have been, by the dynamic linker: its changed pages are called anonymous.
func unwritten(smaps string) []mapping {
	var found []mapping
	var m mapping
	candidate := false
	for line := range strings.Lines(smaps) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 3 && fields[0] == "Anonymous:":
			if candidate && fields[1] == "0" {
				found = append(found, m)
			}
		case len(fields) >= 5 && !strings.HasSuffix(fields[0], ":"):
			readOnly := fields[1] == "r--p" || fields[1] == "r-xp" || fields[1] == "r--s"
			ofFile := len(fields) >= 6 && strings.HasPrefix(fields[5], "/")
			n, _ := fmt.Sscanf(fields[0], "%x-%x", &m.start, &m.end)
			candidate = n == 2 && readOnly && ofFile
		}
	}
	return found
}
