package rig

import (
	"fmt"
	"time"
)

const (
	piece = Rate / 20 // what is compared at a time: 50 ms
	slack = Rate / 10 // how far a piece may have slipped against the one before: 100 ms
	pause = Rate / 2  // how long a machine that is busy may keep the sound server from playing on: 500 ms
	alike = 0.95      // the correlation of a piece that was heard
	exact = 0.99      // and of one that was heard after a pause
	tries = 20        // pieces that are looked for everywhere, until one is found
	final = 10        // pieces at the end, most of which have to be there
)

// Follow says why a recording does not hold a sound from its beginning to its end, nil when it does. It
// goes piece by piece: a busy machine lets a sound server slip by some milliseconds, or pause, which a comparison of
// the whole takes for another sound. Four pieces in five have to be there: a pause spoils the one that it falls into.
func Follow(recorded, sound PCM) error {
	var heard []bool
	slip, found := 0, 0
	for at := 0; at+piece <= len(sound); at += piece {
		part := sound[at : at+piece]
		if quiet(part) {
			continue
		}
		if len(heard) == tries && found == 0 {
			return fmt.Errorf("nothing of its beginning in %v", recorded.Duration())
		}
		from, to := slip+at-slack, slip+at+slack
		if found == 0 {
			from, to = 0, len(recorded)
		}
		where, ok := look(recorded, part, from, to, alike)
		if !ok && found > 0 {
			where, ok = look(recorded, part, slip+at, slip+at+pause, exact)
		}
		if heard = append(heard, ok); ok {
			found++
			slip = where - at
		}
	}
	if last := heard[max(0, len(heard)-final):]; found*5 < len(heard)*4 || count(last)*2 <= len(last) {
		return fmt.Errorf("%d of %d pieces were heard, %d of the last %d", found, len(heard), count(last), len(last))
	}
	return nil
}

// look finds a piece that begins between two places of a recording.
func look(recorded, part PCM, from, to int, alike float64) (where int, ok bool) {
	from, to = max(0, from), min(to+len(part), len(recorded))
	if from >= to {
		return 0, false // the recording is over
	}
	match := Correlate(recorded[from:to], part)
	return from + int(match.At*Rate/time.Second), match.Correlation >= alike
}

func count(heard []bool) (n int) {
	for _, ok := range heard {
		if ok {
			n++
		}
	}
	return n
}

// quiet pieces are like any other quiet.
func quiet(p PCM) bool {
	sums := energies(p)
	return sums[len(p)] < 1e-5*float64(len(p))
}
