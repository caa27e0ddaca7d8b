package dsp

import (
	"math"
	"testing"

	"github.com/gopxl/beep/v2"
)

func TestLevellerReachesTheTarget(t *testing.T) {
	for _, amplitude := range []float64{0.01, 0.05, 0.5, 0.9} {
		src := tone(500, 48000, 48000, amplitude)
		l := NewLeveller(src, 48000)
		rms := 20 * math.Log10(amplitude/math.Sqrt2)
		l.SetLevel(rms, 10)
		out := left(drain(t, l))
		if len(out) != 48000 {
			t.Errorf("%d frames", len(out))
		}
		got := 20 * math.Log10(loudest(out)/math.Sqrt2)
		want := rms + max(levelMinGain, min(levelMaxGain, levelTarget-rms))
		if math.Abs(got-want) > 0.5 {
			t.Errorf("amplitude %v: %.1f dB, want %.1f", amplitude, got, want)
		}
	}
}

func TestLevellerDoubtsShortMeasurements(t *testing.T) {
	l := NewLeveller(tone(500, 48000, 4800, 0.1), 48000)
	l.SetLevel(-40, 0.5)
	if l.gain != 10 {
		t.Errorf("gain %.1f dB from half a second, want half of 20", l.gain)
	}
	l.SetLevel(math.Inf(-1), 0)
	if l.goal != 10 {
		t.Errorf("goal %.1f dB after silence", l.goal)
	}
}

func TestLimiterHoldsPeaksWithoutDistortion(t *testing.T) {
	at := 0
	bursts := beep.StreamerFunc(func(samples [][2]float64) (int, bool) {
		n := min(len(samples), 96000-at)
		for i := range n {
			v := 0.05 * math.Sin(2*math.Pi*440*float64(at+i)/48000)
			if (at+i)/9600%2 == 1 {
				v *= 10
			}
			samples[i] = [2]float64{v, v}
		}
		at += n
		return n, n > 0
	})
	l := NewLeveller(bursts, 48000)
	l.SetLevel(-40, 10) // 20 dB more: the bursts would be at 5
	out := left(drain(t, l))
	ceiling := decibels(peakCeiling)
	if peak := loudest(out); peak > ceiling+1e-9 {
		t.Errorf("peak %.3f, ceiling %.3f", peak, ceiling)
	}
	// Within a burst the gain hardly moves, so its tone is still a tone.
	burst := out[9600+2400 : 9600+7200]
	if snr := sineSNR(burst, 440, 48000); snr < 30 {
		t.Errorf("a limited tone has %.0f dB", snr)
	}
}

func TestGainChangesSlowlyWhilePlaying(t *testing.T) {
	l := NewLeveller(tone(500, 48000, 48000, 0.01), 48000)
	buf := make([][2]float64, 4800)
	l.Stream(buf)
	l.SetLevel(-40, 10)
	before := loudest(left(buf))
	l.Stream(buf)
	if rise := 20 * math.Log10(loudest(left(buf))/before); rise < 0.3 || rise > 1 {
		t.Errorf("rose by %.1f dB in a tenth of a second", rise)
	}
}
