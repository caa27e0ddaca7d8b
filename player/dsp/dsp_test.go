package dsp

import (
	"errors"
	"io"
	"math"
	"os"
	"testing"

	"github.com/gopxl/beep/v2"

	"istratray/player/decode"
)

// tone streams a sine wave of n frames, the right side at half the amplitude.
func tone(hz float64, rate, n int, amplitude float64) beep.Streamer {
	at := 0
	return beep.StreamerFunc(func(samples [][2]float64) (int, bool) {
		m := min(len(samples), n-at)
		for i := range m {
			v := amplitude * math.Sin(2*math.Pi*hz*float64(at+i)/float64(rate))
			samples[i] = [2]float64{v, v / 2}
		}
		at += m
		return m, m > 0
	})
}

// drain streams to the end, in portions of an awkward size, and checks the contract of beep.
func drain(t testing.TB, s beep.Streamer) [][2]float64 {
	t.Helper()
	var all [][2]float64
	buf := make([][2]float64, 777)
	for {
		n, ok := s.Stream(buf)
		all = append(all, buf[:n]...)
		if ok != (n > 0) {
			t.Fatalf("n %d, ok %v", n, ok)
		}
		if n < len(buf) {
			break
		}
	}
	if n, ok := s.Stream(buf); n != 0 || ok {
		t.Fatalf("streams on after the end: %d, %v", n, ok)
	}
	return all
}

func left(frames [][2]float64) []float64 {
	side := make([]float64, len(frames))
	for i, v := range frames {
		side[i] = v[0]
	}
	return side
}

// sineSNR fits a sine wave of a known frequency to the middle of a signal and returns the ratio of
// its power to that of all the rest, in dB.
func sineSNR(signal []float64, hz float64, rate int) float64 {
	signal = signal[len(signal)/10 : len(signal)*9/10]
	// Whole periods, so that sine and cosine are orthogonal.
	period := float64(rate) / hz
	signal = signal[:int(math.Floor(float64(len(signal))/period)*period)]
	var a, b float64
	for i, v := range signal {
		x := 2 * math.Pi * hz * float64(i) / float64(rate)
		a += v * math.Sin(x)
		b += v * math.Cos(x)
	}
	a, b = 2*a/float64(len(signal)), 2*b/float64(len(signal))
	var power, noise float64
	for i, v := range signal {
		x := 2 * math.Pi * hz * float64(i) / float64(rate)
		fit := a*math.Sin(x) + b*math.Cos(x)
		power += fit * fit
		noise += (v - fit) * (v - fit)
	}
	return 10 * math.Log10(power/noise)
}

// loudest is the largest absolute sample.
func loudest(signal []float64) float64 {
	peak := 0.0
	for _, v := range signal {
		peak = max(peak, math.Abs(v))
	}
	return peak
}

// roughest is the largest second difference, a measure of clicks.
func roughest(signal []float64) float64 {
	worst := 0.0
	for i := 2; i < len(signal); i++ {
		worst = max(worst, math.Abs(signal[i]-2*signal[i-1]+signal[i-2]))
	}
	return worst
}

// decodeFile is the left side of a sound file.
func decodeFile(t testing.TB, name string, f decode.Format) (rate int, frames []float64) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	d, err := decode.Open(file, f)
	if err != nil {
		t.Fatal(err)
	}
	buf := make([]float32, 4096)
	for {
		n, err := d.Read(buf)
		for i := 0; i < n; i += d.Info().Channels {
			frames = append(frames, float64(buf[i]))
		}
		if errors.Is(err, io.EOF) {
			return d.Info().Rate, frames
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
