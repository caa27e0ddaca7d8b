// Package safefile writes files that are either whole or not there: settings, saved messages,
// whatever must never be found half written after a crash or on a full disk. What is not a plain file of
// ours (a link, a pipe, a device, another user's file) is written to and never replaced. It starts no
// goroutine and keeps no state; callers that write the same file at once get one of the versions.
package safefile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// UnusableError says that nothing can be written there because of what it is.
type UnusableError struct {
	File string
	What string // "a folder", "a disk" or "a socket"
}

func (e *UnusableError) Error() string { return e.File + " is " + e.What + ", not a file" }

// Write has fill write a file that is the program's own. A plain file, or what a link to one leads to, is
// replaced once fill has returned nil and the bytes are on the disk: on any error it is as it was before.
// Anything else is written through once fill is done; a pipe that nobody reads is an error. The folder must
// exist.
func Write(file string, perm os.FileMode, fill func(io.Writer) error) error {
	impatient, cancel := context.WithCancel(context.Background())
	cancel()
	return write(impatient, file, perm, fill)
}

// WriteNamed is Write for a file that a person named: until ctx ends it waits for someone to read a pipe,
// and /dev/stdout or /dev/fd/3 is what the program was started with.
func WriteNamed(ctx context.Context, file string, perm os.FileMode, fill func(io.Writer) error) error {
	if f := inherited(file); f != nil {
		return through(perm, fill, func() (*os.File, error) { return f, nil })
	}
	return write(ctx, file, perm, fill)
}

func write(ctx context.Context, file string, perm os.FileMode, fill func(io.Writer) error) error {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(file); err != nil {
			return replace(file, perm, fill)
		}
		return through(perm, fill, inPlace(file, os.O_CREATE, perm)) // a link to nothing yet
	}
	if err != nil {
		return err
	}
	switch mode := info.Mode(); {
	case mode.IsDir():
		return &UnusableError{File: file, What: "a folder"}
	case mode&fs.ModeSocket != 0:
		return &UnusableError{File: file, What: "a socket"}
	case mode&fs.ModeDevice != 0 && mode&fs.ModeCharDevice == 0:
		return &UnusableError{File: file, What: "a disk"}
	case !mode.IsRegular():
		return through(perm, fill, func() (*os.File, error) { return openSpecial(ctx, file) })
	case !ours(info):
		return through(perm, fill, inPlace(file, 0, perm))
	}
	return replaceExisting(file, perm, fill)
}

// replaceExisting writes beside the file that a link leads to, or through where that folder is closed to us.
func replaceExisting(file string, perm os.FileMode, fill func(io.Writer) error) error {
	target, err := filepath.EvalSymlinks(file)
	if err != nil {
		return err
	}
	err = replace(target, perm, fill)
	if errors.As(err, new(*folderError)) {
		return through(perm, fill, inPlace(target, 0, perm))
	}
	return err
}

// folderError says that no file can be made in a folder. fill has not been called.
type folderError struct {
	dir string
	err error
}

func (e *folderError) Error() string {
	var path *fs.PathError
	if errors.As(e.err, &path) {
		return fmt.Sprintf("no file can be made in the folder %s: %v", e.dir, path.Err)
	}
	return fmt.Sprintf("no file can be made in the folder %s: %v", e.dir, e.err)
}

func (e *folderError) Unwrap() error { return e.err }

// replace fills a new file beside file and moves it into place.
func replace(file string, perm os.FileMode, fill func(io.Writer) error) (err error) {
	dir := filepath.Dir(file)
	temp, err := os.CreateTemp(dir, ".istratray-*.part")
	if err != nil {
		return &folderError{dir: dir, err: err}
	}
	defer func() {
		if err != nil {
			temp.Close()
			os.Remove(temp.Name())
		}
	}()
	if err := complete(temp, perm, fill); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), file); err != nil {
		return fmt.Errorf("move %s into place: %w", filepath.Base(file), err)
	}
	syncFolder(dir)
	return nil
}

// complete brings the temporary file to its final content and closes it.
func complete(temp *os.File, perm os.FileMode, fill func(io.Writer) error) error {
	if err := fill(temp); err != nil {
		return err
	}
	if err := temp.Chmod(perm); err != nil {
		return fmt.Errorf("set the file's mode: %w", err)
	}
	if err := temp.Sync(); err != nil {
		return fmt.Errorf("bring the file to the disk: %w", err)
	}
	return temp.Close()
}

// syncFolder makes the move itself durable where the system can; elsewhere there is nothing to do.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}

// through writes to what can't be replaced, which fill's failure leaves alone.
func through(perm os.FileMode, fill func(io.Writer) error, open func() (*os.File, error)) error {
	temp, err := os.CreateTemp("", "istratray-*.part")
	if err != nil {
		return fmt.Errorf("keep the content meanwhile: %w", err)
	}
	defer func() { temp.Close(); os.Remove(temp.Name()) }()
	if err := fill(temp); err != nil {
		return err
	}
	if _, err := temp.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read the content back: %w", err)
	}
	to, err := open()
	if err != nil {
		return err
	}
	_, err = io.Copy(to, temp)
	return errors.Join(err, to.Close())
}

// inPlace opens a file to be written over. The system follows the links, with its own rules about other
// people's.
func inPlace(file string, flags int, perm os.FileMode) func() (*os.File, error) {
	return func() (*os.File, error) { return os.OpenFile(file, os.O_WRONLY|os.O_TRUNC|flags, perm) }
}

// SetAside moves a file that can't be used out of the way, to its name + ".broken-" and the time, so that a
// person or a support engineer can still look at it. A link to a plain file stays, and that file is moved; any
// other link is moved itself: a device or a folder of someone else's stays where it is. It returns the new name.
func SetAside(file string, now time.Time) (string, error) {
	file = Followed(file)
	base := file + ".broken-" + now.UTC().Format("20060102T150405")
	kept := base
	for n := 2; ; n++ {
		if _, err := os.Lstat(kept); os.IsNotExist(err) {
			break
		}
		kept = fmt.Sprintf("%s-%d", base, n)
	}
	if err := os.Rename(file, kept); err != nil {
		return "", fmt.Errorf("set the broken file aside: %w", err)
	}
	return kept, nil
}

// Followed is the plain file that a link leads to; everything else is as it was given.
func Followed(file string) string {
	target, err := filepath.EvalSymlinks(file)
	if err != nil {
		return file
	}
	if info, err := os.Stat(target); err != nil || !info.Mode().IsRegular() {
		return file
	}
	return target
}
