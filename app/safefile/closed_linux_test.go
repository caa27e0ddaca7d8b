package safefile

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// asNobody takes root's rights from the test's thread for as long as it runs.
func asNobody(t *testing.T) {
	if os.Geteuid() != 0 {
		return
	}
	runtime.LockOSThread() // and it ends with the test's goroutine
	_ = unix.Setfsuid(65534)
}

func TestAFolderThatIsClosed(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	write0(t, file, "old")
	must(t, os.Chmod(file, 0o666), os.Chmod(filepath.Dir(dir), 0o755), os.Chmod(dir, 0o555))
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	done := make(chan struct{})
	go func() {
		defer close(done)
		asNobody(t)
		if err := Write(file, 0o600, says("new")); err != nil {
			t.Errorf("a file that may be written: %v", err)
		}
		err := Write(filepath.Join(dir, "other"), 0o600, says("x"))
		if err == nil || !strings.Contains(err.Error(),
			"no file can be made in the folder "+dir+": permission denied") {
			t.Errorf("Write = %v", err)
		}
	}()
	<-done
	want(t, file, "new")
}
