package dsp

import (
	"math"
	"time"

	"github.com/gopxl/beep/v2"
)

// fadeTime is how long a change of volume takes: long enough not to click.
const fadeTime = 10 * time.Millisecond

// Fader sets the volume, starts and stops, all without clicks. While stopped it streams silence
// and its source stands still.
type Fader struct {
	src    beep.Streamer
	volume ramp
	gate   ramp // 1: running, 0: stopped
}

// NewFader streams src at a rate; at first it is stopped, at full volume.
func NewFader(src beep.Streamer, rate int) *Fader {
	step := 1 / (fadeTime.Seconds() * float64(rate))
	return &Fader{src: src, volume: ramp{at: 1, goal: 1, step: step}, gate: ramp{step: step}}
}

// SetVolume fades to a volume between 0 and 1, as a factor of the amplitude.
func (f *Fader) SetVolume(v float64) { f.volume.goal = max(0, min(1, v)) }

// Run starts or stops.
func (f *Fader) Run(on bool) {
	f.gate.goal = 0
	if on {
		f.gate.goal = 1
	}
}

// Err implements beep.Streamer.
func (f *Fader) Err() error { return f.src.Err() }

// Stream implements beep.Streamer.
func (f *Fader) Stream(samples [][2]float64) (n int, ok bool) {
	want := len(samples)
	if f.gate.goal == 0 {
		want = min(want, f.gate.left())
	}
	n, _ = f.src.Stream(samples[:want])
	for i := range samples[:n] {
		samples[i] = scale(samples[i], f.gate.next()*f.volume.next())
	}
	if n == want && want < len(samples) {
		clear(samples[want:])
		n = len(samples)
	}
	return n, n > 0
}

// ramp moves a factor towards a goal in small steps.
type ramp struct {
	at, goal, step float64
}

func (r *ramp) next() float64 {
	switch away := r.goal - r.at; {
	case math.Abs(away) < 1.001*r.step: // sums of steps are not exact
		r.at = r.goal
	case away > 0:
		r.at += r.step
	default:
		r.at -= r.step
	}
	return r.at
}

// left is how many steps it takes to the goal.
func (r *ramp) left() int { return int(math.Ceil(math.Abs(r.goal-r.at) / r.step)) }
