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

// Correlate finds the place in recorded that is most like reference. It compares with the whole of
// reference: a recording that stops early matches less.
func Correlate(recorded, reference PCM) Match {
	if len(recorded) == 0 || len(reference) == 0 {
		return Match{}
	}
	products := slide(recorded, reference)
	whole := math.Sqrt(energies(reference)[len(reference)])
	upTo := energies(recorded)
	var best Match
	for at := range recorded {
		end := min(at+len(reference), len(recorded))
		loudness := math.Sqrt(upTo[end]-upTo[at]) * whole
		// A near-silent stretch is like anything.
		if loudness < 1e-6*whole*whole {
			continue
		}
		if c := products[at] / loudness; c > best.Correlation {
			best = Match{c, time.Duration(at) * time.Second / Rate}
		}
	}
	return best
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
