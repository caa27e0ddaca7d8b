//go:build !linux && !darwin && !windows

package control

import "net"

// checkPeer trusts the socket's mode and its folder's, which is all that these systems have in common.
func checkPeer(net.Conn) error { return nil }
