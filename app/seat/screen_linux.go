package seat

import (
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"time"
)

// Check reports whether a display server listens on the screen: nil if one does.
func (s Screen) Check() error {
	conn, err := s.dial()
	if err != nil {
		return err
	}
	return conn.Close()
}

// dial connects to the display server, and says nothing to it.
func (s Screen) dial() (net.Conn, error) {
	if s.None() {
		return nil, errors.New("neither DISPLAY nor WAYLAND_DISPLAY is set")
	}
	var errs []error
	for _, at := range s.addresses() {
		conn, err := net.DialTimeout(at[0], at[1], 2*time.Second)
		if err == nil {
			return conn, nil
		}
		errs = append(errs, err)
	}
	return nil, errors.Join(errs...)
}

// addresses are where the screen's server may answer, each a network and an address.
func (s Screen) addresses() (all [][2]string) {
	if path := s.Wayland; path != "" {
		if !filepath.IsAbs(path) {
			path = filepath.Join(s.RuntimeDir, path)
		}
		all = append(all, [2]string{"unix", path})
	}
	if s.Display == "" {
		return all
	}
	network, address := xAddress(s.Display)
	all = append(all, [2]string{network, address})
	if network == "unix" {
		all = append(all, [2]string{network, "@" + address}) // some servers have only the abstract one
	}
	return all
}

// remote reports whether the screen is on another computer, as with ssh -X: it is not queried all the time.
func (s Screen) remote() bool {
	network, _ := xAddress(s.Display)
	return s.Wayland == "" && s.Display != "" && network != "unix"
}

// xAddress is where the X server of a DISPLAY such as ":0", "host:10.0" listens.
func xAddress(display string) (network, address string) {
	host, rest, _ := strings.Cut(display, ":")
	number, _, _ := strings.Cut(rest, ".")
	if host == "" || host == "unix" {
		return "unix", "/tmp/.X11-unix/X" + number
	}
	var n int
	_, _ = fmt.Sscan(number, &n)
	return "tcp", fmt.Sprintf("%s:%d", host, 6000+n)
}

// screenLink is a connection to the display server that does nothing but end with it. X servers also end one that
// stays silent, when another client comes: that is no sign before the next can't be made.
type screenLink struct {
	conn net.Conn      // nil while there is none
	gone chan struct{} // closed when the other side ended it
}

// again connects anew.
func (l *screenLink) again(s Screen) bool {
	conn, err := s.dial()
	if err != nil {
		return false
	}
	gone := make(chan struct{})
	l.conn, l.gone = conn, gone
	go func() {
		defer close(gone)
		_, _ = io.Copy(io.Discard, conn)
	}()
	return true
}

func (l *screenLink) alive() bool { return l.conn != nil }

// lost is closed when the server ends the connection; nil, so never ready, without one.
func (l *screenLink) lost() <-chan struct{} { return l.gone }

// close ends the connection, and waits until nobody reads it any more.
func (l *screenLink) close() {
	if l.conn == nil {
		return
	}
	_ = l.conn.Close()
	<-l.gone
	l.conn, l.gone = nil, nil
}
