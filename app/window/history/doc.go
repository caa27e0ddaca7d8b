// Package history answers questions about the lists: which rows match what was typed, which calls
// belong together, who is still to be called back. It is pure: no widget, no clock, no I/O.
//
// What it is given is never changed. Everything may be called from any goroutine.
package history
