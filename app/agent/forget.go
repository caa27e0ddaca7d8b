package agent

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"

	"istratray/app/safefile"
)

// maxWindowFile bounds what is read of the window's memory, in bytes.
const maxWindowFile = 1 << 16

// forgetWindow deletes what the window has kept of the account; an open window does that as well.
func (a *Agent) forgetWindow() {
	if a.opts.Demo {
		return // it has kept nothing
	}
	if err := os.Remove(a.opts.Places.SoundsFile()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		a.log.Warn("forgetting the sounds", "err", err)
	}
	if err := forgetView(a.opts.Places.WindowFile()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		a.log.Warn("forgetting what was in view", "err", err)
	}
}

// forgetView takes from the window's memory which page and item were in view. Its size and the like stay.
func forgetView(path string) error {
	text, err := safefile.Read(path, maxWindowFile)
	if err != nil {
		return err
	}
	var memory map[string]json.RawMessage
	if json.Unmarshal(text, &memory) != nil {
		return nil // the window can't read it either
	}
	if _, kept := memory["item"]; !kept && memory["page"] == nil {
		return nil
	}
	delete(memory, "page")
	delete(memory, "item")
	if text, err = json.Marshal(memory); err != nil {
		return err
	}
	return safefile.Write(path, 0o600, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}
