// Package atspi puts the window on the desktop's accessibility bus (AT-SPI 2): what a screen reader says,
// and what a test finds things by, is package access's tree, handed out over D-Bus.
//
// It costs nothing unless it is used: a tree is made when someone asks for one, and events are sent
// while a client that asked is there, or someone has registered for them. Until then the program waits
// for signals, no more. A client that starts after the window finds it as well.
//
// The widgets are touched on Fyne's goroutine only, by way of Options.Post; a call from the bus waits for
// it a limited time, and never the other way round. Linux only.
package atspi

import (
	"context"
	"log/slog"
	"os"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
	"istratray/app/window/access"
)

// Options are what Run needs.
type Options struct {
	Name    string              // of the application, as clients look for it
	Version string              // of the program
	Scan    func() *access.Tree // called on Fyne's goroutine; nil while there is no window
	Post    func(func())        // runs a function on Fyne's goroutine, or drops it when that ends
	// Frames runs a function on Fyne's goroutine before each frame, whether anything is drawn or not, until stop is
	// called. Both return at once, and may be called on any goroutine.
	Frames func(func()) (stop func())
	Logger *slog.Logger
}

// Where the accessibility bus is asked for, on the session bus.
const (
	finder     = "org.a11y.Bus"
	finderPath = dbus.ObjectPath("/org/a11y/bus")
	status     = "org.a11y.Status"
	// ownAddress is the variable with the address of an accessibility bus that was started without a session bus.
	ownAddress = "AT_SPI_BUS_ADDRESS"
	// stayOff is the variable that keeps a program off the accessibility bus, as it does GTK's programs.
	stayOff = "NO_AT_BRIDGE"
)

// again is the pause before reconnecting to an accessibility bus that was lost.
const again = 5 * time.Second

// Run hands the window out until ctx ends. Where there is no bus, or NO_AT_BRIDGE=1 is in the environment, it
// returns at once: nobody can ask.
func Run(ctx context.Context, o Options) {
	if off := os.Getenv(stayOff); off != "" && off != "0" {
		return
	}
	b := &bridge{Options: o, source: newSource(o), switched: make(chan struct{}, 1)}
	if address := os.Getenv(ownAddress); address != "" {
		b.keep(ctx, func() (string, error) { return address, nil }, func() bool { return true })
		return
	}
	conn, err := bus.Connect(ctx)
	if err != nil {
		o.Logger.Debug("atspi: no session bus", "err", err)
		return
	}
	defer conn.Close()
	if err := b.follow(ctx, conn); err != nil && ctx.Err() == nil {
		o.Logger.Warn("atspi: the session bus", "err", err)
	}
}

// bridge is one run.
type bridge struct {
	Options
	source   *source
	switched chan struct{} // someone has switched accessibility on or off
}

// follow serves the accessibility bus whenever the session has one. It never starts one: nobody would listen.
func (b *bridge) follow(ctx context.Context, conn *dbus.Conn) error {
	signals := make(chan *dbus.Signal, 64)
	conn.Signal(signals)
	if err := bus.WatchOwner(ctx, conn, finder); err != nil {
		return err
	}
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchSender(finder), dbus.WithMatchObjectPath(finderPath),
		dbus.WithMatchMember("PropertiesChanged")); err != nil {
		return err
	}
	there, err := bus.HasOwner(ctx, conn, finder)
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		serving, stop := context.WithCancel(ctx)
		done := make(chan struct{})
		go func(there bool) {
			defer close(done)
			if there {
				b.keep(serving, func() (string, error) { return address(serving, conn) }, func() bool {
					return enabled(serving, conn)
				})
			}
		}(there)
		there = b.await(ctx, signals)
		stop()
		<-done
	}
	return nil
}

// await waits until the session has another accessibility bus, and reports whether there is one now. On the same bus
// the connection stays, whatever is switched: its clients would lose the window.
func (b *bridge) await(ctx context.Context, signals <-chan *dbus.Signal) (there bool) {
	for {
		select {
		case <-ctx.Done():
			return false
		case s, ok := <-signals:
			if !ok {
				<-ctx.Done() // without a session there is nothing to wait for
				return false
			}
			if owner, ok := bus.OwnerChange(s, finder); ok {
				return owner != ""
			}
			if s.Path == finderPath && len(s.Body) > 0 && s.Body[0] == status {
				select {
				case b.switched <- struct{}{}:
				default:
				}
			}
		}
	}
}

func address(ctx context.Context, conn *dbus.Conn) (address string, err error) {
	err = conn.Object(finder, finderPath).CallWithContext(ctx, finder+".GetAddress",
		dbus.FlagNoAutoStart).Store(&address)
	return address, err
}

// enabled reports whether the desktop has accessibility switched on.
func enabled(ctx context.Context, conn *dbus.Conn) bool {
	for _, property := range []string{"IsEnabled", "ScreenReaderEnabled"} {
		var v dbus.Variant
		err := conn.Object(finder, finderPath).CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get",
			dbus.FlagNoAutoStart, status, property).Store(&v)
		if on, ok := v.Value().(bool); err == nil && ok && on {
			return true
		}
	}
	return false
}

// keep serves a bus until ctx ends, and reconnects after it was lost.
func (b *bridge) keep(ctx context.Context, address func() (string, error), enabled func() bool) {
	for {
		where, err := address()
		if err == nil {
			err = b.serve(ctx, where, enabled)
		}
		if ctx.Err() != nil {
			return
		}
		b.Logger.Info("atspi: the accessibility bus", "err", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(again):
		}
	}
}
