//go:build unix

package safefile

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func says(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func write0(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, file, text string) {
	t.Helper()
	if got, err := os.ReadFile(file); string(got) != text {
		t.Errorf("%s holds %q (%v), want %q", filepath.Base(file), got, err, text)
	}
}

// What a link leads to is written, the link stays, and a failure leaves the old content.
func TestLinksAreWrittenThrough(t *testing.T) {
	for name, make := range map[string]func(t *testing.T, file, target string) error{
		"symbolic": func(_ *testing.T, file, target string) error { return os.Symlink(target, file) },
		"relative": func(_ *testing.T, file, _ string) error { return os.Symlink("there/target", file) },
		"two": func(_ *testing.T, file, target string) error {
			return errors.Join(os.Symlink(target, file+"2"), os.Symlink(file+"2", file))
		},
		"hard": func(_ *testing.T, file, target string) error { return os.Link(target, file) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file, target := filepath.Join(dir, "file"), filepath.Join(dir, "there", "target")
			must(t, os.Mkdir(filepath.Dir(target), 0o700))
			write0(t, target, "old, and longer")
			must(t, make(t, file, target))
			before, err := os.Lstat(file)
			must(t, err)
			boom := errors.New("boom")
			if err := Write(file, 0o600, func(w io.Writer) error {
				return errors.Join(says("half")(w),
					boom)
			}); !errors.Is(err, boom) {
				t.Errorf("Write = %v", err)
			}
			want(t, target, "old, and longer")
			must(t, Write(file, 0o600, says("new")))
			want(t, target, "new")
			if after, err := os.Lstat(file); err != nil || after.Mode() != before.Mode() {
				t.Errorf("the link became %v (%v)", after.Mode(), err)
			}
		})
	}
}

func TestALinkToNothingYet(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	must(t, os.Symlink("target", file), Write(file, 0o600, says("new")))
	want(t, filepath.Join(dir, "target"), "new")
	lost := filepath.Join(dir, "lost")
	must(t, os.Symlink("no/such/folder", lost))
	if err := Write(lost, 0o600, says("x")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a link into no folder: %v", err)
	}
	loop := filepath.Join(dir, "loop")
	must(t, os.Symlink("loop", loop))
	if err := Write(loop, 0o600, says("x")); err == nil {
		t.Error("a link to itself was written")
	}
}

func TestDevicesArePassedTo(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "null")
	must(t, os.Symlink(os.DevNull, link), Write(link, 0o600, says("x")), Write(os.DevNull, 0o600, says("x")))
	for _, file := range []string{link, os.DevNull} {
		if info, err := os.Stat(file); err != nil || info.Mode()&os.ModeCharDevice == 0 {
			t.Errorf("%s is %v now (%v)", file, info.Mode(), err)
		}
	}
	if err := Write("/dev/full", 0o600, says("x")); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("a full device: %v", err)
	}
}

func TestWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	socket := filepath.Join(dir, "s")
	l, err := net.Listen("unix", socket)
	must(t, err)
	defer l.Close()
	for _, file := range []string{dir, socket} {
		var unusable *UnusableError
		if err := Write(file, 0o600, says("x")); !errors.As(err, &unusable) {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// A pipe's reader may come late. For a file of our own nobody waits.
func TestPipes(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	must(t, syscall.Mkfifo(pipe, 0o600))
	if err := Write(pipe, 0o600, says("x")); !errors.Is(err, ErrNoReader) {
		t.Errorf("without a reader: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	long := strings.Repeat("sound", 50_000) // more than a pipe holds
	written := make(chan error, 1)
	go func() { written <- WriteNamed(ended, pipe, 0o600, says(long)) }()
	reader, err := os.Open(pipe)
	must(t, err)
	text, err := io.ReadAll(reader)
	if err != nil || string(text) != long {
		t.Errorf("read %d bytes, %v", len(text), err)
	}
	must(t, reader.Close(), <-written)

	go func() { written <- WriteNamed(ended, pipe, 0o600, says(long)) }()
	reader, err = os.Open(pipe) // which never reads
	must(t, err)
	cancel()
	if err := <-written; err == nil {
		t.Error("a pipe that took nothing was written whole")
	}
	must(t, reader.Close())
}

func TestWhatTheProgramWasStartedWith(t *testing.T) {
	file := filepath.Join(t.TempDir(), "out")
	f, err := os.Create(file)
	must(t, err, says("before ")(f))
	path := "/dev/fd/" + strconv.FormatUint(uint64(f.Fd()), 10)
	must(t, WriteNamed(t.Context(), path, 0o600, says("sound")), says(" after")(f), f.Close())
	want(t, file, "before sound after")
}

// A name may be as long as the system lets it be.
func TestLongNames(t *testing.T) {
	file := filepath.Join(t.TempDir(), strings.Repeat("n", 255))
	must(t, Write(file, 0o600, says("new")))
	want(t, file, "new")
}

func TestSetAsideLeavesTheLink(t *testing.T) {
	dir := t.TempDir()
	file, target := filepath.Join(dir, "file"), filepath.Join(dir, "target")
	write0(t, target, "old")
	must(t, os.Symlink("target", file))
	kept, err := SetAside(file, time.Unix(1_770_000_000, 0))
	must(t, err, Write(file, 0o600, says("new")))
	want(t, kept, "old")
	want(t, target, "new")
}

// TestSetAsideMovesNothingThatIsNoFile: a device, a pipe or a folder that a link leads to isn't ours.
func TestSetAsideMovesNothingThatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	pipe, folder := filepath.Join(dir, "pipe"), filepath.Join(dir, "folder")
	must(t, syscall.Mkfifo(pipe, 0o600), os.Mkdir(folder, 0o700))
	for i, target := range []string{pipe, folder, filepath.Join(dir, "missing", "file"), filepath.Join(dir, "link2")} {
		file := filepath.Join(dir, "link"+strconv.Itoa(i))
		must(t, os.Symlink(target, file))
		kept, err := SetAside(file, time.Unix(1_770_000_000, 0))
		must(t, err)
		if got, err := os.Readlink(kept); got != target || err != nil {
			t.Errorf("%s: set aside was %s, %v", target, got, err)
		}
	}
	for _, stays := range []string{pipe, folder} {
		if _, err := os.Lstat(stays); err != nil {
			t.Error(err)
		}
	}
}
