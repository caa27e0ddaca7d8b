package frame_test

import (
	"testing"
	"time"

	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

// TestTheComputerMoves changes the zone under an open window: what it shows is the time there, within a second.
func TestTheComputerMoves(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	late := time.Date(2026, 3, 17, 23, 42, 0, 0, time.UTC)
	s.Voicemails[0].Time, s.Calls[0].Time = late, late
	for page, behind := range map[string]string{"voicemails": " · unread", "calls": ""} {
		t.Run(page, func(t *testing.T) {
			t.Setenv("TZ", "Europe/Berlin")
			b := bench.New(t, s)
			b.Open(page)
			b.Press(0, 0)
			b.Expect("Today, 00:42"+behind, "00:42")
			t.Setenv("TZ", "America/New_York")
			b.Pass(time.Second)
			b.Settle()
			b.Expect("Yesterday, 19:42"+behind, "19:42")
			b.ExpectNot("00:42", "Today, 00:42"+behind)
		})
	}
}
