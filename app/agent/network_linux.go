package agent

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"golang.org/x/sys/unix"
)

// watchNetwork sends a value when an address or a link of the machine changed, as the kernel reports over a route
// socket (rtnetlink(7)). It sleeps in between, and blocks until ctx ends.
func watchNetwork(ctx context.Context, changed chan<- struct{}, log *slog.Logger) error {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, unix.NETLINK_ROUTE)
	if err != nil {
		log.Warn("the network can't be watched", "err", err)
		return nil // the backoff finds the way back, only later
	}
	socket := os.NewFile(uintptr(fd), "rtnetlink")
	defer socket.Close()
	groups := uint32(unix.RTMGRP_LINK | unix.RTMGRP_IPV4_IFADDR | unix.RTMGRP_IPV6_IFADDR | unix.RTMGRP_IPV4_ROUTE)
	if err := unix.Bind(fd, &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Groups: groups}); err != nil {
		return fmt.Errorf("watch the network: %w", err)
	}
	defer context.AfterFunc(ctx, func() { socket.Close() })()
	buffer := make([]byte, 8192)
	for {
		if _, err := socket.Read(buffer); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			log.Debug("watching the network", "err", err) // ENOBUFS: some messages were lost: something has changed
		}
		select {
		case changed <- struct{}{}:
		default:
		}
	}
}
