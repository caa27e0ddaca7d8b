package footprint

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// unmapFiles takes program and libraries out of this process's memory: most of them was needed once, or
// belongs to another kind of process of this binary. What is needed again comes back from the file, page by
// page.
func unmapFiles() error {
	mappings, err := os.Open("/proc/self/smaps")
	if err != nil {
		return err
	}
	defer mappings.Close()
	for _, m := range unwritten(mappings) {
		if _, _, errno := unix.Syscall(unix.SYS_MADVISE, m.start, m.end-m.start, unix.MADV_DONTNEED); errno != 0 {
			return fmt.Errorf("madvise: %w", errno)
		}
	}
	return nil
}

// mapping is a part of the address space.
type mapping struct{ start, end uintptr }

// unwritten are the private mappings of files that hold nothing but what is in the file, from a text as in
// /proc/PID/smaps (proc(5)), of which it keeps little: it is called when memory has just been given back. A mapping
// that can't be written may have been, by the dynamic linker: its changed pages are called anonymous.
func unwritten(smaps io.Reader) []mapping {
	var found []mapping
	var m mapping
	candidate := false
	for lines := bufio.NewScanner(smaps); lines.Scan(); {
		line := lines.Bytes()
		size, ok := bytes.CutPrefix(line, []byte("Anonymous:"))
		switch {
		case ok && candidate && string(bytes.TrimSpace(size)) == "0 kB":
			found = append(found, m)
		case len(line) > 0 && (line[0] < 'A' || line[0] > 'Z'): // not what is said of a mapping, but the next one
			m, candidate = ofFile(string(line))
		}
	}
	return found
}

// ofFile reads the first line on a mapping: whether it is of a file, private, and not to be written.
func ofFile(line string) (m mapping, ok bool) {
	fields := strings.Fields(line)
	if len(fields) < 6 || !strings.HasPrefix(fields[5], "/") || fields[1] != "r--p" && fields[1] != "r-xp" {
		return m, false
	}
	n, _ := fmt.Sscanf(fields[0], "%x-%x", &m.start, &m.end)
	return m, n == 2
}
