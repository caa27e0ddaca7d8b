package dsp

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"sync"
	"testing"

	"istratray/player/decode"
)

// memory is a Source of mono sound.
type memory struct {
	rate   int
	frames []float64
	loaded int // frames that have arrived
}

func (m *memory) Rate() int { return m.rate }

func (m *memory) Len() (int, bool) { return m.loaded, m.loaded == len(m.frames) }

func (m *memory) ReadAt(dst [][2]float64, frame int) int {
	n := max(0, min(len(dst), m.loaded-frame))
	for i := range n {
		if frame+i >= 0 {
			dst[i] = [2]float64{m.frames[frame+i], m.frames[frame+i]}
		} else {
			dst[i] = [2]float64{}
		}
	}
	return n
}

func whole(rate int, frames []float64) *memory {
	return &memory{rate: rate, frames: frames, loaded: len(frames)}
}

// speech is one of the package player's sound files, decoded.
func speech(t testing.TB, name string) *memory {
	t.Helper()
	rate, frames := decodeFile(t, "../testdata/"+name, decode.Ogg)
	return whole(rate, frames)
}

// vowel is a synthetic voice: a pulse train with two resonances whose pitch is known.
func vowel(rate int, pitch, seconds float64) *memory {
	frames := make([]float64, int(seconds*float64(rate)))
	var gains []float64
	for hz := pitch; hz < 2500; hz += pitch {
		gains = append(gains, 0.1*math.Exp(-math.Pow((hz-600)/400, 2))+0.05*math.Exp(-math.Pow((hz-1700)/500, 2)))
	}
	phase := 0.0
	for i := range frames {
		t := float64(i) / float64(rate)
		// The pitch sways a little, as in speech.
		phase += pitch * (1 + 0.02*math.Sin(2*math.Pi*3*t)) / float64(rate)
		for h, gain := range gains {
			frames[i] += gain * math.Sin(2*math.Pi*float64(h+1)*phase)
		}
	}
	return whole(rate, frames)
}

// voice is 5 s of a vowel at 8 kHz, for tests that do not change it but for what is loaded.
func voice() *memory { return whole(8000, slices.Clone(fiveSeconds())) }

var fiveSeconds = sync.OnceValue(func() []float64 { return vowel(8000, 120, 5).frames })

// pitchAt is the pitch of a signal around a frame, by autocorrelation; 0 where there is no voice.
func pitchAt(signal []float64, rate, at int) float64 {
	size := rate / 25
	if at < 0 || at+2*size > len(signal) {
		return 0
	}
	frame := signal[at : at+2*size]
	likeness := func(lag int) float64 {
		var product, energy, other float64
		for i := range size {
			product += frame[i] * frame[i+lag]
			energy += frame[i] * frame[i]
			other += frame[i+lag] * frame[i+lag]
		}
		if energy < 1e-4*float64(size) {
			return 0
		}
		return product / math.Sqrt(energy*other+1e-12)
	}
	best, lag := 0.85, 0
	for l := rate / 400; l <= rate/60; l++ {
		if c := likeness(l); c > best*1.01 { // of a period and its multiples, the period
			best, lag = c, l
		}
	}
	if lag == 0 {
		return 0
	}
	before, after := likeness(lag-1), likeness(lag+1)
	return float64(rate) / (float64(lag) + (before-after)/2/(before-2*best+after)) // the parabola's peak
}

// pitchRatio compares a stretched signal's pitch with the original's at the same place.
func pitchRatio(before, after []float64, rate int, speed float64) float64 {
	step := max(1, rate/8000)
	before, after, rate = coarse(before, step), coarse(after, step), rate/step
	var ratios []float64
	for at := 0; at < len(after); at += rate / 30 {
		was, is := pitchAt(before, rate, int(float64(at)*speed)), pitchAt(after, rate, at)
		if was > 0 && is > 0 {
			ratios = append(ratios, is/was)
		}
	}
	sort.Float64s(ratios)
	if len(ratios) < 3 {
		return 0
	}
	return ratios[len(ratios)/2]
}

// coarse is a signal at a fraction of its rate, which is enough for pitch.
func coarse(signal []float64, step int) []float64 {
	out := make([]float64, len(signal)/step)
	for i := range out {
		for _, v := range signal[i*step : (i+1)*step] {
			out[i] += v / float64(step)
		}
	}
	return out
}

func stretched(t testing.TB, src Source, speed float64) []float64 {
	t.Helper()
	s := NewStretcher(src)
	s.SetSpeed(speed)
	return left(drain(t, s))
}

func TestSpeedOneChangesNothing(t *testing.T) {
	src := speech(t, "vorbis8.ogg")
	got := stretched(t, src, 1)
	if len(got) != len(src.frames) {
		t.Fatalf("%d frames became %d", len(src.frames), len(got))
	}
	for i, v := range got {
		if v != src.frames[i] {
			t.Fatalf("frame %d is %f, was %f", i, v, src.frames[i])
		}
	}
}

