package dsp

import (
	"math"
	"time"
)

// Source is what a Stretcher plays: sound in memory that may still be growing.
type Source interface {
	Rate() int
	// ReadAt copies frames from a position on and says how many there were.
	ReadAt(dst [][2]float64, frame int) int
	// Len is how many frames there are, and whether those are all.
	Len() (frames int, complete bool)
}

// Pauses knows where a Source is silent.
type Pauses interface {
	// SkipFrom returns where to continue from a frame: that frame, or a later one within a pause.
	SkipFrom(frame int) int
}

// Limits of the speed.
const (
	MinSpeed = 0.5
	MaxSpeed = 3
)

// Sizes of the stretching. A segment must hold a whole period of the lowest voice, and the search
// must reach over one: 12.5 ms at 80 Hz.
const (
	segmentTime = 16 * time.Millisecond
	reachTime   = 12 * time.Millisecond
)

// How much must lie ahead before playing starts, and starts again after it ran dry.
const (
	startAhead   = 300 * time.Millisecond
	restartAhead = time.Second
)

// Stretcher plays a Source at any speed with its pitch, by WSOLA: it takes segments at distances
// that make up the speed, each from where it continues the last one most similarly, and fades
// from one into the next. At speed 1 what comes out is what went in.
//
// When its source runs dry it streams silence until enough is there again.
type Stretcher struct {
	src    Source
	speed  float64
	pauses Pauses // nil: nothing is skipped

	segment int // frames made at once
	match   matcher
	fade    []float64 // rises over a segment

	at      float64 // where in the source the next segment should come from
	follows int     // where the last one would continue
	fresh   bool    // there is no last one
	dry     bool    // waiting for the source
	started bool    // has not been dry only since the last Seek
	ended   bool

	tail [][2]float64 // what would follow the last segment
	next [][2]float64 // the segment being made
	out  [][2]float64 // the part of next that has not been streamed
	pace float64      // frames of the source for each of out
}

// NewStretcher plays src from its start at speed 1.
func NewStretcher(src Source) *Stretcher {
	segment := framesIn(segmentTime, src.Rate())
	s := &Stretcher{
		src: src, speed: 1, segment: segment, match: newMatcher(segment, src.Rate()),
		fresh: true, dry: true,
		fade: make([]float64, segment), tail: make([][2]float64, segment), next: make([][2]float64, segment),
	}
	for i := range s.fade {
		s.fade[i] = 0.5 - 0.5*math.Cos(math.Pi*(float64(i)+0.5)/float64(segment))
	}
	return s
}

func framesIn(d time.Duration, rate int) int { return int(d.Seconds() * float64(rate)) }

// SetSpeed changes the speed from the next segment on; it is held within MinSpeed and MaxSpeed.
func (s *Stretcher) SetSpeed(speed float64) { s.speed = max(MinSpeed, min(MaxSpeed, speed)) }

// SetPauses skips the pauses that p lists; nil skips none.
func (s *Stretcher) SetPauses(p Pauses) { s.pauses = p }

// Seek continues at a frame of the source. What was heard before fades into it.
func (s *Stretcher) Seek(frame int) {
	s.at, s.pace = float64(max(0, frame)), 0 // what has been made is streamed first
	s.started, s.ended = false, false
}

// Position is the frame of the source that is streamed next.
func (s *Stretcher) Position() int {
	return max(0, int(s.at-float64(len(s.out))*s.pace))
}

// Dry reports whether silence is streamed for want of sound.
func (s *Stretcher) Dry() bool { return s.dry && !s.ended }

// Err implements beep.Streamer: a Stretcher has no errors.
func (s *Stretcher) Err() error { return nil }

// Stream implements beep.Streamer.
func (s *Stretcher) Stream(samples [][2]float64) (n int, ok bool) {
	return stream(samples, &s.out, s.make)
}

// make prepares the next segment; false means that the source has ended.
func (s *Stretcher) make() bool {
	frames, complete := s.src.Len()
	s.skipPause()
	left := float64(frames) - s.at
	switch {
	case s.ended:
		return false
	case complete && left <= 0:
		s.ended, s.pace = true, 0
		return s.fadeOut(frames)
	case !s.enough(left, complete):
		s.wait(frames)
		return true
	}
	s.dry, s.started, s.pace = false, true, s.speed
	length := s.segment
	if rest := int(math.Ceil(left / s.speed)); complete && rest <= length {
		s.join(s.pick(frames-rest), rest)
		s.at, s.follows = float64(frames), frames
		return true
	}
	s.join(s.pick(max(0, frames-2*length)), length) // what would follow must be there too
	s.at += float64(length) * s.speed
	if s.speed == 1 {
		s.at = float64(s.follows) // so that nothing is faded from now on
	}
	return true
}

// skipPause moves on within a pause, unless a jump has just been made.
func (s *Stretcher) skipPause() {
	if s.pauses != nil && !s.fresh {
		s.at = max(s.at, float64(s.pauses.SkipFrom(int(s.at))))
	}
}

// enough reports whether a segment can be made without running dry right after it.
func (s *Stretcher) enough(left float64, complete bool) bool {
	if complete {
		return true
	}
	need := float64(s.match.reach + 2*s.segment)
	switch {
	case !s.dry:
	case s.started:
		need += restartAhead.Seconds() * float64(s.src.Rate()) * s.speed
	default:
		need += startAhead.Seconds() * float64(s.src.Rate()) * s.speed
	}
	return left >= need
}

// wait streams silence, after what was heard has faded.
func (s *Stretcher) wait(frames int) {
	s.dry = true
	s.pace = 0
	if !s.fadeOut(frames) {
		clear(s.next)
		s.out = s.next
	}
}

// fadeOut ends the last segment softly; false means that nothing is left of it to end.
func (s *Stretcher) fadeOut(frames int) bool {
	if s.fresh || s.follows >= frames {
		return false
	}
	s.read(s.tail, s.follows)
	for i, rise := range s.fade {
		s.next[i] = scale(s.tail[i], 1-rise)
	}
	s.out = s.next
	s.fresh = true
	return true
}

// pick chooses where the next segment is taken from, but not after the last place.
func (s *Stretcher) pick(last int) int {
	ideal := int(math.Round(s.at))
	if s.fresh || ideal == s.follows {
		return ideal
	}
	ideal = min(ideal, last)
	s.read(s.tail, s.follows)
	read := func(dst [][2]float64, offset int) { s.read(dst, ideal+offset) }
	return ideal + s.match.best(s.tail, read, last-ideal)
}

// join makes length frames of the segment that starts at a frame of the source.
func (s *Stretcher) join(start, length int) {
	s.read(s.next, start)
	if !s.fresh && start != s.follows {
		for i, rise := range s.fade {
			s.next[i] = mix(s.tail[i], s.next[i], rise)
		}
	}
	s.out = s.next[:length]
	s.follows = start + length
	s.fresh = false
}

// read fills dst from a frame of the source on, with silence where there is nothing.
func (s *Stretcher) read(dst [][2]float64, frame int) {
	n := s.src.ReadAt(dst, frame)
	clear(dst[n:])
}

func scale(v [2]float64, by float64) [2]float64 { return [2]float64{v[0] * by, v[1] * by} }

func mix(from, to [2]float64, rise float64) [2]float64 {
	return [2]float64{from[0] + (to[0]-from[0])*rise, from[1] + (to[1]-from[1])*rise}
}
