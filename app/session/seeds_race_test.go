//go:build race

package session_test

// seeds is fewer where the race detector makes each day ten times as long.
const seeds = 3

// longOutages are left to the run without it.
const longOutages = false
