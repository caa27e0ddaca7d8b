package rig_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"istratray/desktop/rig"
)

func TestCorrelate(t *testing.T) {
	speech, other := noise(1, rig.Rate), noise(2, rig.Rate)
	silence := make(rig.PCM, rig.Rate/2)
	tests := []struct {
		name     string
		recorded rig.PCM
		low, top float64
		at       time.Duration
	}{
		{"itself", speech, 0.999, 1.001, 0},
		{"quieter, after half a second of silence", concat(silence, scaled(speech, 0.1), silence), 0.999, 1.001,
			500 * time.Millisecond},
		{"upside down", scaled(speech, -1), 0, 0.2, -1},
		{"its first half", speech[:len(speech)/2], 0.65, 0.75, 0},
		{"another", other, 0, 0.1, -1},
		{"silence", silence, 0, 0, 0},
		{"nothing", nil, 0, 0, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := rig.Correlate(test.recorded, speech)
			if got.Correlation < test.low || got.Correlation > test.top {
				t.Errorf("correlation %.3f, want %.3f to %.3f", got.Correlation, test.low, test.top)
			}
			if test.at >= 0 && got.At != test.at {
				t.Errorf("found at %v, want %v", got.At, test.at)
			}
		})
	}
}

// noise is smooth noise: neighbouring samples are alike, as in speech.
func TestFollow(t *testing.T) {
	sound := noise(1, 2*rig.Rate)
	quiet := make(rig.PCM, rig.Rate)
	slip := make(rig.PCM, rig.Rate/200) // 5 ms
	gone := concat(sound[:rig.Rate], quiet)
	const tenth = rig.Rate/10 + 100 // a pause falls into a piece
	for name, c := range map[string]struct {
		recorded rig.PCM
		heard    bool
	}{
		"as it was":   {concat(quiet, scaled(sound, 0.5), quiet), true},
		"with a slip": {concat(quiet, sound[:rig.Rate], slip, sound[rig.Rate:]), true},
		"with three pauses": {concat(quiet, sound[:tenth*4], quiet[:tenth*3], sound[tenth*4:tenth*9],
			quiet[:tenth], sound[tenth*9:tenth*15], quiet[:tenth*2], sound[tenth*15:]), true},
		"cut near the end":      {concat(quiet, sound[:tenth*17], quiet), false},
		"cut after a second":    {concat(quiet, sound[:rig.Rate]), false},
		"silent after a second": {concat(quiet, gone), false},
		"another sound":         {concat(quiet, noise(2, 2*rig.Rate)), false},
		"nothing":               {nil, false},
	} {
		if err := rig.Follow(c.recorded, sound); (err == nil) != c.heard {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func noise(seed uint64, samples int) rig.PCM {
	r := rand.New(rand.NewPCG(seed, seed))
	pcm, last := make(rig.PCM, samples), 0.0
	for i := range pcm {
		last = 0.8*last + 0.2*r.NormFloat64()
		pcm[i] = math.Tanh(last)
	}
	return pcm
}

func scaled(p rig.PCM, by float64) rig.PCM {
	out := make(rig.PCM, len(p))
	for i, v := range p {
		out[i] = by * v
	}
	return out
}

func concat(parts ...rig.PCM) rig.PCM {
	var out rig.PCM
	for _, part := range parts {
		out = append(out, part...)
	}
	return out
}
