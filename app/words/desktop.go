package words

import (
	"strings"
	"sync/atomic"
	"time"

	"istratray/app/clock"
)

// Desktop has what the tray and the notifications say, in one language at a time. The zero Desktop speaks
// English. It is safe for any goroutine, and may be switched to another language at any time: what was said
// before stays as it is, and who shows it asks again.
type Desktop struct {
	book   atomic.Pointer[Book] // nil: English
	twelve atomic.Bool          // the clock has 12 hours
}

var english = &Book{code: fallback}

// Use makes it speak the language of a setting, as Language understands it.
func (d *Desktop) Use(setting string) { d.book.Store(In(setting)) }

func (d *Desktop) in() *Book {
	if b := d.book.Load(); b != nil {
		return b
	}
	return english
}

// Say is a text by its English wording, with names and values in turn.
func (d *Desktop) Say(text string, pairs ...any) string {
	return d.in().say(desktop, text, pairs)
}

// Count is a text about a number, which is its value count.
func (d *Desktop) Count(n int, text string, pairs ...any) string {
	return d.in().count(desktop, n, text, pairs)
}

// Tell says a problem, as a Book does.
func (d *Desktop) Tell(p Problem) string { return d.in().Tell(p) }

// Or says a problem, or a text, as a Book does.
func (d *Desktop) Or(p Problem, text string) string { return d.in().Or(p, text) }

// Waiting is for example "2 voicemails, 1 missed call"; "" when nothing waits.
func (d *Desktop) Waiting(voicemails, missedCalls int) string {
	var parts []string
	if voicemails > 0 {
		parts = append(parts, d.Count(voicemails, "{{.count}} voicemails"))
	}
	if missedCalls > 0 {
		parts = append(parts, d.Count(missedCalls, "{{.count}} missed calls"))
	}
	return strings.Join(parts, ", ")
}

// Several is for example "Anna Keller or 2 others": who it may be, where one number belongs to several.
func (d *Desktop) Several(name string, others int) string {
	if others <= 0 {
		return name
	}
	return d.Say("{{.name}} or {{.others}}", "name", name, "others", d.Count(others, "{{.count}} others"))
}

// UseClock makes it tell times as a setting has it: 12, 24 or system.
func (d *Desktop) UseClock(setting string) { d.twelve.Store(clock.Twelve(setting)) }

// Clock is a time of day in t's zone.
func (d *Desktop) Clock(t time.Time) string { return clock.Show(t, d.twelve.Load()) }

// Weekday is short, such as "Tue".
func (d *Desktop) Weekday(day time.Weekday) string {
	return [...]string{
		d.Say("Sun"), d.Say("Mon"), d.Say("Tue"), d.Say("Wed"), d.Say("Thu"), d.Say("Fri"), d.Say("Sat"),
	}[day]
}

// Date is a date in t's zone without its year, such as "9 Mar".
func (d *Desktop) Date(t time.Time) string {
	return d.Say("{{.day}} {{.month}}", "day", t.Day(), "month", d.month(t.Month()))
}

func (d *Desktop) month(m time.Month) string {
	return [...]string{
		d.Say("Jan"), d.Say("Feb"), d.Say("Mar"), d.Say("Apr"), d.Say("May"), d.Say("Jun"),
		d.Say("Jul"), d.Say("Aug"), d.Say("Sep"), d.Say("Oct"), d.Say("Nov"), d.Say("Dec"),
	}[m-1]
}
