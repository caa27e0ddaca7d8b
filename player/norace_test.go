//go:build !race

package player_test

const raceDetector = false
