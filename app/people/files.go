package people

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	maxFileSize = 256 << 20 // pictures are most of it, and are passed over
	maxTable    = 32 << 20  // of a table, where one cell may be all of it
	maxFiles    = 20_000    // in one folder
	maxDepth    = 3         // folders within the folder
)

// files are vCards in a file or a folder, a table (CSV), or the telephone book of a Fritz!Box.
type files struct {
	path  string
	cache cache
	seen  uint64 // the stamp of what was read
}

func (f *files) pause() time.Duration { return 0 } // it is watched

// stale compares names, sizes and times of change with those of the last reading.
func (f *files) stale() bool {
	_, stamp, _ := f.list()
	return stamp != f.seen
}

// list gives the files to read, and a stamp that changes when one of them does.
func (f *files) list() (names []string, stamp uint64, err error) {
	sum := fnv.New64a()
	defer func() { stamp = sum.Sum64() }()
	note := func(name string, info fs.FileInfo) {
		fmt.Fprintln(sum, name, info.Size(), info.ModTime().UnixNano())
	}
	info, err := os.Stat(f.path)
	if err != nil {
		return nil, 0, err
	}
	if !info.IsDir() {
		note(f.path, info)
		if !info.Mode().IsRegular() {
			return nil, 0, &Problem{Code: Unreadable}
		}
		return []string{f.path}, 0, nil
	}
	base := strings.Count(filepath.Clean(f.path), string(filepath.Separator))
	err = filepath.WalkDir(f.path+string(filepath.Separator), func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == f.path:
			return err
		case err != nil:
			return nil // a folder that can't be read hides its own people only
		case d.IsDir() && strings.Count(filepath.Clean(name), string(filepath.Separator))-base > maxDepth:
			return fs.SkipDir
		case d.IsDir() || !isBook(name):
			return nil
		}
		info, err := os.Stat(name)
		if err != nil || !info.Mode().IsRegular() {
			return nil // gone in the meantime, or no file
		}
		note(name, info)
		names = append(names, name)
		if len(names) > maxFiles {
			return errTooMuch
		}
		return nil
	})
	return names, 0, err
}

func isBook(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".vcf", ".vcard", ".csv":
		return !strings.HasPrefix(filepath.Base(name), ".")
	}
	return false
}

// read passes over a file of a folder that can't be used, and says so.
func (f *files) read(ctx context.Context, report progress) ([]Person, bool, error) {
	names, stamp, err := f.list()
	f.seen = stamp
	if err != nil && !errors.Is(err, errTooMuch) {
		return nil, false, err
	}
	var people []Person
	album := f.cache.album()
	for i, name := range names {
		if ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
		var failed error
		people, failed = readFile(name, people, album)
		if errors.Is(failed, errTooMany) {
			err = failed // whatever else there is
			break
		}
		if failed != nil && len(names) > 1 {
			failed = &Problem{Code: Unreadable, Detail: filepath.Base(name), Err: failed}
		}
		err = errors.Join(err, failed)
		report(i+1, len(names))
	}
	if err != nil && len(people) == 0 {
		return nil, false, err
	}
	return people, true, err
}

// readFile adds a file's people. The kind of file is recognised by its beginning, not by its name.
func readFile(name string, people []Person, album *pictures) ([]Person, error) {
	f, err := os.Open(name)
	if err != nil {
		return people, err
	}
	defer f.Close()
	head := make([]byte, 4<<10)
	n, err := io.ReadFull(f, head)
	if err != nil && n == 0 {
		return people, ignoreEOF(err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return people, err
	}
	full := false
	add := func(p Person) bool {
		if full = len(people) >= maxPeople; !full {
			people = append(people, p)
		}
		return !full
	}
	content := io.LimitReader(f, maxFileSize)
	switch {
	case begins(head[:n], "BEGIN:VCARD"):
		err = readCards(content, func(c card) bool {
			p, ok := c.pictured(album)
			return !ok || add(p)
		})
	case begins(head[:n], "<PHONEBOOKS"):
		err = readPhonebook(io.LimitReader(content, maxTable), add)
	default:
		err = readCSV(io.LimitReader(content, maxTable), add)
	}
	if full {
		err = errTooMany
	}
	return people, err
}

// begins looks for what a kind of file has at its beginning, also in UTF-16.
func begins(head []byte, sign string) bool {
	return strings.Contains(strings.ToUpper(strings.ReplaceAll(string(head), "\x00", "")), sign)
}

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
