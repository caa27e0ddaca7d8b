package rig

import (
	"fmt"
	"time"
)

const (
	piece = Rate / 10 // what is compared at a time: 100 ms
	slack = Rate / 10 // how far a piece may have slipped against the one before: 100 ms
	alike = 0.95      // the correlation of a piece that was heard
	tries = 10        // pieces that are looked for everywhere, until one is found
)

// Follow says why a recording does not hold a sound from its beginning to its end, nil when it does. It
// goes piece by piece: a busy machine lets a sound server slip by some milliseconds, which no ear
// notices, but which a comparison of the whole takes for another sound. Nine pieces in ten have to be there.
func Follow(recorded, sound PCM) error {
	slip, heard, all := 0, 0, 0
	for at := 0; at+piece <= len(sound); at += piece {
		part := sound[at : at+piece]
		if quiet(part) {
			continue
		}
		if all++; all > tries && heard == 0 {
			return fmt.Errorf("nothing of its beginning in %v", recorded.Duration())
		}
		from, to := 0, len(recorded)
		if heard > 0 {
			from, to = max(0, slip+at-slack), min(slip+at+piece+slack, len(recorded))
		}
		if from >= to {
			continue // the recording is over
		}
		if match := Correlate(recorded[from:to], part); match.Correlation >= alike {
			heard++
			slip = from + int(match.At*Rate/time.Second) - at
		}
	}
	if heard*10 < all*9 || all == 0 {
		return fmt.Errorf("%d of %d pieces were heard", heard, all)
	}
	return nil
}

// quiet pieces are like any other quiet.
func quiet(p PCM) bool {
	sums := energies(p)
	return sums[len(p)] < 1e-5*float64(len(p))
}
