package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"istratray/app/safefile"
)

// maxFile bounds what is read: a settings file is a few kilobytes, with authorities perhaps 100.
const maxFile = 1 << 20

// BrokenError says that a settings file could not be understood and where it is kept now.
type BrokenError struct {
	File string // where the file was
	Kept string // where it is now; "" when it could not be moved
	Err  error
}

func (e *BrokenError) Error() string {
	if e.Kept == "" {
		return fmt.Sprintf("The settings in %s can't be read (%v). The standard settings are used.", e.File, e.Err)
	}
	return fmt.Sprintf("The settings could not be read (%v). They were kept as %s and the standard settings are used.", e.Err, e.Kept)
}

func (e *BrokenError) Unwrap() error { return e.Err }

// Load reads the settings. A missing file gives Defaults; single values out of range become their
// defaults; unknown keys are passed over. A file that is not settings at all is set aside: then
// the result is Defaults and a *BrokenError. Any other error means that the file can't be read now
// and must not be overwritten.
func Load(file string) (Settings, error) {
	text, err := read(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Defaults(), nil
	}
	if err != nil {
		return Defaults(), fmt.Errorf("read the settings: %w", err)
	}
	s := Defaults()
	if err := json.Unmarshal(text, &s); err != nil {
		kept, moveErr := safefile.SetAside(file, time.Now())
		return Defaults(), &BrokenError{File: file, Kept: kept, Err: errors.Join(err, moveErr)}
	}
	return s.repaired(), nil
}

func read(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile))
}

// Save writes the settings so that a crash or a full disk leaves either the old or the new ones.
// It makes the folder when it is missing. A setting out of range is a *ValueError and nothing is
// written.
func Save(file string, s Settings) error {
	if err := s.Check(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("make the settings folder: %w", err)
	}
	err := safefile.Write(file, 0o600, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "\t")
		enc.SetEscapeHTML(false)
		return enc.Encode(s)
	})
	if err != nil {
		return fmt.Errorf("save the settings: %w", err)
	}
	return nil
}
