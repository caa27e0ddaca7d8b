//go:build race

package player_test

// raceDetector makes everything ten times slower, too slow to play in real time on a busy machine.
const raceDetector = true