func TestStretchKeepsPitchAndTime(t *testing.T) {
	sources := map[string]*memory{
		"speech at 8 kHz":      speech(t, "vorbis8.ogg"),
		"speech at 44.1 kHz":   speech(t, "vorbis44.ogg"),
		"a low voice, 85 Hz":   vowel(8000, 85, 2),
		"a high voice, 230 Hz": vowel(16000, 230, 2),
	}
	for name, src := range sources {
		for _, speed := range []float64{0.5, 0.75, 1.5, 2, 3} {
			t.Run(fmt.Sprintf("%s %v×", name, speed), func(t *testing.T) {
				got := stretched(t, src, speed)
				want := float64(len(src.frames)) / speed
				if off := math.Abs(float64(len(got))/want - 1); off > 0.005 {
					t.Errorf("duration is off by %.2f %%", 100*off)
				}
				if ratio := pitchRatio(src.frames, got, src.rate, speed); speed <= 2 && math.Abs(ratio-1) > 0.02 {
					t.Errorf("pitch is off by %.1f %%", 100*(ratio-1))
				}
				if was, is := roughest(src.frames), roughest(got); is > 1.05*was {
					t.Errorf("a click: roughness %.4f, was %.4f", is, was)
				}
			})
		}
	}
}

func TestChangingSpeedAndPlaceDoesNotClick(t *testing.T) {
	src := voice()
	s := NewStretcher(src)
	var out []float64
	buf := make([][2]float64, 100)
	for i := range 200 {
		switch i % 10 {
		case 3:
			s.SetSpeed([]float64{0.5, 3, 1, 1.7}[i/10%4])
		case 7:
			s.Seek(i * 7919 % 30000)
		}
		n, _ := s.Stream(buf)
		out = append(out, left(buf[:n])...)
	}
	if was, is := roughest(src.frames), roughest(out); is > 1.1*was {
		t.Errorf("a click: roughness %.4f, was %.4f", is, was)
	}
}

func TestPositionFollowsTheSource(t *testing.T) {
	src := voice()
	for _, speed := range []float64{0.5, 1, 2.5} {
		s := NewStretcher(src)
		s.SetSpeed(speed)
		buf := make([][2]float64, 1000)
		for streamed := 0; streamed < 10000; streamed += len(buf) {
			want := float64(streamed) * speed
			if off := math.Abs(float64(s.Position()) - want); off > 200 {
				t.Errorf("at %v×: position %d, want %.0f", speed, s.Position(), want)
			}
			s.Stream(buf)
		}
	}
}

func TestSeek(t *testing.T) {
	src := voice()
	s := NewStretcher(src)
	s.Seek(30000)
	if got := len(drain(t, s)); got != len(src.frames)-30000 {
		t.Errorf("%d frames after seeking", got)
	}
	s.Seek(1 << 30)
	if got := len(drain(t, s)); got != 0 {
		t.Errorf("%d frames after seeking past the end", got)
	}
}

func TestRunningDry(t *testing.T) {
	src := voice()
	src.loaded = 2000 // less than is wanted to start with
	s := NewStretcher(src)
	buf := make([][2]float64, 4000)
	stream := func() []float64 {
		n, ok := s.Stream(buf)
		if n != len(buf) || !ok {
			t.Fatalf("streamed %d, %v", n, ok)
		}
		return left(buf)
	}
	if loudest(stream()) != 0 || !s.Dry() || s.Position() != 0 {
		t.Error("started too early")
	}
	src.loaded = 5000
	if loudest(stream()) == 0 {
		t.Error("did not start")
	}
	first := stream()
	if roughest(first) > 1.1*roughest(src.frames) || loudest(first[3000:]) != 0 || !s.Dry() {
		t.Error("did not fall silent softly")
	}
	at := s.Position()
	src.loaded = at + 6000
	if loudest(stream()) != 0 || s.Position() != at {
		t.Error("started again too early")
	}
	src.loaded = len(src.frames)
	rest := len(drain(t, s))
	if want := len(src.frames) - at; rest < want-200 || rest > want+200 {
		t.Errorf("%d frames followed, want %d", rest, want)
	}
}

// gap is a pause that a test knows of.
type gap struct{ from, to int }

func (g gap) SkipFrom(frame int) int {
	if frame >= g.from && frame < g.to {
		return g.to
	}
	return frame
}

func TestPausesAreSkipped(t *testing.T) {
	src := voice()
	clear(src.frames[10000:20000])
	s := NewStretcher(src)
	s.SetPauses(gap{11000, 19000})
	if got, want := len(drain(t, s)), len(src.frames)-8000; math.Abs(float64(got-want)) > 200 {
		t.Errorf("%d frames, want %d", got, want)
	}
}

func BenchmarkStretch(b *testing.B) {
	for _, rate := range []int{8000, 44100} {
		b.Run(fmt.Sprint(rate), func(b *testing.B) {
			src := vowel(rate, 120, 10)
			buf := make([][2]float64, 4096)
			frames := 0
			for b.Loop() {
				s := NewStretcher(src)
				s.SetSpeed(1.5)
				for n := 1; n > 0; frames += n {
					n, _ = s.Stream(buf)
				}
			}
			b.ReportMetric(float64(frames)/float64(rate)/b.Elapsed().Seconds(), "x-realtime")
		})
	}
}
