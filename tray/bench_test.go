package tray

import "testing"

// BenchmarkDraw is what a change of the icon costs before anything is sent: all its sizes.
func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		for _, size := range []int{16, 22, 24, 32, 44, 48, 64} {
			drawIcon(icon{calm, 3}, size, onAny)
		}
	}
}
