// Package outputtest has sound systems for tests: a private PulseAudio with devices that nobody
// hears, and a device that only a clock drives.
package outputtest

import (
	"fmt"
	"os"
	"runtime"
)

// Load is how many programs have wanted each processor during the last minute; 0 where that is not
// told.
func Load() float64 {
	var load float64
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0
	}
	if _, err := fmt.Sscan(string(text), &load); err != nil {
		return 0
	}
	return load / float64(runtime.NumCPU())
}
