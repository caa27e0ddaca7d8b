package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"istratray/istraclient/istratest"
)

// oddFiles are what may stand where the program keeps its files.
var oddFiles = map[string]func(b *bare) error{
	"folders open to everybody": func(b *bare) error {
		old := syscall.Umask(0)
		defer syscall.Umask(old)
		return errors.Join(os.MkdirAll(b.file("state/istratray/default"), 0o777),
			os.MkdirAll(b.file("config/istratray/default"), 0o777))
	},
	"pipes": func(b *bare) error {
		return errors.Join(b.fifo("state/istratray/default/istratray.log"), b.fifo("state/istratray/default/crash.txt"),
			b.fifo("state/istratray/default/store.db"), b.fifo("config/istratray/default/settings.json"))
	},
	"links to nowhere": func(b *bare) error {
		return errors.Join(b.link("state/istratray/default/istratray.log"), b.link("state/istratray/default/store.db"),
			b.link("config/istratray/default/settings.json"))
	},
	"a damaged store": func(b *bare) error {
		dir := b.file("state/istratray/default")
		return errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, "store.db"),
			[]byte(strings.Repeat("damage", 9999)), 0o600))
	},
	"folders": func(b *bare) error {
		return errors.Join(os.MkdirAll(b.file("state/istratray/default/store.db/x"), 0o700),
			os.MkdirAll(b.file("config/istratray/default/settings.json/x"), 0o700))
	},
	"another user's cache": func(b *bare) error {
		b.runtime = "" // its fall-back is in the cache
		dir := b.file("cache/istratray/run")
		return errors.Join(os.MkdirAll(dir, 0o700), os.Chown(dir, 12345, 12345))
	},
}

func (b *bare) fifo(name string) error {
	return errors.Join(os.MkdirAll(filepath.Dir(b.file(name)), 0o700), syscall.Mkfifo(b.file(name), 0o600))
}

func (b *bare) link(name string) error {
	return errors.Join(os.MkdirAll(filepath.Dir(b.file(name)), 0o700),
		os.Symlink(b.file("elsewhere-"+filepath.Base(name)), b.file(name)))
}

func TestTheProgramStartsAmongOddFiles(t *testing.T) {
	for name, odd := range oddFiles {
		t.Run(name, func(t *testing.T) {
			b := newBare(t, istratest.Options{})
			if err := odd(b); errors.Is(err, os.ErrPermission) {
				t.Skip("only root can give a folder away")
			} else if err != nil {
				t.Fatal(err)
			}
			ended := b.start("", "--hidden")
			b.await("signed-out")
			for _, dir := range []string{"state/istratray/default", "config/istratray/default"} {
				if info, err := os.Stat(b.file(dir)); err == nil && info.Mode().Perm()&0o022 != 0 {
					t.Errorf("%s: %v", dir, info.Mode())
				}
			}
			b.want(0, "support", b.file("bundle.zip"))
			b.want(0, "quit")
			if code, said := ended(); code != 0 {
				t.Errorf("exit code %d, %q", code, said)
			}
		})
	}
}

func TestAnotherUsersFolderIsRefused(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give a folder away")
	}
	b := newBare(t, istratest.Options{})
	if err := errors.Join(os.MkdirAll(b.file("state/istratray"), 0o700),
		os.Chown(b.file("state/istratray"), 12345, 12345)); err != nil {
		t.Fatal(err)
	}
	code, _, said := b.run("--hidden")
	if code != 1 || strings.Count(said, "\n") != 1 || !strings.Contains(said, "belongs to another user") {
		t.Errorf("exit code %d, %q", code, said)
	}
}
