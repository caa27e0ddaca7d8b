package people

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"istratray/app/safefile"
	"istratray/app/settings"
)

// cacheVersion is the layout of a cache file. One of another version is not read.
const cacheVersion = 1

// kept is the head of what is kept of an address book.
type kept struct {
	Version int       `json:"version"`
	Updated time.Time `json:"updated,omitzero"`
	Asked   bool      `json:"asked,omitempty"` // it is asked number by number
	Full    bool      `json:"full,omitempty"`  // there are more people than these
	Books   []davBook `json:"books,omitempty"`
}

// row is one person in the cache, with what tells a server which state of it we have.
type row struct {
	Person
	Href string `json:"h,omitempty"`
	ETag string `json:"e,omitempty"`
}

// cache is a file of the last good people of one book: the head in the first line, then one person a line. Beside it
// is a folder with their pictures.
type cache struct {
	file string
	bare bool // without pictures
	lazy bool // pictures are read when someone is looked up, and go when that has been long ago
}

// cacheOf names the file after what the book is, so that another server's people are never its own.
func cacheOf(dir string, c settings.Contacts) cache {
	what := strings.Join([]string{c.Name, c.Kind, c.Path, c.URL, c.Login, c.Base, c.Filter,
		fmt.Sprint(c.Attributes)}, "\x00")
	sum := sha256.Sum256([]byte(what))
	return cache{file: filepath.Join(dir, hex.EncodeToString(sum[:12])+".json"), lazy: c.Kind == settings.LDAP}
}

// head is the zero kept where there is no usable file.
func (c cache) head() kept {
	f, err := os.Open(c.file)
	if err != nil {
		return kept{}
	}
	defer f.Close()
	var k kept
	if json.NewDecoder(f).Decode(&k) != nil || k.Version != cacheVersion {
		return kept{}
	}
	return k
}

// rows are the people; a damaged file ends early.
func (c cache) rows() iter.Seq[row] {
	return func(yield func(row) bool) {
		f, err := os.Open(c.file)
		if err != nil {
			return
		}
		defer f.Close()
		lines := json.NewDecoder(bufio.NewReader(f))
		var k kept
		if lines.Decode(&k) != nil || k.Version != cacheVersion {
			return
		}
		for {
			var r row
			if lines.Decode(&r) != nil || !yield(r) {
				return
			}
		}
	}
}

func (c cache) people() []Person {
	var people []Person
	for r := range c.rows() {
		if len(r.Numbers) > 0 {
			people = append(people, r.compact())
		}
	}
	return people
}

// dir is where pictures are; "" for none.
func (c cache) dir() string {
	if c.bare {
		return ""
	}
	return strings.TrimSuffix(c.file, ".json") + "-pictures"
}

// album is for the pictures of one reading.
func (c cache) album() *pictures {
	if c.bare {
		return nil
	}
	return newPictures(c.dir())
}

// write replaces the file, and removes the pictures of those who are no more.
func (c cache) write(k kept, rows iter.Seq[row]) error {
	k.Version = cacheVersion
	if err := os.MkdirAll(filepath.Dir(c.file), 0o700); err != nil {
		return fmt.Errorf("make room for the address books: %w", err)
	}
	used := map[string]bool{}
	err := safefile.Write(c.file, 0o600, func(w io.Writer) error {
		out := bufio.NewWriter(w)
		enc := json.NewEncoder(out)
		err := enc.Encode(k)
		for r := range rows {
			err = errors.Join(err, enc.Encode(r))
			used[r.Picture] = true
		}
		return errors.Join(err, out.Flush())
	})
	if album := c.album(); err == nil && album != nil && !c.lazy {
		album.sweep(used)
	}
	return err
}

// expire removes pictures that nobody has looked at for long.
func (c cache) expire(now time.Time) {
	if album := c.album(); album != nil {
		album.expire(now)
	}
}

// forget is called when the book is removed.
func (c cache) forget() {
	_ = os.Remove(c.file)
	if dir := c.dir(); dir != "" {
		_ = os.RemoveAll(dir)
	}
}

// asRows are people of whom nothing more is known.
func asRows(people []Person) iter.Seq[row] {
	return func(yield func(row) bool) {
		for _, p := range people {
			if !yield(row{Person: p}) {
				return
			}
		}
	}
}
