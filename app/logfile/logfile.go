// Package logfile keeps a process's log in a file of bounded size, and on request on standard error too. Whoever logs
// must leave out secrets: nothing here could find them.
//
// A File belongs to one process: the agent and the window have one each. It may be written from any
// goroutine, as by slog.
package logfile

import (
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// maxSize is where a file is put aside as FILE.old, bytes: two of them hold weeks of an idle agent.
const maxSize = 1 << 20

// File is a log that begins again when it has grown to 1 MiB, keeping the last one.
type File struct {
	name string

	mu      sync.Mutex
	file    *os.File // guarded by mu: nil after a failure to reopen
	size    int64    // guarded by mu
	bounded bool     // guarded by mu: a file, not a device such as /dev/null
}

// Open opens the log for appending, mode 0600 in a folder that it makes with 0700. What a link leads to is
// the log.
func Open(name string) (*File, error) {
	f := &File{name: name}
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return nil, fmt.Errorf("open the log: %w", err)
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		f.name = target
	}
	if err := f.open(); err != nil {
		return nil, fmt.Errorf("open the log: %w", err)
	}
	return f, nil
}

func (f *File) open() error {
	file, err := os.OpenFile(f.name, os.O_CREATE|os.O_WRONLY|os.O_APPEND|syscall.O_NONBLOCK, 0o600)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err == nil && info.Mode()&fs.ModeNamedPipe != 0 {
		err = fmt.Errorf("%s is a pipe, which could hold up the program", f.name)
	}
	if err != nil {
		file.Close()
		return err
	}
	f.file, f.size, f.bounded = file, info.Size(), info.Mode().IsRegular()
	return nil
}

// Write appends one record. What a full disk can't take is lost: a log must not stop a program.
func (f *File) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.bounded && f.size+int64(len(p)) > maxSize {
		f.turnOver()
	}
	if f.file == nil {
		return len(p), nil
	}
	n, err := f.file.Write(p)
	f.size += int64(n)
	return n, err
}

// turnOver puts the full file aside. A file that can't be put aside is written on.
func (f *File) turnOver() {
	if f.file != nil {
		f.file.Close()
		f.file = nil
	}
	_ = os.Rename(f.name, f.name+".old")
	_ = f.open()
}

// Close closes the file.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.file == nil {
		return nil
	}
	err := f.file.Close()
	f.file = nil
	return err
}

// Logger writes records of level or above to the file and, unless it is nil, to echo.
func (f *File) Logger(level slog.Level, echo io.Writer) *slog.Logger {
	var to io.Writer = f
	if echo != nil {
		to = io.MultiWriter(f, echo)
	}
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: level}))
}
