package seat

import (
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"time"
)

// Check reports whether a display server listens on the screen: nil if one does.
func (s Screen) Check() error {
	if s.None() {
		return errors.New("neither DISPLAY nor WAYLAND_DISPLAY is set")
	}
	var errs []error
	for _, at := range s.addresses() {
		err := answers(at[0], at[1])
		if err == nil {
			return nil
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
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

func answers(network, address string) error {
	conn, err := net.DialTimeout(network, address, 2*time.Second)
	if err != nil {
		return err
	}
	return conn.Close()
}
