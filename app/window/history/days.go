package history

import (
	"time"

	"istratray/app/zone"
)

// Day is a run of neighbouring items of the same local date.
type Day struct {
	Start int       // index of the first item
	Time  time.Time // of the first item
}

// Days splits count items, newest first, into days.
func Days(count int, at func(i int) time.Time) []Day {
	var days []Day
	here := zone.Local()
	var year, day int
	for i := range count {
		t := at(i).In(here)
		if len(days) == 0 || t.Year() != year || t.YearDay() != day {
			days = append(days, Day{Start: i, Time: t})
			year, day = t.Year(), t.YearDay()
		}
	}
	return days
}
