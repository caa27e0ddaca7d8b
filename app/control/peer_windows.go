package control

import (
	"fmt"
	"net"
	"os/user"

	"golang.org/x/sys/windows"
)

// checkPeer has nothing to ask: the pipe's security descriptor lets only its owner in.
func checkPeer(net.Conn) error { return nil }

// checkOwner returns nil when the pipe was made by our own user: anyone may make a pipe of any
// name, and passwords go through ours.
func checkOwner(conn net.Conn) error {
	pipe, ok := conn.(interface{ Fd() uintptr })
	if !ok {
		return fmt.Errorf("owner of a %T is unknown", conn)
	}
	sd, err := windows.GetSecurityInfo(windows.Handle(pipe.Fd()), windows.SE_KERNEL_OBJECT,
		windows.OWNER_SECURITY_INFORMATION)
	if err != nil {
		return fmt.Errorf("ask who made the pipe: %w", err)
	}
	owner, _, err := sd.Owner()
	if err != nil {
		return fmt.Errorf("ask who made the pipe: %w", err)
	}
	me, err := user.Current()
	if err != nil {
		return fmt.Errorf("find out who is signed in to the computer: %w", err)
	}
	if owner.String() != me.Uid {
		return errForeignPeer
	}
	return nil
}
