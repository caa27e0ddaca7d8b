package istraclient

import (
	"encoding/json"
	"testing"
	"time"
)

func TestTimesInEveryForm(t *testing.T) {
	at := time.Date(2025, 10, 9, 8, 53, 20, 0, time.UTC) // 1760000000
	local := time.Date(2025, 10, 9, 8, 53, 20, 0, time.Local)
	for value, want := range map[string]time.Time{
		`"1760000000"`: at, `1760000000`: at, `" 1760000000 "`: at, `"1760000000000"`: at, `1760000000000`: at,
		`1760000000.75`: at,
		`1.76E9`:        at, `"1.76E9"`: at, `1.76e+09`: at, `1.76E12`: at,
		`"1760000000250"`:        at.Add(250 * time.Millisecond),
		`"2025-10-09T08:53:20Z"`: at, `"2025-10-09T10:53:20+02:00"`: at, `"2025-10-09T10:53:20.000+0200"`: at,
		`"2025-10-09 08:53:20z"`: at,
		`"2025-10-09T08:53:20"`:  local, `"2025-10-09 08:53:20.000"`: local, // no zone: this computer's
		`"20251009085320"`: at, `1760000000000000`: at, `"1760000000000000000"`: at,
		// None of these is a time anything can have happened at.
		`0`: {}, `"0"`: {}, `-5`: {}, `24`: {}, `"1456"`: {}, `10000000000`: {}, `null`: {}, `""`: {}, `"soon"`: {},
		`"NaN"`: {}, `1e300`: {},
		`"0001-01-01T00:00:00Z"`: {}, `"1970-01-01T00:00:00Z"`: {}, `"2025-10-09"`: {}, `true`: {},
		`{}`: {}, `[1760000000]`: {},
		`"22000101000000"`: {}, `20251309085320`: {}, `"9999-12-31T00:00:00Z"`: {},
	} {
		var got instant
		if err := json.Unmarshal([]byte(value), &got); err != nil || !got.Equal(want) {
			t.Errorf("%s = %v, %v; want %v", value, got, err, want)
		}
	}
}
