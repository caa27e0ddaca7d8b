package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
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
	return fmt.Sprintf("settings in %s, kept as %q: %v", e.File, e.Kept, e.Err)
}

func (e *BrokenError) Unwrap() error { return e.Err }

// Load reads the settings; what the file leaves out is as in base (Defaults or Provided). A missing
// file gives base; single values out of range become those of Defaults; unknown keys are passed over. A
// file that is not settings at all is set aside: then the result is base and a *BrokenError. Any
// other error means that the file can't be read now and must not be overwritten.
func Load(file string, base Settings) (Settings, error) {
	text, err := safefile.ReadOwn(file, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return base, nil
	}
	if err != nil {
		return base, fmt.Errorf("read the settings: %w", err)
	}
	s := base.Clone()
	if err := json.Unmarshal(text, &s); err != nil {
		kept, moveErr := safefile.SetAside(file, time.Now())
		return base, &BrokenError{File: file, Kept: kept, Err: errors.Join(err, moveErr)}
	}
	return s.repaired(), nil
}

// Clone has lists of its own: decoding into a slice writes over what it held.
func (s Settings) Clone() Settings {
	s.Hook, s.Transcriber = slices.Clone(s.Hook), slices.Clone(s.Transcriber)
	s.Contacts = slices.Clone(s.Contacts)
	for i := range s.Contacts {
		s.Contacts[i].Attributes = maps.Clone(s.Contacts[i].Attributes)
	}
	return s
}

// Save writes how the settings differ from base, so that a crash or a full disk leaves either the old
// or the new ones. It makes the folder when it is missing. A setting out of range is a *ValueError and
// nothing is written.
func Save(file string, s, base Settings) error {
	if err := s.Check(); err != nil {
		return err
	}
	different, err := differences(s, base)
	if err != nil {
		return fmt.Errorf("save the settings: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("make the settings folder: %w", err)
	}
	err = safefile.Write(file, 0o600, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "\t")
		enc.SetEscapeHTML(false)
		return enc.Encode(different)
	})
	if err != nil {
		return fmt.Errorf("save the settings: %w", err)
	}
	return nil
}
