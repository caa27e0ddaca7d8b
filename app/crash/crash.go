// Package crash keeps what the Go runtime says when a process dies of a panic or a fatal error, so
// that the next start can tell of it and a support bundle can hold it. There is one watch a process.
// It starts no goroutine.
package crash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"
)

// Watch is the file that a crash would be written to.
type Watch struct{ file string }

// Kept is where the report of the last crash is found: beside file.
func Kept(file string) string { return file + ".last" }

// Begin has the runtime write a crash to file (mode 0600). What a former run left there is moved to
// Kept(file), and crashed is true. Call Close when the process ends as it should.
func Begin(file string) (w *Watch, crashed bool, err error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, false, fmt.Errorf("watch for crashes: %w", err)
	}
	crashed, err = keep(file)
	if err != nil {
		return nil, crashed, fmt.Errorf("keep the report of a crash: %w", err)
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_TRUNC|syscall.O_NONBLOCK, 0o600) // not to wait for a pipe
	if err != nil {
		return nil, crashed, fmt.Errorf("watch for crashes: %w", err)
	}
	defer f.Close() // the runtime has a descriptor of its own
	debug.SetTraceback("all")
	if err := debug.SetCrashOutput(f, debug.CrashOptions{}); err != nil {
		return nil, crashed, fmt.Errorf("watch for crashes: %w", err)
	}
	return &Watch{file: file}, crashed, nil
}

// keep moves the report of a former crash aside. An empty one is what a kill or a power cut leaves:
// nothing can be said about those.
func keep(file string) (crashed bool, err error) {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, os.Rename(file, Kept(file))
}

// Close ends the watch and removes its file.
func (w *Watch) Close() error {
	return errors.Join(debug.SetCrashOutput(nil, debug.CrashOptions{}), os.Remove(w.file))
}
