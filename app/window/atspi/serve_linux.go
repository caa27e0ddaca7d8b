package atspi

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// The registry is where applications say that they are there, and clients what they want to hear.
const (
	registry     = "org.a11y.atspi.Registry"
	registryPath = dbus.ObjectPath("/org/a11y/atspi/registry")
	prefix       = "org.a11y.atspi."
)

// Where our objects are.
const (
	objects   = "/org/a11y/atspi/accessible/"
	rootPath  = dbus.ObjectPath(objects + "root")
	framePath = dbus.ObjectPath(objects + "frame")
	nullPath  = dbus.ObjectPath("/org/a11y/atspi/null")
	cachePath = dbus.ObjectPath("/org/a11y/atspi/cache")
)

// mostCalls is how many calls are answered at a time, and mostClients how many clients are followed.
const (
	mostCalls   = 16
	mostClients = 64
)

// reference is how AT-SPI names an object: bus name and path.
type reference struct {
	Bus  string
	Path dbus.ObjectPath
}

var errLost = errors.New("the accessibility bus has gone")

// service is the window on one accessibility bus.
type service struct {
	*bridge
	ctx   context.Context
	conn  *dbus.Conn
	slots chan struct{}     // one for each call under way
	wake  chan struct{}     // clients or listeners have changed
	due   map[int]time.Time // the pump's: nodes whose texts are to be said, and since when

	mu        sync.Mutex // guards what follows
	id        int32      // given by the registry
	desktop   reference  // the registry's own object, parent of our root
	registrar string     // the registry's unique name
	clients   map[string]bool
	listeners int
	showing   bool // the listeners know notifications that show up, but no announcements
}

// serve is on the bus at an address until ctx ends or the bus goes away. While accessibility is enabled it starts the
// registry; else it waits until someone else has.
func (b *bridge) serve(ctx context.Context, address string, enabled func() bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &service{bridge: b, ctx: ctx, slots: make(chan struct{}, mostCalls), wake: make(chan struct{}, 1),
		clients: map[string]bool{}, due: map[int]time.Time{}}
	conn, err := dbus.Dial(address, dbus.WithContext(ctx), dbus.WithHandler(s),
		dbus.WithSignalHandler(dbus.NewSequentialSignalHandler()))
	if err != nil {
		return fmt.Errorf("dial: %w", err)
	}
	s.conn = conn
	defer s.end()
	if err := conn.Auth(nil); err != nil {
		return fmt.Errorf("authenticate: %w", err)
	}
	if err := conn.Hello(); err != nil {
		return fmt.Errorf("say hello: %w", err)
	}
	return s.run(enabled)
}

// end closes the connection and waits for the calls under way.
func (s *service) end() {
	_ = s.conn.Close()
	for range mostCalls {
		s.slots <- struct{}{}
	}
	s.source.forget()
}

// run says that the application is there whenever there is a registry, and sends events while someone hears them.
func (s *service) run(enabled func() bool) error {
	signals := make(chan *dbus.Signal, 256)
	s.conn.Signal(signals)
	if err := bus.WatchOwner(s.ctx, s.conn, registry); err != nil {
		return err
	}
	if err := s.conn.AddMatchSignalContext(s.ctx, dbus.WithMatchSender(registry),
		dbus.WithMatchInterface(registry)); err != nil {
		return err
	}
	there, err := bus.HasOwner(s.ctx, s.conn, registry)
	if err != nil {
		return err
	}
	if there || enabled() {
		s.embed()
	}
	var pump sync.WaitGroup
	defer pump.Wait()
	ctx, stop := context.WithCancel(s.ctx)
	defer stop()
	pump.Go(func() { s.pump(ctx) })
	for {
		select {
		case <-s.ctx.Done():
			return s.ctx.Err()
		case signal, ok := <-signals:
			if !ok {
				return errLost
			}
			s.signalled(signal)
		case <-s.switched:
			if !s.embedded() && enabled() {
				s.embed()
			}
		}
	}
}

// embedded reports whether the registry knows of the application.
func (s *service) embedded() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.desktop.Bus != ""
}

// signalled follows clients that come and go.
func (s *service) signalled(signal *dbus.Signal) {
	if owner, ok := bus.OwnerChange(signal, registry); ok {
		s.mu.Lock()
		s.desktop = reference{}
		s.mu.Unlock()
		if owner != "" {
			s.embed()
		}
		return
	}
	if signal.Name == bus.Owner && len(signal.Body) == 3 && signal.Body[2] == "" {
		if name, ok := signal.Body[0].(string); ok {
			s.left(name)
		}
		return
	}
	switch signal.Name {
	case registry + ".EventListenerRegistered", registry + ".EventListenerDeregistered":
		s.countListeners()
	}
}

// embed says to the registry that the application is there.
func (s *service) embed() {
	var desktop reference
	root := s.conn.Object(registry, rootPath)
	if err := root.CallWithContext(s.ctx, prefix+"Socket.Embed", 0, s.reference(rootPath)).Store(&desktop); err != nil {
		s.Logger.Info("atspi: the registry", "err", err)
		return
	}
	var owner string
	_ = s.conn.BusObject().CallWithContext(s.ctx, bus.Name+".GetNameOwner", 0, registry).Store(&owner)
	s.mu.Lock()
	s.desktop, s.registrar = desktop, owner
	s.mu.Unlock()
	s.countListeners()
}

// countListeners asks the registry who wants to hear events.
func (s *service) countListeners() {
	var events []struct{ Bus, Event string }
	err := s.conn.Object(registry, registryPath).CallWithContext(s.ctx,
		registry+".GetRegisteredEvents", 0).Store(&events)
	if err != nil {
		s.Logger.Debug("atspi: listeners", "err", err)
	}
	var announcement, showing bool
	for _, e := range events {
		announcement = announcement || hears(e.Event, "object:announcement:")
		showing = showing || hears(e.Event, "object:statechanged:showing")
	}
	s.mu.Lock()
	s.listeners, s.showing = len(events), showing && !announcement
	s.mu.Unlock()
	s.stir()
}

// hears reports whether a registration for some events covers one of that name. There are two ways to write them.
func hears(registered, name string) bool {
	plain := strings.ToLower(strings.ReplaceAll(registered, "-", ""))
	return strings.HasPrefix(name, strings.TrimSuffix(plain, ":"))
}

// called notes who asks: clients keep what they were told, and have to hear of changes.
func (s *service) called(sender string) {
	s.mu.Lock()
	known := s.clients[sender] || sender == s.registrar || len(s.clients) >= mostClients
	if !known {
		s.clients[sender] = true
	}
	s.mu.Unlock()
	if known {
		return
	}
	s.stir()
	if err := bus.WatchOwner(s.ctx, s.conn, sender); err != nil {
		s.left(sender)
	}
}

// left forgets a client.
func (s *service) left(name string) {
	s.mu.Lock()
	was := s.clients[name]
	delete(s.clients, name)
	s.mu.Unlock()
	if !was {
		return
	}
	_ = s.conn.RemoveMatchSignalContext(s.ctx, dbus.WithMatchSender(bus.Name), dbus.WithMatchObjectPath(bus.Path),
		dbus.WithMatchInterface(bus.Name), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, name))
	s.stir()
}

// stir has the pump check who is listening.
func (s *service) stir() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// heard reports whether anybody listens to events.
func (s *service) heard() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.clients) > 0 || s.listeners > 0
}

func (s *service) reference(path dbus.ObjectPath) reference {
	return reference{s.conn.Names()[0], path}
}
