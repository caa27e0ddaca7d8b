package people

import (
	"testing"
	"time"
)

// Fingerprint is what a user is asked to compare.
var Fingerprint = fingerprint

// LimitAnswers makes answers of servers short until the test ends. No directory may be running.
func LimitAnswers(t *testing.T, most int64) {
	usual := maxAnswer
	maxAnswer = most
	t.Cleanup(func() { maxAnswer = usual })
}

// TrustMarksFor makes marks of books good for a time, until the test ends. No directory may be running.
func TrustMarksFor(t *testing.T, d time.Duration) {
	usual := trustMarks
	trustMarks = d
	t.Cleanup(func() { trustMarks = usual })
}

// Photo, Vast and CheckPicture are for pictures of books that only servers have.
var (
	Photo        = photo
	Vast         = vast
	CheckPicture = checkPicture
)

// LimitPeople makes books full sooner, until the test ends. No directory may be running.
func LimitPeople(t *testing.T, most int) {
	usual := maxPeople
	maxPeople = most
	t.Cleanup(func() { maxPeople = usual })
}
