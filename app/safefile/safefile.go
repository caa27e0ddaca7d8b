// Package safefile writes files that are either whole or not there: settings, saved messages,
// whatever must never be found half written after a crash or on a full disk. It starts no
// goroutine and keeps no state; callers that write the same file at once get one of the versions.
package safefile

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// Write fills a new file beside file and moves it into place once fill has returned nil and the
// bytes are on the disk. On any error file is as it was before. The folder must exist.
func Write(file string, perm os.FileMode, fill func(io.Writer) error) (err error) {
	dir, name := filepath.Split(file)
	temp, err := os.CreateTemp(filepath.Clean(dir+"."), "."+name+".*.part")
	if err != nil {
		return fmt.Errorf("create a file beside %s: %w", name, err)
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
		return fmt.Errorf("move %s into place: %w", name, err)
	}
	syncFolder(filepath.Dir(file))
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

// SetAside moves a file that can't be used out of the way, to file + ".broken-" and the time, so
// that a person or a support engineer can still look at it. It returns the new name.
func SetAside(file string, now time.Time) (string, error) {
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
