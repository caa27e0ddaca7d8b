package safefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// ForeignError says that a folder or file of ours belongs to someone else, who could put anything there.
type ForeignError struct{ File string }

func (e *ForeignError) Error() string {
	return e.File + " belongs to another user. Remove it, or make it yours (chown)."
}

// Secure makes sure that nobody else can change what is in a folder of the program's: it closes one that
// others can write to, and refuses a folder of another user with a *ForeignError. A folder that is not
// there is fine.
func Secure(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s is in the way: a folder is needed there", dir)
	case foreign(info):
		return &ForeignError{File: dir}
	case !othersWrite(info):
		return nil
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return fmt.Errorf("others can write to the folder %s, and that can't be changed: %w", dir, err)
	}
	return nil
}

// ReadOwn is Read for a file that only the user and the administrator may have written: another user's is
// a *ForeignError.
func ReadOwn(file string, limit int64) ([]byte, error) {
	if info, err := os.Stat(file); err == nil && foreign(info) && !ofRoot(info) {
		return nil, &ForeignError{File: file}
	}
	return Read(file, limit)
}

// Read reads a small file. A device counts as a file that is not there; a pipe, a socket or a folder is an
// error, and nothing is waited for.
func Read(file string, limit int64) ([]byte, error) {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, err
	case info.Mode()&fs.ModeDevice != 0:
		return nil, fmt.Errorf("%s is a device: %w", file, fs.ErrNotExist)
	case info.IsDir():
		return nil, &UnusableError{File: file, What: "a folder"}
	case info.Mode()&fs.ModeNamedPipe != 0:
		return nil, &UnusableError{File: file, What: "a pipe"}
	case !info.Mode().IsRegular():
		return nil, &UnusableError{File: file, What: "a socket"}
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit))
}
