//go:build linux || darwin

package control

import (
	"errors"
	"fmt"
	"net"
	"os"
)

// checkPeer returns nil when the kernel says that the other end runs as our own user.
func checkPeer(conn net.Conn) error {
	uc, ok := conn.(*net.UnixConn)
	if !ok {
		return fmt.Errorf("peer of a %T is unknown", conn)
	}
	raw, err := uc.SyscallConn()
	if err != nil {
		return fmt.Errorf("look at the peer: %w", err)
	}
	var uid uint32
	var credErr error
	err = raw.Control(func(fd uintptr) { uid, credErr = peerUID(int(fd)) })
	if err := errors.Join(err, credErr); err != nil {
		return fmt.Errorf("ask who the peer is: %w", err)
	}
	if int(uid) != os.Getuid() {
		return fmt.Errorf("%w (uid %d)", errForeignPeer, uid)
	}
	return nil
}
