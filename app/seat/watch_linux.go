package seat

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// How long a session may look dead before it is: a compositor or a bus that restarts is back by then.
const (
	lookEvery   = time.Second // while something is gone; else its end is told
	screenGrace = 10 * time.Second
	busGrace    = time.Minute
)

// Watch looks after the session that the program was started in.
type Watch struct {
	Screen Screen
	// InUse reports whether a person sees a window: a session with one is not over, whatever its bus does.
	InUse func() bool
	Log   *slog.Logger

	every, screen, bus time.Duration // zero: as above
}

// ErrOver says that the session has ended.
var ErrOver = errors.New("the desktop session has ended")

// Run returns ErrOver when the session is over: its screen is gone, its bus is gone for good, or logind says
// so. It returns nil when ctx ends. What was not there at the start is not missed.
func (w Watch) Run(ctx context.Context) error {
	w.every, w.screen, w.bus = or(w.every, lookEvery), or(w.screen, screenGrace), or(w.bus, busGrace)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	over := make(chan struct{})
	logindDone := make(chan struct{})
	go func() {
		defer close(logindDone)
		if watchLogind(ctx, os.Getenv("XDG_SESSION_ID"), w.Log) {
			close(over)
		}
	}()
	defer func() { cancel(); <-logindDone }()
	return w.look(ctx, over)
}

// look watches screen and bus.
func (w Watch) look(ctx context.Context, over <-chan struct{}) error {
	link := newBusLink(ctx)
	defer func() { link.close() }()
	var screen screenLink
	defer screen.close()
	hasScreen := !w.Screen.remote() && screen.again(w.Screen)
	hasBus := link.alive()
	if !hasScreen && !hasBus {
		w.Log.Debug("seat: nothing to watch")
	}
	again := time.NewTimer(w.every)
	again.Stop()
	defer again.Stop()
	var screenGone, busGone absence
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-over:
			return ErrOver
		case <-link.lost():
			w.Log.Info("seat: the session bus is gone")
			link.drop()
		case <-screen.lost():
			screen.close()
		case <-again.C:
		}
		if hasBus {
			busGone.note(link.alive() || link.again(ctx))
		}
		if hasScreen {
			screenGone.note(screen.alive() || screen.again(w.Screen))
		}
		if w.dead(hasScreen, hasBus, screenGone, busGone) && ctx.Err() == nil {
			return ErrOver
		}
		if screenGone.times+busGone.times > 0 {
			again.Reset(w.every)
		}
	}
}

// dead decides. A screen that is gone together with the bus is no compositor that restarts.
func (w Watch) dead(hasScreen, hasBus bool, screenGone, busGone absence) bool {
	switch {
	case hasScreen && screenGone.longerThan(w.screen):
		return true
	case hasScreen && hasBus && screenGone.longerThan(0) && busGone.longerThan(0):
		return screenGone.times > 1
	}
	return hasBus && busGone.longerThan(w.bus) && !w.InUse()
}

// absence is since when something is not there.
type absence struct {
	since time.Time
	times int // how many attempts have failed
}

func (a *absence) note(there bool) {
	switch {
	case there:
		*a = absence{}
	case a.since.IsZero():
		*a = absence{since: time.Now(), times: 1}
	default:
		a.times++
	}
}

func (a absence) longerThan(d time.Duration) bool {
	return !a.since.IsZero() && time.Since(a.since) >= d
}

func or(d, usual time.Duration) time.Duration {
	if d == 0 {
		return usual
	}
	return d
}

// busLink is a connection to the session bus whose only use is to notice the end of the bus.
type busLink struct{ conn *dbus.Conn }

func newBusLink(ctx context.Context) *busLink {
	l := &busLink{}
	l.again(ctx)
	return l
}

// again joins the bus again.
func (l *busLink) again(ctx context.Context) bool {
	conn, err := bus.Connect(ctx)
	if err != nil {
		return false
	}
	l.conn = conn
	return true
}

func (l *busLink) alive() bool { return l.conn != nil && l.conn.Connected() }

// lost is closed when the bus ends the connection; nil, so never ready, without one.
func (l *busLink) lost() <-chan struct{} {
	if l.conn == nil {
		return nil
	}
	return l.conn.Context().Done()
}

func (l *busLink) drop() { l.close(); l.conn = nil }

func (l *busLink) close() {
	if l.conn != nil {
		_ = l.conn.Close()
	}
}
