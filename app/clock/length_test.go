package clock

import (
	"testing"
	"time"
)

func TestLength(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                                       "0:00",
		24*time.Second + 400*time.Millisecond:   "0:24",
		24*time.Second + 500*time.Millisecond:   "0:25",
		59*time.Minute + 59*time.Second:         "59:59",
		time.Hour + 2*time.Minute + time.Second: "1:02:01",
		11 * time.Hour:                          "11:00:00",
	} {
		if got := Length(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}
