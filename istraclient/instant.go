package istraclient

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// instant is a time as it travels (API document, sections 5 and 11). What can't be read is the zero time.
type instant struct{ time.Time }

func (i *instant) UnmarshalJSON(data []byte) error {
	var t text
	if err := t.UnmarshalJSON(data); err != nil {
		return err
	}
	i.Time = parseInstant(strings.TrimSpace(string(t)))
	return nil
}

// No message is older than the first voicemail systems, and none later than what RFC 3339 and JSON can write.
var (
	earliest = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
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

// unixTime reads seconds; numbers of eleven digits or more are milliseconds. Both may have a fraction or an
// exponent.
func unixTime(s string) (t time.Time, ok bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		if n >= 1e10 {
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

// calendarTime reads RFC 3339, also with a blank for the T and without the colon of the zone.
func calendarTime(s string) time.Time {
	s = strings.ToUpper(strings.Replace(s, " ", "T", 1))
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}
