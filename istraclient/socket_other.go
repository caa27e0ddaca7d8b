//go:build !linux && !darwin && !windows

package istraclient

import "syscall"

// errRefused is how this system says that nobody listens on a port.
const errRefused = syscall.ECONNREFUSED

// limitUnacknowledged does nothing: this system has no such limit to set.
func limitUnacknowledged(_, _ string, _ syscall.RawConn) error { return nil }
