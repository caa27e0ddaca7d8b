package istraclient

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// errRefused is this system's error for a port on which nothing listens.
const errRefused = unix.ECONNREFUSED

// limitUnacknowledged makes TCP give up on sent bytes that stay unacknowledged for deadPeerTime.
func limitUnacknowledged(_, _ string, raw syscall.RawConn) error {
	const tcpRxtConnDropTime = 0x80 // netinet/tcp.h; in seconds
	var optErr error
	err := raw.Control(func(fd uintptr) {
		optErr = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, tcpRxtConnDropTime, int(deadPeerTime.Seconds()))
	})
	return errors.Join(err, optErr)
}
