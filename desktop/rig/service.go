package rig

import (
	"os/exec"
	"strings"

	"github.com/godbus/dbus/v5"
)

// enter reads the environment of a desktop that is up, joins its bus, and takes the notification daemon's place where
// that is the rig's.
func (d *Desk) enter() {
	d.t.Helper()
	out, err := exec.Command("bash", "-c", `. "$0/env" && env -0`, d.Dir).Output()
	if err != nil {
		d.t.Fatalf("environment of the desktop in %s: %v", d.Dir, err)
	}
	d.env = append(strings.Split(strings.Trim(string(out), "\x00"), "\x00"), d.opts.Env...)
	d.joinBus()
}

func (d *Desk) joinBus() {
	d.t.Helper()
	address := d.Getenv("DBUS_SESSION_BUS_ADDRESS")
	conn, err := dbus.Connect(address)
	if err != nil {
		d.t.Fatalf("session bus of the desktop: %v", err)
	}
	d.t.Cleanup(func() { _ = conn.Close() })
	d.bus = conn
	if d.opts.Notify == "" || d.opts.Notify == Record {
		d.notifications = RecordNotifications(d.t, address)
	}
}

// StopService takes tray, notify, keyring, sound or wm away in good order.
func (d *Desk) StopService(name string) { d.t.Helper(); runScript(d.t, d.Dir, "service", "stop", name) }

// KillService takes tray, notify, keyring, sound, wm or bus away, as when it crashed.
func (d *Desk) KillService(name string) { d.t.Helper(); runScript(d.t, d.Dir, "service", "kill", name) }

// StartService brings one of them back. It returns when the service answers.
func (d *Desk) StartService(name string) {
	d.t.Helper()
	runScript(d.t, d.Dir, "service", "start", name)
}

// RestartBus kills the session bus and starts another one at the same address, with what didn't survive that: the tray,
// an X11 window manager, and a notification daemon where that is the rig's. Items and notifications of before are gone.
func (d *Desk) RestartBus() {
	d.t.Helper()
	lost := []string{"tray"}
	if !d.wayland() {
		lost = append(lost, "wm")
	}
	for _, name := range append(lost, "bus") {
		d.KillService(name)
	}
	d.StartService("bus")
	d.joinBus()
	for _, name := range lost {
		d.StartService(name)
	}
}

// Logout ends the session in good order: the tray first, the bus and the screen last. Programs get no signal.
func (d *Desk) Logout() {
	d.t.Helper()
	_ = d.bus.Close()
	runScript(d.t, d.Dir, "down", "--logout")
}

// Login starts another session of the same user, with the same files.
func (d *Desk) Login() {
	d.t.Helper()
	d.opts.up(d.t, d.Dir)
	d.enter()
}
