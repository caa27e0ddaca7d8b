package window

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// display tells whether a display server listens. Fyne would end the process if none did.
func display() error {
	wayland, x11 := os.Getenv("WAYLAND_DISPLAY"), os.Getenv("DISPLAY")
	if wayland == "" && x11 == "" {
		return errors.New("neither DISPLAY nor WAYLAND_DISPLAY is set")
	}
	var errs []error
	if wayland != "" {
		path := wayland
		if !filepath.IsAbs(path) {
			path = filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), path)
		}
		errs = append(errs, answers("unix", path))
	}
	if x11 != "" {
		network, address := xAddress(x11)
		errs = append(errs, answers(network, address))
		if network == "unix" {
			errs = append(errs, answers(network, "@"+address)) // some servers have only the abstract one
		}
	}
	for _, err := range errs {
		if err == nil {
			return nil
		}
	}
	return errors.Join(errs...)
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
