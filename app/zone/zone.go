// Package zone knows the computer's time zone now. Go reads it once, but people travel, and this program runs for
// weeks: quiet hours are those of where they are. It starts no goroutine; a change is seen when it is asked for,
// a second later at most.
package zone

import (
	"io/fs"
	"os"
	"strings"
	"sync"
	"time"
)

// localtime is the zone of the computer, as a file or a link to one.
const localtime = "/etc/localtime"

// maxFile bounds a zone's file, bytes: the largest has 4 kB.
const maxFile = 1 << 16

// lookEvery is how long the file is taken for what it was. A list asks for the zone with each row that it fills.
const lookEvery = time.Second

var own = system{file: localtime, getenv: os.Getenv, now: time.Now}

// Local is the zone now. TZ has the last word, where it can be understood.
func Local() *time.Location { return own.local() }

// Adopt makes Go's own local zone what TZ means where Go doesn't understand it, as with CET-1CEST,M3.5.0,M10.5.0/3.
// Call it before anything else runs.
func Adopt() {
	if tz := os.Getenv("TZ"); tz != "" {
		if _, err := time.LoadLocation(strings.TrimPrefix(tz, ":")); err != nil {
			time.Local = Local()
		}
	}
}

// system is a computer's zone and what it was last time.
type system struct {
	file   string
	getenv func(string) string
	now    func() time.Time

	mu     sync.Mutex     // guards what follows
	looked time.Time      // when the file was looked at
	tz     string         // TZ then
	link   string         // where the file leads; "" for a plain one
	info   fs.FileInfo    // the file then; nil for none
	zone   *time.Location // nil before the first look
}

func (s *system) local() *time.Location {
	tz, now := s.getenv("TZ"), s.now()
	if zone := s.believed(tz, now); zone != nil {
		return zone
	}
	link, _ := os.Readlink(s.file) // a plain file has none
	info, err := os.Stat(s.file)
	if err != nil {
		info = nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.looked = now
	if s.zone == nil || s.tz != tz || s.link != link || !same(s.info, info) {
		s.tz, s.link, s.info, s.zone = tz, link, info, read(tz, s.file, info)
	}
	return s.zone
}

// believed is the zone where the file was looked at a moment ago, or nil.
func (s *system) believed(tz string, now time.Time) *time.Location {
	s.mu.Lock()
	defer s.mu.Unlock()
	if since := now.Sub(s.looked); s.tz != tz || since < 0 || since >= lookEvery {
		return nil
	}
	return s.zone
}

// same reports whether a file is still what it was. The zones of a package are all of one time of day.
func same(a, b fs.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size()
}

// read finds out the zone: from TZ, from the computer's file, or as Go has it.
func read(tz, file string, info fs.FileInfo) *time.Location {
	name := strings.TrimPrefix(tz, ":")
	if name != "" {
		if zone, err := time.LoadLocation(name); err == nil {
			return zone
		}
		if zone, err := fromFile(name); err == nil {
			return zone
		}
		if zone := fromRule(name); zone != nil {
			return zone
		}
	}
	if info != nil {
		if zone, err := fromFile(file); err == nil {
			return zone
		}
	}
	return time.Local
}

// fromFile reads a zone's file, given by its absolute path.
func fromFile(file string) (*time.Location, error) {
	info, err := os.Stat(file)
	if err == nil && (!strings.HasPrefix(file, "/") || !info.Mode().IsRegular() || info.Size() > maxFile) {
		err = fs.ErrInvalid
	}
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return time.LoadLocationFromTZData("Local", data)
}
