package zone

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// noon is an instant in summer, at 12:00 UTC.
var noon = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)

// later is a clock that goes on by as much as a file is believed, each time it is looked at.
func later() func() time.Time {
	now := noon
	return func() time.Time {
		now = now.Add(lookEvery)
		return now
	}
}

// A list of calls asks for the zone a hundred times a frame: the disk is asked once a second, TZ always.
func TestTheFileIsLookedAtOnceASecond(t *testing.T) {
	file, tz, now := filepath.Join(t.TempDir(), "localtime"), "", noon
	s := &system{file: file, getenv: func(string) string { return tz }, now: func() time.Time { return now }}
	move := func(zone string) {
		t.Helper()
		_ = os.Remove(file)
		if err := os.Symlink(filepath.Join("/usr/share/zoneinfo", zone), file); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(hour int) {
		t.Helper()
		if got := noon.In(s.local()).Hour(); got != hour {
			t.Errorf("%v later: %d o'clock, want %d", now.Sub(noon), got, hour)
		}
	}
	move("Europe/Berlin")
	expect(14)
	move("Asia/Tokyo")
	now = now.Add(lookEvery - 1)
	expect(14)
	now = now.Add(1)
	expect(21)
	tz = "UTC0"
	expect(12)
	now, tz = noon.Add(-time.Hour), "" // the clock was set back
	expect(21)
}

func TestTheComputerMoves(t *testing.T) {
	file := filepath.Join(t.TempDir(), "localtime")
	link := func(zone string) {
		t.Helper()
		_ = os.Remove(file)
		if err := os.Symlink(filepath.Join("/usr/share/zoneinfo", zone), file); err != nil {
			t.Fatal(err)
		}
	}
	s := &system{file: file, getenv: func(string) string { return "" }, now: later()}
	for zone, hour := range map[string]int{"Europe/Berlin": 14, "Asia/Tokyo": 21, "America/New_York": 8} {
		link(zone)
		if got := noon.In(s.local()).Hour(); got != hour {
			t.Errorf("%s: %d o'clock, want %d", zone, got, hour)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if s.local() == nil {
		t.Error("no zone without the file")
	}
}

// A plain file in the link's place, copied with its time as packages have it, all of one moment.
func TestTheFileIsReplacedByOneOfTheSameTime(t *testing.T) {
	file := filepath.Join(t.TempDir(), "localtime")
	s := &system{file: file, getenv: func(string) string { return "" }, now: later()}
	for zone, hour := range map[string]int{"Europe/Berlin": 14, "Asia/Tokyo": 21, "America/New_York": 8} {
		data, err := os.ReadFile(filepath.Join("/usr/share/zoneinfo", zone))
		if err == nil {
			err = os.WriteFile(file+".new", data, 0o600)
		}
		if err == nil {
			err = os.Chtimes(file+".new", noon, noon)
		}
		if err == nil {
			err = os.Rename(file+".new", file)
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := noon.In(s.local()).Hour(); got != hour {
			t.Errorf("%s: %d o'clock, want %d", zone, got, hour)
		}
	}
}

func TestTZ(t *testing.T) {
	computer := filepath.Join("/usr/share/zoneinfo", "Asia/Tokyo")
	for tz, hour := range map[string]int{
		"Europe/Berlin": 14, ":Europe/Berlin": 14, "/usr/share/zoneinfo/Europe/Berlin": 14,
		"CET-1CEST,M3.5.0,M10.5.0/3": 14, "CET-1CEST": 14, "UTC0": 12, "<+03>-3": 15, "<-0330>3:30": 8, "EST5": 7,
		"EST5EDT,M3.2.0,M11.1.0": 8, "AEST-10AEDT,M10.1.0,M4.1.0/3": 22,
		"": 21, "Europe/Nowhere": 21, "nonsense!": 21, "../../etc/passwd": 21, "/etc/passwd": 21, "/dev/zero": 21,
	} {
		s := &system{file: computer, getenv: func(string) string { return tz }, now: later()}
		if got := noon.In(s.local()).Hour(); got != hour {
			t.Errorf("TZ=%s: %d o'clock, want %d", tz, got, hour)
		}
	}
	winter := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	if got := winter.In(fromRule("CET-1CEST,M3.5.0,M10.5.0/3")).Hour(); got != 13 {
		t.Errorf("in winter: %d o'clock", got)
	}
}

func FuzzRule(f *testing.F) {
	f.Add("CET-1CEST,M3.5.0,M10.5.0/3")
	f.Add("<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45")
	f.Fuzz(func(_ *testing.T, text string) {
		if zone := fromRule(text); zone != nil {
			_ = noon.In(zone).String()
		}
	})
}
