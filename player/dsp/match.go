package dsp

import "math"

// searchRate is about the rate at which similarity is searched first; speech has little above.
const searchRate = 8000

// matcher finds where sound continues most like a given segment.
type matcher struct {
	reach int // frames to either side
	step  int // of the coarse search

	window [][2]float64
	wave   []float64 // mid of window
	goal   []float64 // mid of the segment to match
}

func newMatcher(segment, rate int) matcher {
	reach := framesIn(reachTime, rate)
	return matcher{
		reach: reach, step: max(1, rate/searchRate),
		window: make([][2]float64, 2*reach+segment),
		wave:   make([]float64, 2*reach+segment),
		goal:   make([]float64, segment),
	}
}

// best returns the offset, within reach and not above last, at which what read delivers resembles
// goal most.
func (m *matcher) best(goal [][2]float64, read func(dst [][2]float64, offset int), last int) int {
	read(m.window, -m.reach)
	mid(m.wave, m.window)
	mid(m.goal, goal)
	last = m.reach + min(m.reach, last)
	coarse := m.search(0, last, m.step)
	fine := m.search(max(0, coarse-m.step+1), min(last, coarse+m.step-1), 1)
	return fine - m.reach
}

// search tries places from first to last, and prefers the middle when all are equal.
func (m *matcher) search(first, last, step int) int {
	at := max(first, min(last, m.reach))
	top := m.likeness(at) + 1e-9
	for place := first; place <= last; place += step {
		if l := m.likeness(place); l > top {
			at, top = place, l
		}
	}
	return at
}

// likeness is the correlation with goal, normalised by the candidate's energy.
func (m *matcher) likeness(place int) float64 {
	var product, energy float64
	wave := m.wave[place : place+len(m.goal)]
	for i := 0; i < len(wave); i += m.step {
		product += wave[i] * m.goal[i]
		energy += wave[i] * wave[i]
	}
	return product / math.Sqrt(energy+1e-9)
}

func mid(dst []float64, src [][2]float64) {
	for i, v := range src {
		dst[i] = v[0] + v[1]
	}
}
