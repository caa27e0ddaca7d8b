//go:build unix

package safefile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// pipeRetry is how often a pipe is looked at until someone reads it.
const pipeRetry = 50 * time.Millisecond

// ErrNoReader says that nobody reads a pipe.
var ErrNoReader = errors.New("nobody reads this pipe")

// openSpecial opens a device, or a pipe once it has a reader. Writing ends with ctx, where that is not
// over yet.
func openSpecial(ctx context.Context, file string) (*os.File, error) {
	patient := ctx.Err() == nil
	again := time.NewTicker(pipeRetry)
	defer again.Stop()
	for {
		f, err := os.OpenFile(file, os.O_WRONLY|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
		if err == nil {
			if patient {
				context.AfterFunc(ctx, func() { _ = f.SetWriteDeadline(time.Unix(1, 0)) })
			}
			return f, nil
		}
		if !errors.Is(err, syscall.ENXIO) {
			return nil, err
		}
		if !patient {
			return nil, fmt.Errorf("%s: %w", file, ErrNoReader)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-again.C:
		}
	}
}

var descriptor = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^/dev/(stdout|stderr|fd/[0-9]{1,4})$|^/proc/self/fd/[0-9]{1,4}$`)
})

// inherited is the open file that a path such as /dev/stdout stands for, with its own position; nil for
// any other path, and for what is not open.
func inherited(file string) *os.File {
	if !descriptor().MatchString(file) {
		return nil
	}
	number := map[string]int{"/dev/stdout": 1, "/dev/stderr": 2}[file]
	if number == 0 {
		number, _ = strconv.Atoi(path.Base(file))
	}
	own, err := syscall.Dup(number)
	if err != nil {
		return nil
	}
	syscall.CloseOnExec(own)
	return os.NewFile(uintptr(own), file)
}

// ours reports whether a plain file is this user's and has no other name: then replacing it changes nothing else.
func ours(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return !foreign(info) && (!ok || stat.Nlink == 1)
}

func foreign(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) != os.Geteuid()
}

// ofRoot: who administers the computer may write our files anyway.
func ofRoot(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && stat.Uid == 0
}

func othersWrite(info fs.FileInfo) bool { return info.Mode().Perm()&0o022 != 0 }
