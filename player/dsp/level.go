package dsp

import (
	"math"
	"time"

	"github.com/gopxl/beep/v2"
)

// Levels, in dB of full scale.
const (
	levelTarget  = -20.0 // RMS of speech
	levelMaxGain = 20.0
	levelMinGain = -12.0
	levelSlew    = 6.0  // dB a second
	peakCeiling  = -1.0 // no sample is louder
	peakRelease  = 20.0 // dB a second, back from limiting
)

// levelCertain is how much speech a measurement needs before it counts fully.
const levelCertain = 1.0 // seconds

// limiterBlock is the time within which the limiter turns down, ahead of a peak.
const limiterBlock = 5 * time.Millisecond

// Leveller brings a message to a common loudness and keeps its peaks below the ceiling. It looks
// one block ahead: between two blocks the limit is the lower one of theirs, and within a block it
// goes from limit to limit in a straight line, so no peak is ever cut and no step ever heard.
type Leveller struct {
	src   beep.Streamer
	slew  float64 // dB a block
	free  float64 // dB a block that the limiter recovers
	ready bool    // current is loaded

	gain  float64 // dB
	goal  float64 // dB
	limit float64 // factor at the start of current

	current, next [][2]float64 // blocks, with the gain applied
	out           [][2]float64 // not yet streamed
	buffers       [3][][2]float64
}

// NewLeveller levels src at a rate, with no gain at first.
func NewLeveller(src beep.Streamer, rate int) *Leveller {
	seconds := limiterBlock.Seconds()
	l := &Leveller{src: src, slew: levelSlew * seconds, free: peakRelease * seconds, limit: 1}
	for i := range l.buffers {
		l.buffers[i] = make([][2]float64, framesIn(limiterBlock, rate))
	}
	return l
}

// SetLevel tells the loudness of the message in dB, and from how many seconds of speech it was
// measured. Before anything has been streamed the gain is set at once, later slowly.
func (l *Leveller) SetLevel(db, seconds float64) {
	if seconds == 0 {
		return
	}
	certain := min(1, seconds/levelCertain)
	l.goal = certain * max(levelMinGain, min(levelMaxGain, levelTarget-db))
	if !l.ready {
		l.gain = l.goal
	}
}

// Err implements beep.Streamer.
func (l *Leveller) Err() error { return l.src.Err() }

// Stream implements beep.Streamer.
func (l *Leveller) Stream(samples [][2]float64) (n int, ok bool) {
	return stream(samples, &l.out, l.make)
}

// stream takes samples out of a block, and has the next one made when it is empty; false means that there is none.
func stream(samples [][2]float64, block *[][2]float64, next func() bool) (n int, ok bool) {
	for n < len(samples) {
		if len(*block) == 0 && !next() {
			break
		}
		m := copy(samples[n:], *block)
		*block = (*block)[m:]
		n += m
	}
	return n, n > 0
}

// make prepares the next block.
func (l *Leveller) make() bool {
	if !l.ready {
		l.current = l.load(l.buffers[0])
		l.limit = limitFor(l.current)
		l.ready = true
	}
	if len(l.current) == 0 {
		return false
	}
	l.next = l.load(l.spare())
	after := min(limitFor(l.current), limitFor(l.next), l.limit*decibels(l.free))
	l.out = l.current
	step := (after - l.limit) / float64(len(l.out))
	for i := range l.out {
		l.out[i] = scale(l.out[i], l.limit+step*float64(i))
	}
	l.limit, l.current = after, l.next
	return true
}

// spare rotates the buffers: one is being streamed, one waits, one is free.
func (l *Leveller) spare() [][2]float64 {
	l.buffers[0], l.buffers[1], l.buffers[2] = l.buffers[1], l.buffers[2], l.buffers[0]
	return l.buffers[0]
}

// load reads a block and applies the gain.
func (l *Leveller) load(block [][2]float64) [][2]float64 {
	n, _ := l.src.Stream(block)
	before := decibels(l.gain)
	l.gain += max(-l.slew, min(l.slew, l.goal-l.gain))
	step := (decibels(l.gain) - before) / float64(len(block))
	for i := range block[:n] {
		block[i] = scale(block[i], before+step*float64(i))
	}
	return block[:n]
}

// limitFor is the factor that keeps a block below the ceiling, at most 1.
func limitFor(block [][2]float64) float64 {
	peak := 0.0
	for _, v := range block {
		peak = max(peak, math.Abs(v[0]), math.Abs(v[1]))
	}
	return min(1, decibels(peakCeiling)/max(peak, 1e-9))
}

func decibels(db float64) float64 { return math.Pow(10, db/20) }
