package notify

import (
	"context"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// The service's names on the bus.
const (
	service     = "org.freedesktop.Notifications"
	servicePath = dbus.ObjectPath("/org/freedesktop/Notifications")
)

// link is one connection to the notification service and what is on the screen through it. All of
// it belongs to Run's goroutine. Calls are sent and answered apart, so that a service that hangs
// holds up nothing but the notification it hangs on.
type link struct {
	opts    Options
	picture string // address of a file; "" = none
	icon    bool   // the desktop knows the program's icon by its name
	conn    *dbus.Conn
	end     context.CancelFunc
	answers chan *dbus.Call
	signals chan *dbus.Signal
	pending map[*dbus.Call]func(*dbus.Call)

	abilities  abilities
	asking     bool // abilities have been asked for and not been told yet
	told       bool // abilities are known
	popups     map[string]*popup
	popupsByID map[uint32]*popup
}

// popup is one notification, from the first ask to its end on the screen.
type popup struct {
	key   string
	id    uint32 // the service's name for it; 0 = not on the screen
	busy  bool   // a call about it is on its way
	queue []*ask
	token string // for the action that comes
	// expired: its time on the screen is over, but it may stand in a list of the desktop's, from which it can be taken.
	expired bool
}

func newLink(opts Options, conn *dbus.Conn, end context.CancelFunc) *link {
	l := &link{
		opts: opts, conn: conn, end: end, icon: installed(),
		answers:    make(chan *dbus.Call, 32),
		signals:    make(chan *dbus.Signal, 32),
		pending:    map[*dbus.Call]func(*dbus.Call){},
		popups:     map[string]*popup{},
		popupsByID: map[uint32]*popup{},
	}
	conn.Signal(l.signals)
	if !l.icon { // services that know both would show two pictures
		l.picture = pictureAddress(opts.pictureFile())
	}
	return l
}

// watch subscribes to the service's signals and to its coming and going.
func (l *link) watch(ctx context.Context) error {
	err := l.conn.AddMatchSignalContext(ctx,
		dbus.WithMatchObjectPath(servicePath), dbus.WithMatchInterface(service))
	if err != nil {
		return err
	}
	return bus.WatchOwner(ctx, l.conn, service)
}

func (l *link) answered() <-chan *dbus.Call {
	if l == nil {
		return nil
	}
	return l.answers
}

func (l *link) signalled() <-chan *dbus.Signal {
	if l == nil {
		return nil
	}
	return l.signals
}

// close ends the connection and everything that waits for it.
func (l *link) close() {
	if l == nil {
		return
	}
	l.end()
	_ = l.conn.Close()
	l.failAll(ErrUnavailable)
	for _, then := range l.pending {
		then(&dbus.Call{Err: dbus.ErrClosed})
	}
}

// call sends one call; then gets the answer, in Run's goroutine.
func (l *link) call(method string, then func(*dbus.Call), args ...any) {
	c := l.conn.Object(service, servicePath).Go(service+"."+method, 0, l.answers, args...)
	l.pending[c] = then
}

func (l *link) answer(c *dbus.Call) {
	then := l.pending[c]
	delete(l.pending, c)
	if then != nil {
		then(c)
	}
}

// take queues an ask behind the others about the same notification.
func (l *link) take(a *ask) {
	p := l.popups[a.key]
	if p == nil {
		p = &popup{key: a.key}
		l.popups[a.key] = p
	}
	p.drop()
	p.queue = append(p.queue, a)
	l.next(p)
}

// drop forgets asks that nobody waits for any more.
func (p *popup) drop() {
	live := p.queue[:0]
	for _, a := range p.queue {
		if a.ctx.Err() == nil {
			live = append(live, a)
		}
	}
	p.queue = live
}

// next starts the first ask in p's queue, unless one is on its way, and forgets p at its end.
func (l *link) next(p *popup) {
	if p.busy {
		return
	}
	p.drop()
	if len(p.queue) == 0 {
		if p.id == 0 {
			delete(l.popups, p.key)
		}
		return
	}
	if a := p.queue[0]; a.note != nil && !l.told {
		l.askAbilities()
		return
	}
	a := p.queue[0]
	p.queue = p.queue[1:]
	p.busy = true
	l.start(p, a)
}

func (l *link) start(p *popup, a *ask) {
	switch {
	case a.note != nil && a.late && (p.id == 0 || p.expired):
		l.finish(p, a, nil)
	case a.note != nil && p.expired: // it comes again
		l.call("Notify", func(c *dbus.Call) { l.posted(p, a, c) }, l.render(*a.note, 0)...)
	case a.note != nil:
		l.call("Notify", func(c *dbus.Call) { l.posted(p, a, c) }, l.render(*a.note, p.id)...)
	case p.id != 0:
		l.call("CloseNotification", func(c *dbus.Call) { l.withdrawn(p, a, c) }, p.id)
	default:
		l.finish(p, a, nil)
	}
}

// posted records what the service calls the notification, also when the caller has given up.
func (l *link) posted(p *popup, a *ask, c *dbus.Call) {
	var id uint32
	if err := c.Store(&id); err != nil {
		l.finish(p, a, failure(err))
		return
	}
	l.forget(p)
	p.id = id
	l.popupsByID[id] = p
	l.finish(p, a, nil)
}

func (l *link) withdrawn(p *popup, a *ask, c *dbus.Call) {
	err := c.Err
	if p.expired {
		err = nil // most desktops don't know it any more
	}
	l.forget(p)
	if err != nil {
		err = failure(err)
	}
	l.finish(p, a, err)
}

func (l *link) finish(p *popup, a *ask, err error) {
	p.busy = false
	a.done <- err
	l.next(p)
}

func (l *link) forget(p *popup) {
	delete(l.popupsByID, p.id)
	p.id, p.expired = 0, false
}

// failAll answers every ask in a queue; calls on their way get their own answers.
func (l *link) failAll(err error) {
	for key, p := range l.popups {
		for _, a := range p.queue {
			a.done <- err
		}
		p.queue = nil
		if p.id == 0 && !p.busy {
			delete(l.popups, key)
		}
	}
}
