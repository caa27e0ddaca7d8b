package rig

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// keepEvidence saves what a failed test's desktop looked like and what its programs said, before the
// first of them is ended.
func (d *Desk) keepEvidence() {
	if d.kept || !d.t.Failed() {
		return
	}
	d.kept = true
	dir := filepath.Join(Root(d.t), "build", "failed", strings.ReplaceAll(d.t.Name(), "/", "_"))
	if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o755)); err != nil {
		d.t.Logf("keeping evidence: %v", err)
		return
	}
	if out, err := d.capture("root", "png"); err == nil {
		_ = os.WriteFile(filepath.Join(dir, "screen.png"), out, 0o644)
	}
	_ = os.CopyFS(filepath.Join(dir, "log"), os.DirFS(filepath.Join(d.Dir, "log")))
	_ = os.CopyFS(filepath.Join(dir, "state"), os.DirFS(filepath.Join(d.Dir, "state")))
	d.t.Logf("screen and logs: %s", dir)
}
