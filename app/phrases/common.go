package phrases

import (
	"strings"
	"time"

	"istratray/app/clock"
)

// Waiting is for instance "2 voicemails, 1 missed call"; "" when nothing waits.
func (b *Book) Waiting(voicemails, missedCalls int) string {
	var parts []string
	if voicemails > 0 {
		parts = append(parts, b.Count(voicemails, "%d voicemail", "%d voicemails"))
	}
	if missedCalls > 0 {
		parts = append(parts, b.Count(missedCalls, "%d missed call", "%d missed calls"))
	}
	return strings.Join(parts, ", ")
}

// UseClock makes the book tell times as a setting has it: 12, 24 or system.
func (b *Book) UseClock(setting string) { b.twelve.Store(clock.Twelve(setting)) }

// Clock is a time of day in t's zone.
func (b *Book) Clock(t time.Time) string { return clock.Show(t, b.twelve.Load()) }

// Weekday is short, such as "Tue".
func (b *Book) Weekday(d time.Weekday) string {
	return [...]string{
		b.Say("Sun"), b.Say("Mon"), b.Say("Tue"), b.Say("Wed"), b.Say("Thu"), b.Say("Fri"), b.Say("Sat"),
	}[d]
}

// Date is a date in t's zone without its year, such as "9 Mar".
func (b *Book) Date(t time.Time) string {
	return b.Say("%d %s", t.Day(), b.month(t.Month()))
}

func (b *Book) month(m time.Month) string {
	return [...]string{
		b.Say("Jan"), b.Say("Feb"), b.Say("Mar"), b.Say("Apr"), b.Say("May"), b.Say("Jun"),
		b.Say("Jul"), b.Say("Aug"), b.Say("Sep"), b.Say("Oct"), b.Say("Nov"), b.Say("Dec"),
	}[m-1]
}
