package istraclient

import (
	"testing"
	"time"
)

// How long a server may be silent, by what is known of it.
func TestSilenceAllowed(t *testing.T) {
	for name, test := range map[string]struct {
		answers bool
		rhythm  time.Duration
		want    time.Duration
	}{
		"answers pings":             {true, 0, silenceLimit},
		"answers, with slow rhythm": {true, time.Hour, silenceLimit},
		"nothing known":             {false, 0, 0},
		"quick rhythm":              {false, 10 * time.Second, silenceLimit},
		"slow rhythm":               {false, time.Minute, 125 * time.Second},
	} {
		p := &pulse{rhythm: test.rhythm}
		p.answers.Store(test.answers)
		if got := p.limit(); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}
