package dsp

import (
	"math"
	"sync"

	"github.com/gopxl/beep/v2"
)

// The filter: a Kaiser-windowed sinc. Between the stored phases it is interpolated, which leaves
// errors 110 dB down, so any two rates do.
const (
	filterTaps   = 32 // a phase, more when the rate goes down
	filterPhases = 1024
	filterBeta   = 9.5
	refillFrames = 64
)

// Resample changes the rate of src from one to another, both in frames a second. With equal rates
// it returns src.
func Resample(src beep.Streamer, from, to int) beep.Streamer {
	if from == to {
		return src
	}
	r := &resampler{src: src, from: from, to: to, taps: filterTaps}
	if to > from {
		r.filter = fullBand()
	} else {
		cutoff := float64(to) / float64(from)
		r.taps = 2 * int(math.Ceil(filterTaps/2/cutoff))
		r.filter = lowPass(r.taps, cutoff)
	}
	// Silence before the start lets the first frame out be the first one in.
	r.held = make([][2]float64, r.taps/2-1, r.taps+refillFrames)
	return r
}

type resampler struct {
	src      beep.Streamer
	from, to int
	taps     int
	filter   [][]float64 // by phase

	held   [][2]float64 // input; the next frame is made from held[at:]
	at     int
	part   int // how far the next frame lies behind an input frame, in parts of to
	padded int // silence held after the end of src
	ended  bool
}

// Err implements beep.Streamer.
func (r *resampler) Err() error { return r.src.Err() }

// Stream implements beep.Streamer.
func (r *resampler) Stream(samples [][2]float64) (n int, ok bool) {
	for ; n < len(samples) && r.ready(); n++ {
		samples[n] = r.frame()
		r.part += r.from
		r.at += r.part / r.to
		r.part %= r.to
	}
	return n, n > 0
}

// ready makes sure that a whole filter's length of input is held.
func (r *resampler) ready() bool {
	for len(r.held)-r.at < r.taps {
		r.refill()
		if r.ended && len(r.held)-r.at-r.padded < r.taps/2 {
			return false
		}
	}
	return !r.ended || len(r.held)-r.at-r.padded >= r.taps/2
}

func (r *resampler) refill() {
	keep := copy(r.held, r.held[min(r.at, len(r.held)):])
	r.at -= len(r.held) - keep
	r.held = r.held[:keep+refillFrames]
	n := 0
	if !r.ended {
		n, _ = r.src.Stream(r.held[keep:])
	}
	clear(r.held[keep+n:])
	if n < refillFrames {
		r.ended = true
		r.padded += refillFrames - n
	}
}

// frame computes the frame at r.at and r.part.
func (r *resampler) frame() (sum [2]float64) {
	place := float64(r.part) / float64(r.to) * filterPhases
	phase := int(place)
	between := place - float64(phase)
	in := r.held[r.at : r.at+r.taps]
	low, high := r.filter[phase][:len(in)], r.filter[phase+1][:len(in)]
	for i, v := range in {
		h := low[i] + (high[i]-low[i])*between
		sum[0] += v[0] * h
		sum[1] += v[1] * h
	}
	return sum
}

// fullBand is the filter for all rates that go up. It takes some milliseconds to compute.
var fullBand = sync.OnceValue(func() [][]float64 { return lowPass(filterTaps, 1) })

// lowPass tabulates the filter for every phase, and one more to interpolate towards.
func lowPass(taps int, cutoff float64) [][]float64 {
	table := make([][]float64, filterPhases+1)
	half := float64(taps) / 2
	for phase := range table {
		row := make([]float64, taps)
		sum := 0.0
		for i := range row {
			x := float64(i) - (half - 1) - float64(phase)/filterPhases
			row[i] = sinc(x*cutoff) * kaiser(x/half)
			sum += row[i]
		}
		for i := range row {
			row[i] /= sum // so that silence stays silent and a constant constant
		}
		table[phase] = row
	}
	return table
}

func sinc(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Sin(math.Pi*x) / (math.Pi * x)
}

// kaiser is the window over -1 to 1.
func kaiser(x float64) float64 {
	if x <= -1 || x >= 1 {
		return 0
	}
	return bessel(filterBeta*math.Sqrt(1-x*x)) / bessel(filterBeta)
}

// bessel is the modified Bessel function of order 0.
func bessel(x float64) float64 {
	sum, term := 1.0, 1.0
	for k := 1.0; term > sum*1e-12; k++ {
		term *= (x / 2 / k) * (x / 2 / k)
		sum += term
	}
	return sum
}
