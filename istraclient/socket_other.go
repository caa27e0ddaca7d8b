//go:build !linux && !darwin && !windows

package istraclient

import "syscall"

// errRefused is this system's error for a port on which nothing listens.
const errRefused = syscall.ECONNREFUSED

// limitUnacknowledged does nothing: this system has no such limit to set.
func limitUnacknowledged(_, _ string, _ syscall.RawConn) error { return nil }
