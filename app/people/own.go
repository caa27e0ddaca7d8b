package people

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"istratray/app/numbers"
	"istratray/app/plain"
	"istratray/app/safefile"
)

const (
	maxNote = 2000   // characters
	maxOwn  = 10_000 // callers of whom the user said something
)

// Own is what the user said about a caller.
type Own struct {
	Number        string // as it was given
	Name, Company string // "": not renamed
	Note          string
	VIP, Muted    bool
	Favourite     bool // one of those who are called from the tray
}

func (o Own) empty() bool { return o == Own{Number: o.Number} }

// cleaned is the entry as harmless text.
func (o Own) cleaned() Own {
	o.Name, o.Company, o.Note = plain.Line(o.Name, maxName), plain.Line(o.Company, maxName), cleanNote(o.Note)
	return o
}

// ownFile is a file of vCards with what the user said about callers, of one account.
type ownFile struct {
	file  string // "": no account, nothing is kept
	stamp string // of what was read or written last
	list  []Own
}

// ownFileOf is an account's file; any login can be part of its name.
func ownFileOf(dir, account string) *ownFile {
	if account == "" {
		return &ownFile{}
	}
	return &ownFile{file: filepath.Join(dir, url.QueryEscape(account)+".vcf")}
}

// refresh reads the file, unless it is as it was left. Another program may have changed it.
func (f *ownFile) refresh() error {
	stamp := stampOf(f.file)
	if f.file == "" || stamp == f.stamp {
		return nil
	}
	file, err := os.Open(f.file)
	if errors.Is(err, fs.ErrNotExist) {
		f.list, f.stamp = nil, stamp
		return nil
	}
	if err != nil {
		return fmt.Errorf("read your own names and notes: %w", err)
	}
	defer file.Close()
	list, err := readOwn(io.LimitReader(file, maxFileSize))
	if err != nil {
		kept, moved := safefile.SetAside(f.file, time.Now())
		err = fmt.Errorf("read your own names and notes, kept as %s: %w", filepath.Base(kept), errors.Join(err, moved))
	}
	f.list, f.stamp = list, stamp
	return err
}

func stampOf(file string) string {
	info, err := os.Stat(file)
	if err != nil {
		return "none"
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}

// readOwn reads cards as writeOwn writes them, and those of others as names.
func readOwn(r io.Reader) ([]Own, error) {
	var list []Own
	err := readCards(r, func(c card) bool {
		for _, raw := range c.person.Numbers {
			number := cleanNumber(raw)
			o := Own{Number: number, Company: plain.Line(c.person.Company, maxName), Note: cleanNote(c.note),
				VIP: c.vip, Muted: c.muted, Favourite: c.favourite}
			if name := plain.Line(firstOf(c.person.Name, c.name, c.nick), maxName); IsName(name) ||
				numbers.Digits(name) != numbers.Digits(number) {
				o.Name = name
			}
			if number != "" && !o.empty() {
				list = append(list, o)
			}
		}
		return len(list) < maxOwn
	})
	return list, err
}

// cleanNote keeps line breaks.
func cleanNote(text string) string {
	var lines []string
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r", ""), "\n") {
		lines = append(lines, plain.Line(line, maxNote))
	}
	note := strings.TrimSpace(strings.Join(lines, "\n"))
	if utf8.RuneCountInString(note) > maxNote {
		note = string([]rune(note)[:maxNote])
	}
	return note
}

// save replaces the file.
func (f *ownFile) save() error {
	if err := os.MkdirAll(filepath.Dir(f.file), 0o700); err != nil {
		return fmt.Errorf("make room for your own names and notes: %w", err)
	}
	err := safefile.Write(f.file, 0o600, func(w io.Writer) error { return writeOwn(w, f.list) })
	if err != nil {
		return fmt.Errorf("keep your own names and notes: %w", err)
	}
	f.stamp = stampOf(f.file)
	return nil
}

// writeOwn writes vCards of version 3.0, which most programs read.
func writeOwn(w io.Writer, list []Own) error {
	out := bufio.NewWriter(w)
	for _, o := range list {
		line := func(name, value string) {
			if value != "" {
				_, _ = out.WriteString(folded(name + ":" + escaped(value))) // Flush tells
			}
		}
		name := firstOf(o.Name, o.Number)
		line("BEGIN", "VCARD")
		line("VERSION", "3.0")
		line("FN", name)
		_, _ = out.WriteString(folded("N:" + escaped(name) + ";;;;"))
		line("ORG", o.Company)
		line("TEL;TYPE=VOICE", o.Number)
		line("NOTE", o.Note)
		line(propertyVIP, oneIf(o.VIP))
		line(propertyMuted, oneIf(o.Muted))
		line(propertyFavourite, oneIf(o.Favourite))
		line("END", "VCARD")
	}
	return out.Flush()
}

func oneIf(on bool) string {
	if on {
		return "1"
	}
	return ""
}

func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, "\n", `\n`, ",", `\,`, ";", `\;`).Replace(text)
}

// folded breaks a line after 72 bytes or fewer, between characters.
func folded(line string) string {
	var b strings.Builder
	length := 0
	for _, r := range line {
		if n := utf8.RuneLen(r); length+n > 72 {
			b.WriteString("\r\n ")
			length = 1
		}
		b.WriteRune(r)
		length += utf8.RuneLen(r)
	}
	return b.String() + "\r\n"
}

// set says something about a number, in the place of what was said before: the order of favourites stays.
func (f *ownFile) set(o Own, key string, book *numbers.Book) {
	same := func(old Own) bool { return book.Key(old.Number) == key }
	at := slices.IndexFunc(f.list, same)
	list := slices.DeleteFunc(slices.Clone(f.list), same)
	if !o.empty() {
		if at < 0 || at > len(list) {
			at = len(list)
		}
		list = slices.Insert(list, at, o)
	}
	f.list = list
}

// byKey is the list as it is asked for.
func (f *ownFile) byKey(book *numbers.Book) map[string]Own {
	all := make(map[string]Own, len(f.list))
	for _, o := range f.list {
		if key := book.Key(o.Number); key != "" {
			all[key] = o
		}
	}
	return all
}
