package rig

import (
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// Names for Heard.
const (
	ItemRegistered = watcherName + ".StatusNotifierItemRegistered" // an item has entered the tray
	NewIcon        = itemFace + ".NewIcon"                         // an item shows another icon
)

// Heard gives the moments at which signals of this name arrive from anybody, until the desktop ends. It
// is for measurements: looking again and again would disturb them.
func (d *Desk) Heard(name string) <-chan time.Time {
	d.t.Helper()
	dot := strings.LastIndexByte(name, '.')
	err := d.bus.AddMatchSignal(dbus.WithMatchInterface(name[:dot]), dbus.WithMatchMember(name[dot+1:]))
	if err != nil {
		d.t.Fatalf("listen to %s: %v", name, err)
	}
	signals, heard := make(chan *dbus.Signal, 64), make(chan time.Time, 4096)
	d.bus.Signal(signals)
	go func() { // until the connection closes the channel
		for s := range signals {
			if s.Name == name {
				heard <- time.Now()
			}
		}
	}()
	return heard
}
