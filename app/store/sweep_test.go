package store

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"istratray/app/inbox"
)

const sweepMarks = 400

// sweptFile is a store with something of everything in it.
func sweptFile(t *testing.T) []byte {
	t.Helper()
	s, file := begin(t)
	marks := map[string]time.Time{}
	for n := range sweepMarks {
		marks["call:"+strconv.Itoa(n)] = noon.Add(time.Duration(n) * time.Second)
	}
	must(t, s.PutCalls(anna, manyCalls(500), nil), s.PutVoicemails(anna,
		[]inbox.Voicemail{{ID: "1", Label: "Eva"}}, nil),
		s.Remember(anna, inbox.Remember{Baseline: true, Floor: noon, Marks: marks}), s.SetUpdated(anna, noon),
		s.MarkRefused(anna, "1234"), s.PutFollowUp(anna, inbox.FollowUp{Caller: "200", Done: noon}),
		baseline(s, "bob@b"), s.PutCalls(anna, manyCalls(20), []string{"7"}), s.Close())
	content, err := os.ReadFile(file)
	must(t, err)
	return content
}

// TestSweep flips single bits, and cuts the file short. "make sweep-store" does it very often and with
// little memory.
func TestSweep(t *testing.T) {
	rounds := 200
	if n, err := strconv.Atoi(os.Getenv("STORE_SWEEP")); err == nil {
		rounds = n
	}
	whole := sweptFile(t)
	file := filepath.Join(t.TempDir(), "store.db")
	rng := rand.New(rand.NewPCG(11, uint64(rounds)))
	replaced, lost := 0, 0
	for round := range rounds {
		bit := rng.IntN(len(whole) * 8)
		content := append([]byte(nil), whole...)
		content[bit/8] ^= 1 << (bit % 8)
		if round%10 == 9 {
			content = content[:bit/8]
		}
		s, m, anew := afterDamage(t, file, content)
		if t.Failed() {
			t.Fatalf("round %d: bit %d of byte %d", round, bit%8, bit/8)
		}
		if anew {
			replaced++
		}
		if len(m.Calls) == 0 {
			lost++
		}
		must(t, baseline(s, anna), s.PutCalls(anna, manyCalls(50), nil), s.Close())
		again, err := Open(file)
		must(t, err, again.Close())
	}
	t.Logf("%d rounds: %d times a new file was begun, %d times no call was left", rounds, replaced, lost)
}

// afterDamage opens a damaged file: whatever is lost, old items must not be news.
func afterDamage(t *testing.T, file string, content []byte) (s *Store, m inbox.Memory, anew bool) {
	t.Helper()
	must(t, os.WriteFile(file, content, 0o600))
	s, err := Open(file)
	if replaced := new(ReplacedError); errors.As(err, &replaced) {
		anew = true
		must(t, os.Remove(replaced.Kept))
	} else if err != nil {
		t.Fatalf("Open = %v", err)
	}
	s.rounds = 2
	m = load(t, s, anna)
	if m.Baseline && (!m.Floor.Equal(noon) || len(m.Announced) != sweepMarks) {
		t.Errorf("%d marks after %v: old calls would be announced again", len(m.Announced), m.Floor)
	}
	if _, err := s.Refused(anna, "1234"); err != nil {
		t.Errorf("Refused: %v", err)
	}
	return s, m, anew
}

// What a page points to is looked at before it is followed.
func TestAPageThatPointsToItself(t *testing.T) {
	content := sweptFile(t)
	size := os.Getpagesize()
	changed := 0
	for at := 2 * size; at < len(content); at += size {
		if order.Uint16(content[at+8:]) == branchPage {
			order.PutUint64(content[at+pageHead+8:], order.Uint64(content[at:]))
			changed++
		}
	}
	if changed == 0 {
		t.Fatal("no branch page")
	}
	s, m, anew := afterDamage(t, filepath.Join(t.TempDir(), "store.db"), content)
	defer s.Close()
	if !anew || len(m.FollowUps) != 1 || len(m.Voicemails) != 1 {
		t.Errorf("begun anew: %v; left %+v", anew, m.FollowUps)
	}
}

// A head that lies about its version, or about the key of the digests, is no later version's.
func TestADamagedHeadIsNoLaterVersion(t *testing.T) {
	content := sweptFile(t)
	for at := 0; at+8 <= len(content); at++ {
		if string(content[at:at+7]) == "version" {
			content[at+7+2] ^= 4
		}
	}
	s, m, anew := afterDamage(t, filepath.Join(t.TempDir(), "store.db"), content)
	defer s.Close()
	if !anew || len(m.Announced) != sweepMarks || len(m.FollowUps) != 1 {
		t.Errorf("begun anew: %v, %d marks left", anew, len(m.Announced))
	}
}

// A floor that moved would make all old calls news, or no call ever.
func TestDamagedMarksAreNotBelieved(t *testing.T) {
	s, file := begin(t)
	must(t, s.Remember(anna, inbox.Remember{Baseline: true, Floor: noon}), s.Close())
	content, err := os.ReadFile(file)
	must(t, err)
	for at := 0; at+len(floorMark)+15 <= len(content); at++ {
		if string(content[at:at+len(floorMark)]) == floorMark {
			content[at+len(floorMark)+5] ^= 1
		}
	}
	must(t, os.WriteFile(file, content, 0o600))
	s = reopen(t, file)
	if m := load(t, s, anna); m.Baseline || !m.Floor.IsZero() {
		t.Errorf("believed: %+v", m)
	}
	must(t, s.SetMissedSeen(anna, noon)) // must not seal what was damaged
	if m := load(t, s, anna); m.Baseline || !m.MissedSeen.Equal(noon) {
		t.Errorf("sealed: %+v", m)
	}
}
