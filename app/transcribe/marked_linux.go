package transcribe

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// markVariable is in the environment of a program and of all that it starts.
const markVariable = "ISTRATRAY_TRANSCRIBER"

// rounds is how often is looked for processes that were started while others were ended.
const rounds = 20

// endMarked ends the processes that have a mark: also those that have left the program's process group.
func endMarked(mark string) {
	for range rounds {
		found := marked(mark)
		if len(found) == 0 {
			return
		}
		for _, pid := range found {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}

// marked are the living processes with a mark. One that has ended has no environment any more.
func marked(mark string) (pids []int) {
	entry := []byte(markVariable + "=" + mark)
	files, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, file := range files {
		env, err := os.ReadFile(file) // #nosec G304 -- of the kernel
		if err != nil || !bytes.Contains(env, entry) {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil && pid != os.Getpid() {
			pids = append(pids, pid)
		}
	}
	return pids
}
