package istraclient

import (
	"errors"
	"syscall"

	"golang.org/x/sys/windows"
)

// errRefused is this system's error for a port on which nothing listens.
const errRefused = windows.WSAECONNREFUSED

// limitUnacknowledged makes TCP give up on sent bytes that stay unacknowledged for deadPeerTime.
func limitUnacknowledged(_, _ string, raw syscall.RawConn) error {
	const tcpMaxRT = 5 // ws2ipdef.h; in seconds
	var optErr error
	err := raw.Control(func(fd uintptr) {
		optErr = windows.SetsockoptInt(windows.Handle(fd), windows.IPPROTO_TCP, tcpMaxRT, int(deadPeerTime.Seconds()))
	})
	if errors.Is(optErr, windows.WSAENOPROTOOPT) || errors.Is(optErr, windows.WSAEOPNOTSUPP) {
		optErr = nil // older systems and Wine lack it; websocket pings notice a dead peer there too
	}
	return errors.Join(err, optErr)
}
