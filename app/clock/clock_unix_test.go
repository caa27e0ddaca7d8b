//go:build unix

package clock

import (
	"testing"
	"time"
)

func TestTheClock(t *testing.T) {
	evening := time.Date(2026, 3, 2, 17, 5, 0, 0, time.UTC)
	for _, c := range []struct{ setting, all, times, lang, want string }{
		{"12", "", "", "de_DE.UTF-8", "5:05 PM"},
		{"24", "", "", "en_US.UTF-8", "17:05"},
		{"system", "", "", "en_US.UTF-8", "5:05 PM"},
		{"system", "", "", "en-AU", "5:05 PM"},
		{"system", "", "", "en_GB.UTF-8", "17:05"},
		{"system", "", "", "es_US.UTF-8", "17:05"},
		{"system", "", "de_DE.UTF-8", "en_US.UTF-8", "17:05"},
		{"system", "C.UTF-8", "", "en_US.UTF-8", "17:05"},
		{"system", "", "", "", "17:05"},
	} {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_TIME", c.times)
		t.Setenv("LANG", c.lang)
		if got := Show(evening, Twelve(c.setting)); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
	for hour, want := range map[int]string{0: "12:30 AM", 12: "12:30 PM"} {
		if got := Show(time.Date(2026, 3, 2, hour, 30, 0, 0, time.UTC), true); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
