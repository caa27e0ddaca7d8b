package rig

import (
	"math"
	"math/bits"
	"math/cmplx"
	"time"
)

// Match says how well a recording contains a sound.
type Match struct {
	Correlation float64       // 1 the very same at any loudness, 0 nothing in common
	At          time.Duration // where in the recording the sound starts
}

// coarse is how many samples become one for a first search: at 8 kHz a voice is still itself.
const coarse = Rate / 8000

// Correlate finds the place in recorded that is most like reference. It compares with the whole of
// reference: a recording that stops early matches less.
func Correlate(recorded, reference PCM) Match {
	around := search(thinned(recorded), thinned(reference)) * coarse
	energy := energies(reference)[len(reference)]
	var best Match
	for at := max(0, around-coarse); at <= around+coarse && at < len(recorded); at++ {
		heard := recorded[at:min(at+len(reference), len(recorded))]
		product, loudness := 0.0, 0.0
		for i, v := range heard {
			product += v * reference[i]
			loudness += v * v
		}
		if loudness*energy == 0 {
			continue
		}
		if c := product / math.Sqrt(loudness*energy); c > best.Correlation {
			best = Match{c, time.Duration(at) * time.Second / Rate}
		}
	}
	return best
}

// thinned is the sound at 8 kHz.
func thinned(p PCM) PCM {
	thin := make(PCM, len(p)/coarse)
	for i := range thin {
		for _, v := range p[i*coarse : (i+1)*coarse] {
			thin[i] += v / coarse
		}
	}
	return thin
}

// search is the place in recorded that is most like reference, 0 when none is.
func search(recorded, reference PCM) int {
	if len(recorded) == 0 || len(reference) == 0 {
		return 0
	}
	products := slide(recorded, reference)
	whole := energies(reference)[len(reference)]
	upTo := energies(recorded)
	best, place := 0.0, 0
	for at := range recorded {
		loudness := upTo[min(at+len(reference), len(recorded))] - upTo[at]
		// A near-silent stretch is like anything.
		if loudness < 1e-6*whole {
			continue
		}
		if c := products[at] / math.Sqrt(loudness*whole); c > best {
			best, place = c, at
		}
	}
	return place
}

// energies are the running sums of the squares: one more than samples, the first 0.
func energies(p PCM) []float64 {
	sums := make([]float64, len(p)+1)
	for i, v := range p {
		sums[i+1] = sums[i] + v*v
	}
	return sums
}

// slide is the sum of products of both sounds for each place of reference in recorded, by way of the
// frequency domain: the direct way takes minutes for a minute.
func slide(recorded, reference PCM) []float64 {
	size := 1 << bits.Len(uint(len(recorded)+len(reference)))
	a, b := make([]complex128, size), make([]complex128, size)
	for i, v := range recorded {
		a[i] = complex(v, 0)
	}
	for i, v := range reference {
		b[i] = complex(v, 0)
	}
	transform(a)
	transform(b)
	for i := range a {
		// Conjugated as a whole, the forward transform takes it back.
		a[i] = cmplx.Conj(a[i] * cmplx.Conj(b[i]))
	}
	transform(a)
	products := make([]float64, len(recorded))
	for i := range products {
		products[i] = real(a[i]) / float64(size)
	}
	return products
}

// transform is the fast Fourier transform in place; the length is a power of two.
func transform(a []complex128) {
	shift := 64 - bits.Len(uint(len(a)-1))
	for i := range a {
		if j := int(bits.Reverse64(uint64(i)) >> shift); i < j {
			a[i], a[j] = a[j], a[i]
		}
	}
	for half := 1; half < len(a); half *= 2 {
		turns := make([]complex128, half)
		for k := range turns {
			turns[k] = cmplx.Rect(1, -math.Pi*float64(k)/float64(half))
		}
		for start := 0; start < len(a); start += 2 * half {
			for k, turn := range turns {
				even, odd := a[start+k], a[start+k+half]*turn
				a[start+k], a[start+k+half] = even+odd, even-odd
			}
		}
	}
}
