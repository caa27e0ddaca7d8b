package clip

import (
	"errors"
	"math"
	"sync"
	"testing"
	"time"
)

// noise is n samples of a level, never silent.
func noise(n int, level float32) []float32 {
	samples := make([]float32, n)
	for i := range samples {
		samples[i] = level
		if i%2 == 1 {
			samples[i] = -level
		}
	}
	return samples
}

func TestReadsWhatWasAppended(t *testing.T) {
	for _, channels := range []int{1, 2} {
		c := New(8000, channels, -1)
		n := 3 * blockSamples / channels
		samples := make([]float32, n*channels)
		for i := range samples {
			samples[i] = float32(i%30000) / 32768
		}
		for len(samples) > 0 { // in portions that don't fit the blocks
			m := min(len(samples), 1000*channels)
			if err := c.Append(samples[:m]); err != nil {
				t.Fatal(err)
			}
			samples = samples[m:]
		}
		dst := make([][2]float64, n+5)
		if got := c.ReadAt(dst, 0); got != n {
			t.Fatalf("%d frames, want %d", got, n)
		}
		for i := range n {
			left, right := i*channels%30000, (i*channels+channels-1)%30000
			if want := [2]float64{float64(left) / 32768, float64(right) / 32768}; dst[i] != want {
				t.Fatalf("frame %d of %d channels is %v, want %v", i, channels, dst[i], want)
			}
		}
		for _, at := range []int{-3, n - 2, n, n + 100, math.MaxInt} {
			got := c.ReadAt(dst[:5], at)
			if want := max(0, min(5, n-at)); got != want {
				t.Errorf("%d frames at %d, want %d", got, at, want)
			}
		}
	}
}

func TestLoudSamplesAreHeldWithinRange(t *testing.T) {
	c := New(8000, 1, -1)
	_ = c.Append([]float32{1, -1, 2, -2, 0})
	dst := make([][2]float64, 5)
	c.ReadAt(dst, 0)
	for i, want := range []float64{32767.0 / 32768, -1, 32767.0 / 32768, -1, 0} {
		if dst[i][0] != want {
			t.Errorf("sample %d is %v, want %v", i, dst[i][0], want)
		}
	}
}

func TestLimit(t *testing.T) {
	c := New(4000, 1, -1)
	second := noise(4000, 0.1)
	for range int(MaxLength.Seconds()) {
		if err := c.Append(second); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Append(second); !errors.Is(err, ErrFull) {
		t.Errorf("got %v", err)
	}
	if loaded, _ := c.Duration(); loaded != MaxLength {
		t.Errorf("loaded %v", loaded)
	}
	if big := New(192000, 2, -1); big.limit*2*2 > MaxBytes {
		t.Errorf("%d frames of 192 kHz stereo", big.limit)
	}
}

func TestLength(t *testing.T) {
	known, unknown := New(8000, 1, 16000), New(8000, 1, -1)
	for _, c := range []*Clip{known, unknown} {
		_ = c.Append(noise(8000, 0.1))
	}
	if known.Length() != 2*time.Second || unknown.Length() != 0 {
		t.Errorf("lengths %v and %v", known.Length(), unknown.Length())
	}
	for _, c := range []*Clip{known, unknown} {
		c.Finish()
		if c.Length() != time.Second {
			t.Errorf("length %v when complete", c.Length())
		}
	}
}

func TestWaveform(t *testing.T) {
	c := New(8000, 1, -1)
	if got := c.Waveform(3); got[0] != 0 || len(got) != 3 {
		t.Errorf("of nothing: %v", got)
	}
	for _, level := range []float32{0.1, 0.5, 1, 0} {
		_ = c.Append(noise(8000, level))
	}
	for i, want := range []float32{0.1, 0.5, 1, 0} {
		if got := c.Waveform(4)[i]; math.Abs(float64(got-want)) > 0.001 {
			t.Errorf("column %d is %v, want %v", i, got, want)
		}
	}
	if got := c.Waveform(1000); got[400] < 0.49 || len(got) != 1000 {
		t.Errorf("more columns than peaks: %d, %v", len(got), got[400])
	}
	if got := c.Waveform(-1); len(got) != 0 {
		t.Errorf("no columns: %v", got)
	}
}

func TestLevelLeavesPausesOut(t *testing.T) {
	c := New(8000, 1, -1)
	if db, seconds := c.Level(); !math.IsInf(db, -1) || seconds != 0 {
		t.Errorf("of nothing: %v dB from %v s", db, seconds)
	}
	_ = c.Append(noise(8000, 0.1))
	_ = c.Append(noise(80000, 0.002))
	_ = c.Append(noise(8000, 0.1))
	if db, seconds := c.Level(); math.Abs(db+20) > 0.2 || math.Abs(seconds-2) > 0.11 {
		t.Errorf("%.1f dB from %.1f s, want -20 from 2", db, seconds)
	}
}

func TestSkipFrom(t *testing.T) {
	c := New(8000, 1, -1)
	_ = c.Append(noise(8000, 0.3))
	_ = c.Append(noise(16000, 0.001))
	end := 24000 - 800 // a tenth of a second before the pause's end
	if got := c.SkipFrom(12000); got != 12000 {
		t.Errorf("skips to %d in a pause without an end", got)
	}
	_ = c.Append(noise(8000, 0.3))
	for _, test := range []struct{ from, want int }{
		{0, 0}, {4000, 4000}, {8100, 8100}, {9000, 9000}, // speech, and a pause's beginning
		{9700, end}, {12000, end},
		{end + 100, end + 100}, {26000, 26000}, {1 << 30, 1 << 30},
	} {
		if got := c.SkipFrom(test.from); got != test.want {
			t.Errorf("from %d to %d, want %d", test.from, got, test.want)
		}
	}
}

func TestOneWritesManyRead(t *testing.T) {
	c := New(8000, 1, -1)
	var tasks sync.WaitGroup
	tasks.Go(func() {
		for range 100 {
			_ = c.Append(noise(1000, 0.2))
		}
		c.Finish()
	})
	for range 3 {
		tasks.Go(func() {
			dst := make([][2]float64, 100)
			for frames, complete := c.Len(); !complete; frames, complete = c.Len() {
				if n := c.ReadAt(dst, frames-50); frames > 50 && n < 50 {
					t.Errorf("%d frames", n)
				}
				c.Waveform(10)
				c.Level()
				c.SkipFrom(frames / 2)
			}
		})
	}
	tasks.Wait()
}
