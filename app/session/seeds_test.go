//go:build !race

package session_test

// seeds is how many days TestADay lives through.
const seeds = 20
