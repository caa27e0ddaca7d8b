package words

import (
	"maps"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// BenchmarkOpen is what a process pays for a chapter, once.
func BenchmarkOpen(b *testing.B) {
	for _, in := range []chapter{desktop, problems} {
		b.Run(string(in), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				pages.Lock()
				maps.DeleteFunc(pages.open, func(p page, _ *i18n.Localizer) bool { return p.chapter == in })
				pages.Unlock()
				open("de", in)
			}
		})
	}
}

// BenchmarkSay is what a line of the tray costs.
func BenchmarkSay(b *testing.B) {
	d := new(Desktop)
	d.Use("de")
	b.ReportAllocs()
	for b.Loop() {
		d.Say("Call back {{.number}}", "number", "200")
	}
}
