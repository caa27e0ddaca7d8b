package dsp

import (
	"math"
	"testing"
)

func TestResampledToneIsPure(t *testing.T) {
	for _, test := range []struct {
		hz       float64
		from, to int
		snr      float64
	}{
		{1000, 8000, 48000, 90},
		{3000, 8000, 48000, 90},
		{2000, 8000, 48000, 90},
		{3000, 8000, 44100, 90},
		{3000, 11025, 48000, 90},
		{3000, 16000, 48000, 90},
		{10000, 44100, 48000, 90},
		{3000, 48000, 44100, 90},
		{3000, 48000, 16000, 90},
		{1000, 12345, 47999, 90},
		{1000, 192000, 8000, 90},
	} {
		out := left(drain(t, Resample(tone(test.hz, test.from, test.from, 0.5), test.from, test.to)))
		if want := test.to; len(out) != want {
			t.Errorf("%d to %d: a second became %d frames", test.from, test.to, len(out))
		}
		snr := sineSNR(out, test.hz, test.to)
		t.Logf("%5.0f Hz, %d to %d: %.0f dB", test.hz, test.from, test.to, snr)
		if snr < test.snr {
			t.Errorf("%.0f Hz, %d to %d: %.1f dB", test.hz, test.from, test.to, snr)
		}
	}
}

func TestResamplingDownRemovesWhatDoesNotFit(t *testing.T) {
	out := left(drain(t, Resample(tone(7000, 48000, 48000, 0.5), 48000, 8000)))
	if peak := loudest(out[100 : len(out)-100]); peak > 1e-4 {
		t.Errorf("a tone above half the rate leaves %.1f dB", 20*math.Log10(peak))
	}
}

func TestEqualRatesAreUntouched(t *testing.T) {
	src := tone(1000, 8000, 10, 1)
	if out := drain(t, Resample(src, 8000, 8000)); len(out) != 10 {
		t.Errorf("%d frames", len(out))
	}
}

func TestResamplingKeepsTime(t *testing.T) {
	out := left(drain(t, Resample(tone(100, 8000, 8000, 0.5), 8000, 48000)))
	for i := 1000; i < 40000; i += 777 {
		want := 0.5 * math.Sin(2*math.Pi*100*float64(i)/48000)
		if math.Abs(out[i]-want) > 1e-4 {
			t.Fatalf("frame %d is %f, want %f", i, out[i], want)
		}
	}
}

func BenchmarkResample(b *testing.B) {
	buf := make([][2]float64, 48000)
	s := Resample(tone(1000, 8000, math.MaxInt, 0.5), 8000, 48000)
	for b.Loop() {
		s.Stream(buf)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "x-realtime")
}
