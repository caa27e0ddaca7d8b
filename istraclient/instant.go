package istraclient

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// instant is a time as it travels. What can't be read is the zero time.
type instant struct{ time.Time }

func (i *instant) UnmarshalJSON(data []byte) error {
	var t text
	if err := t.UnmarshalJSON(data); err != nil {
		return err
	}
	i.Time = parseInstant(strings.TrimSpace(string(t)))
	return nil
}

// No message is older than the first voicemail systems, and none of the next century: such a number counts something
// else.
var (
	earliest = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
)

func parseInstant(s string) time.Time {
	t, ok := unixTime(s)
	if !ok {
		t = calendarTime(s)
	}
	if t.Before(earliest) || t.After(latest) {
		return time.Time{}
	}
	return t
}

// unixTime reads seconds; numbers of eleven digits or more are milliseconds, of fifteen microseconds, of eighteen
// nanoseconds. Seconds and milliseconds may have a fraction or an exponent. What would be a date of this or the last
// century in digits is that: as milliseconds it would be centuries ahead.
func unixTime(s string) (t time.Time, ok bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		switch date, err := time.Parse("20060102150405", s); {
		case err == nil && !date.Before(earliest) && date.Year() < 2100:
			return date, true
		case n >= 1e17:
			return time.Unix(0, n), true
		case n >= 1e14:
			return time.UnixMicro(n), true
		case n >= 1e10:
			return time.UnixMilli(n), true
		}
		return time.Unix(n, 0), true
	}
	f, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || math.IsNaN(f) || math.Abs(f) >= 1<<53:
		return time.Time{}, err == nil
	case f >= 1e10:
		return time.UnixMilli(int64(f)), true
	}
	return time.Unix(int64(f), 0), true
}

// calendarTime reads RFC 3339, also with a blank for the T, without the colon of the zone, and without a zone: that is
// this computer's then.
func calendarTime(s string) time.Time {
	s = strings.ToUpper(strings.Replace(s, " ", "T", 1))
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05"} {
		if t, err := time.ParseInLocation(layout, s, time.Local); err == nil {
			return t
		}
	}
	return time.Time{}
}
