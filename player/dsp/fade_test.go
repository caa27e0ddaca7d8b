package dsp

import (
	"math"
	"testing"

	"github.com/gopxl/beep/v2"
)

// still reports whether the source stands still.
func still(f *Fader) bool { return f.gate.at == 0 && f.gate.goal == 0 }

// constant streams n frames of 1.
func constant(n int) beep.Streamer {
	return beep.StreamerFunc(func(samples [][2]float64) (int, bool) {
		m := min(len(samples), n)
		for i := range m {
			samples[i] = [2]float64{1, 1}
		}
		n -= m
		return m, m > 0
	})
}

func TestFader(t *testing.T) {
	const rate = 1000 // so that a fade takes 10 frames
	f := NewFader(constant(130), rate)
	stream := func(n int) []float64 {
		buf := make([][2]float64, n)
		got, _ := f.Stream(buf)
		return left(buf[:got])
	}
	if out := stream(20); len(out) != 20 || loudest(out) != 0 || !still(f) {
		t.Errorf("does not begin still: %v", out)
	}
	f.Run(true)
	if out := stream(50); out[0] != 0.1 || out[20] != 1 || steepest(out) > 0.11 {
		t.Errorf("does not fade in: %v", out)
	}
	f.SetVolume(0.5)
	if out := stream(50); out[0] != 0.9 || out[49] != 0.5 || steepest(out) > 0.11 {
		t.Errorf("does not fade to a volume: %v", out)
	}
	f.Run(false)
	if out := stream(40); len(out) != 40 || out[0] > 0.46 || out[20] != 0 || steepest(out) > 0.11 || !still(f) {
		t.Errorf("does not fade out: %v", out)
	}
	f.Run(true)
	if out := stream(50); len(out) != 20 {
		t.Errorf("%d frames were left of 130 after 110: the source did not stand still", len(out))
	}
}

// steepest is the largest step between two samples.
func steepest(signal []float64) float64 {
	worst := 0.0
	for i := 1; i < len(signal); i++ {
		worst = max(worst, math.Abs(signal[i]-signal[i-1]))
	}
	return worst
}
