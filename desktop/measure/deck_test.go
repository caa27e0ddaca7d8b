package main

import (
	"math/rand/v2"
	"testing"
	"time"
)

// Whatever the seed, no kind of trouble is left out, and none comes twice before all have come.
func TestEachRoundHasEveryTrouble(t *testing.T) {
	for seed := range uint64(200) {
		d := deck{rand: rand.New(rand.NewPCG(seed, 0))}
		for round := range 2 {
			met := map[string]bool{}
			for range troubles {
				one := d.deal()
				met[one.name] = true
				if d.round() != round {
					t.Fatalf("seed %d: %s is of round %d, want %d", seed, one.name, d.round(), round)
				}
				if one.end == nil {
					continue
				}
				if last := d.lasts(one); last < one.least || last > one.most {
					t.Errorf("%s lasts %v, want %v to %v", one.name, last, one.least, one.most)
				}
			}
			if len(met) != len(troubles) || !d.done(round+1) || d.done(round+2) {
				t.Errorf("seed %d: %d kinds of %d in a round", seed, len(met), len(troubles))
			}
		}
	}
}

// The first round is to be over before the agent is looked at.
func TestTheFirstRoundIsShort(t *testing.T) {
	var total time.Duration
	for _, one := range troubles {
		total += one.least
	}
	if total > 3*time.Minute {
		t.Errorf("it takes %v, without the pauses between", total)
	}
}
