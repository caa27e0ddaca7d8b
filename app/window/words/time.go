package words

import (
	"strconv"
	"sync/atomic"
	"time"

	"istratray/app/clock"
	"istratray/app/window/lang"
	"istratray/app/zone"
)

// Clock is the local time of day, such as 10:42.
func Clock(t time.Time) string { return clock.Show(t.In(zone.Local()), twelve.Load()) }

// TimeFormat is that of a time of day in the settings, such as 22:30.
const TimeFormat = "15:04"

// TimeOfDay is a time of the settings as Clock would tell it; "" where it is none.
func TimeOfDay(set string) string {
	t, err := time.Parse(TimeFormat, set)
	if err != nil {
		return ""
	}
	return clock.Show(t, twelve.Load())
}

// twelve says that the clock has 12 hours.
var twelve atomic.Bool

// UseClock has times told as a setting has it: 12, 24 or system.
func UseClock(setting string) { twelve.Store(clock.Twelve(setting)) }

// Span is a duration in words, such as 40 s, 3 min or 2 h.
func Span(d time.Duration) string {
	switch {
	case d < time.Minute:
		return lang.L("{{.N}} s", n(int(d.Seconds())))
	case d < 100*time.Minute:
		return lang.L("{{.N}} min", n(int(d.Minutes())))
	case d < 48*time.Hour:
		return lang.L("{{.N}} h", n(int(d.Hours())))
	}
	return lang.N("{{.N}} days", int(d.Hours()/24), n(int(d.Hours()/24)))
}

func n(v int) map[string]any { return map[string]any{"N": v} }

// Number is a whole number as it is written, such as 13,333.
func Number(v int) string {
	digits := strconv.Itoa(v)
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + lang.X("number.thousands", ",") + digits[at:]
	}
	return digits
}

// Day is a heading for a date: Today, Yesterday, the weekday within the last week, else the date.
func Day(t, now time.Time) string {
	here := zone.Local()
	t, now = t.In(here), now.In(here)
	switch days := daysBetween(t, now); {
	case days == 0:
		return lang.L("Today")
	case days == 1:
		return lang.L("Yesterday")
	case days > 1 && days < 7:
		return weekday(t.Weekday())
	}
	return Date(t, now)
}

// Date is a date without a weekday, and without the year where it is this one.
func Date(t, now time.Time) string {
	data := map[string]any{"Day": t.Day(), "Month": month(t.Month()), "Year": t.Year()}
	if t.Year() == now.Year() {
		return lang.X("date.this-year", "{{.Day}} {{.Month}}", data)
	}
	return lang.X("date.other-year", "{{.Day}} {{.Month}} {{.Year}}", data)
}

// Short is what tells a time best in one word: the time of day if it is today, else the day.
func Short(t, now time.Time) string {
	if SameDay(t, now) {
		return Clock(t)
	}
	return Day(t, now)
}

// Moment is a day and a time of day, such as "Today, 10:42".
func Moment(t, now time.Time) string {
	return lang.X("moment", "{{.Day}}, {{.Time}}", map[string]any{"Day": Day(t, now), "Time": Clock(t)})
}

// SameDay reports whether two times are on the same local date.
func SameDay(a, b time.Time) bool {
	here := zone.Local()
	return daysBetween(a.In(here), b.In(here)) == 0
}

// daysBetween counts midnights from a to b; it is not troubled by days of 23 or 25 hours.
func daysBetween(a, b time.Time) int {
	day := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	}
	return int(day(b).Sub(day(a)) / (24 * time.Hour))
}

func weekday(d time.Weekday) string {
	return [...]string{
		lang.L("Sunday"), lang.L("Monday"), lang.L("Tuesday"), lang.L("Wednesday"),
		lang.L("Thursday"), lang.L("Friday"), lang.L("Saturday"),
	}[d]
}

func month(m time.Month) string {
	return [...]string{
		lang.L("January"), lang.L("February"), lang.L("March"), lang.L("April"), lang.L("May"), lang.L("June"),
		lang.L("July"), lang.L("August"), lang.L("September"), lang.L("October"),
		lang.L("November"), lang.L("December"),
	}[m-1]
}
