package tray

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// The desktop's side of the tray on the bus.
const (
	watcher     = "org.kde.StatusNotifierWatcher"
	watcherPath = dbus.ObjectPath("/StatusNotifierWatcher")
)

var errLost = errors.New("the session bus went away")

// Run shows the tray until ctx ends; it then returns nil. A tray that comes late, restarts or refuses gets the
// item again. Without a session bus it looks for one, less and less often. Call it once.
func (t *Tray) Run(ctx context.Context) error {
	wait := backoff{first: t.retry}
	for {
		err := t.live(ctx, &wait)
		t.offer()
		if ctx.Err() != nil {
			return nil
		}
		t.opts.Logger.Debug("tray: no connection", "err", err) // missing says it, once
		t.missing()
		again := time.NewTimer(wait.next())
		select {
		case <-ctx.Done():
			again.Stop()
			return nil
		case t.shown = <-t.latest:
			again.Stop()
		case <-again.C:
		}
	}
}

// noteToken keeps the activation token of the click to come.
func (t *Tray) noteToken(m *dbus.Message) {
	if m.Type != dbus.TypeMethodCall || m.Headers[dbus.FieldMember].Value() != "ProvideXdgActivationToken" ||
		len(m.Body) != 1 {
		return
	}
	if token, ok := m.Body[0].(string); ok {
		t.token.Store(token)
	}
}

// backoff is how long to wait before the next try: twice as long each time.
type backoff struct{ first, last time.Duration }

const longestWait = 30 * time.Second

func (b *backoff) next() time.Duration {
	b.last = min(max(b.first, 2*b.last), longestWait)
	return b.last
}

func (b *backoff) reset() { b.last = 0 }

// live shows the tray over one connection, until that breaks.
func (t *Tray) live(ctx context.Context, wait *backoff) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	slow := time.AfterFunc(t.patience, cancel)
	first := t.first()
	conn, err := bus.Connect(ctx, dbus.WithIncomingInterceptor(t.noteToken))
	if err != nil {
		return err
	}
	defer conn.Close()
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	if err := bus.WatchOwner(ctx, conn, watcher); err != nil {
		return err
	}
	h := &hosted{conn: conn, dock: &launcher{conn: conn}, replies: make(chan *dbus.Call, 4),
		refusals: backoff{first: t.retry}}
	if h.item, err = newItem(conn, t.choose, t.Refresh, <-first); err != nil {
		return err
	}
	if !slow.Stop() {
		return context.DeadlineExceeded
	}
	select {
	case t.shown = <-t.latest:
	default:
	}
	wait.reset()
	v := t.apply(h.item, nil)
	h.own()
	h.register()
	t.offer()
	defer func() { h.embedded.close() }()
	if err := h.dock.watch(ctx); err != nil {
		return err
	}
	h.dock.show(t.shown)
	return t.serve(ctx, h, signals, v)
}

// first draws the icon that is shown first, and has the texts read that are with it, while the bus answers.
func (t *Tray) first() <-chan pictures {
	drawn := make(chan pictures, 1)
	s := t.shown
	go func() {
		p := pictures{}
		p.of(t.viewOf(s).icon)
		drawn <- p
	}()
	return drawn
}

func (t *Tray) serve(ctx context.Context, h *hosted, signals <-chan *dbus.Signal, v view) error {
	late := time.NewTimer(t.patience)
	defer late.Stop()
	h.retry = time.NewTimer(t.patience)
	h.retry.Stop()
	defer h.retry.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case t.shown = <-t.latest:
			v = h.apply(t, &v)
		case <-t.refresh:
			v = h.apply(t, &v)
		case call := <-h.replies:
			h.reply(call, t)
			if h.seen {
				h.embedded.close()
				h.embedded = nil
			}
		case <-h.retry.C:
			h.register()
		case <-late.C:
			if !h.seen {
				h.embedded = t.embed(ctx, t.missing)
				h.embedded.show(v)
			}
		case s, ok := <-signals:
			if !ok {
				return errLost
			}
			h.dock.heard(s)
			if owner, ok := bus.OwnerChange(s, watcher); ok {
				t.see(false)
				h.watcherChanged(owner)
			}
		}
	}
}

// hosted is the item on one connection, and whether a tray shows it. It belongs to Run's goroutine.
type hosted struct {
	conn    *dbus.Conn
	item    *item
	dock    *launcher
	replies chan *dbus.Call
	seen    bool // a tray shows the item

	embedded *embedded // nil while the item is to be seen, or may be soon

	refusals backoff
	retry    *time.Timer // of registering; stopped while there is nothing to try
}

// apply shows what is new wherever something is shown.
func (h *hosted) apply(t *Tray, before *view) view {
	v := t.apply(h.item, before)
	h.embedded.show(v)
	h.dock.show(t.shown)
	return v
}

const (
	registerItem = watcher + ".RegisterStatusNotifierItem"
	getProperty  = "org.freedesktop.DBus.Properties.Get"
)

// own takes the name that the protocol has for items, by which tools find them. The watcher knows ours by
// its connection, so that nothing depends on the name.
func (h *hosted) own() {
	name := fmt.Sprintf("org.kde.StatusNotifierItem-%d-1", os.Getpid())
	h.conn.BusObject().Go(bus.Name+".RequestName", dbus.FlagNoReplyExpected, nil, name, uint32(dbus.NameFlagDoNotQueue))
}

// register offers the item to the desktop's tray. A watcher that hangs holds up nothing.
func (h *hosted) register() { h.call(registerItem, string(itemPath)) }

func (h *hosted) call(method string, args ...any) {
	h.conn.Object(watcher, watcherPath).Go(method, dbus.FlagNoAutoStart, h.replies, args...)
}

// watcherChanged begins again with another watcher; an empty owner means that there is none now.
func (h *hosted) watcherChanged(owner string) {
	h.seen = false
	h.refusals.reset()
	h.retry.Stop()
	if owner != "" {
		h.register()
	}
}

// reply continues after an answer from the watcher, which may be there without any tray to show items.
func (h *hosted) reply(call *dbus.Call, t *Tray) {
	switch {
	case call.Method == registerItem && call.Err == nil:
		h.call(getProperty, watcher, "IsStatusNotifierHostRegistered")
	case call.Method == registerItem && nobody(call.Err):
		t.opts.Logger.Debug("tray: no watcher yet", "err", call.Err) // the bus reports when it comes
	case call.Method == registerItem:
		wait := h.refusals.next()
		t.opts.Logger.Info("tray: not registered", "err", call.Err, "again", wait)
		h.retry.Reset(wait)
	default:
		var shows bool
		h.seen = call.Store(&shows) != nil || shows
		t.see(h.seen)
		t.opts.Logger.Info("tray: registered", "shown", h.seen)
	}
}

// nobody reports whether a call failed because nobody has the name.
func nobody(err error) bool {
	var refusal dbus.Error
	return errors.As(err, &refusal) && (refusal.Name == bus.Name+".Error.ServiceUnknown" ||
		refusal.Name == bus.Name+".Error.NameHasNoOwner")
}
