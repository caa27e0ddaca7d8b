//go:build race

package view_test

const raceDetector = true
