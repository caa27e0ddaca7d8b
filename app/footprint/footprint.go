// Package footprint keeps a process small: it returns to the system what only its start needed. Its
// functions may be called from any goroutine.
package footprint

import (
	"runtime"
	"runtime/debug"
)

// Trim releases what the heap doesn't hold any more, and what is in memory of files but not being
// used. What is needed again comes back by itself. It takes some milliseconds.
func Trim() {
	runtime.GC()         // pools let go of what they hold in the second collection only
	debug.FreeOSMemory() // which begins with it
	_ = unmapFiles()     // last, for a collection reads the program's tables; if it fails, they stay: no harm
}
