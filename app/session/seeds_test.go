//go:build !race

package session_test

// seeds is how many days TestADay lives through.
const seeds = 20

// longOutages: outages of an hour are lived through, too.
const longOutages = true
