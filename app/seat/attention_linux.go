package seat

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

const (
	attentionLimit = 2 * time.Second // for one answer, and for the first state
	joinSoonest    = time.Second     // backoff of a bus that isn't there
	joinLatest     = 5 * time.Minute
)

// The notification service, and the property that some have: do not disturb is on.
const (
	notifications     = "org.freedesktop.Notifications"
	notificationsPath = dbus.ObjectPath("/org/freedesktop/Notifications")
	properties        = "org.freedesktop.DBus.Properties"
)

// screenSavers are the services that lock a screen. Each has an interface of its own name, but they are alike
// otherwise.
var screenSavers = []struct {
	name string
	path dbus.ObjectPath
}{
	{"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"},
	{"org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"},
	{"org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"},
	{"org.mate.ScreenSaver", "/org/mate/ScreenSaver"},
	{"org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"},
}

// WatchAttention reports the present state, and each change of it, until ctx ends. tell is called by one goroutine at
// a time, first within two seconds. A session is locked when logind or a screen saver says so; id is logind's name of
// it (XDG_SESSION_ID), "" where that isn't known. Nothing is started by asking.
func WatchAttention(ctx context.Context, id string, tell func(Attention), log *slog.Logger) {
	w := &attentionWatch{tell: tell, lockedBy: map[string]bool{}, log: log}
	var all, first sync.WaitGroup
	first.Add(2)
	all.Go(func() { w.keep(ctx, first.Done, w.followSession) })
	all.Go(func() {
		w.keep(ctx, first.Done, func(ctx context.Context, read func()) bool { return w.followLogind(ctx, id, read) })
	})
	all.Go(func() {
		known := make(chan struct{})
		all.Go(func() { first.Wait(); close(known) })
		select {
		case <-known:
		case <-time.After(attentionLimit):
		case <-ctx.Done():
		}
		w.begin()
	})
	all.Wait()
}

// attentionWatch puts together what several services say.
type attentionWatch struct {
	tell func(Attention)
	log  *slog.Logger

	mu       sync.Mutex
	lockedBy map[string]bool // guarded by mu
	busy     bool            // guarded by mu
	begun    bool            // guarded by mu: the first state was told
	told     Attention       // guarded by mu
}

func (w *attentionWatch) begin() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.begun, w.told = true, w.now()
	w.tell(w.told)
}

// now is called with mu held.
func (w *attentionWatch) now() Attention {
	return Attention{Locked: len(w.lockedBy) > 0, DoNotDisturb: w.busy}
}

func (w *attentionWatch) change(f func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f()
	if now := w.now(); w.begun && now != w.told {
		w.told = now
		w.tell(now)
	}
}

func (w *attentionWatch) lock(who string, locked bool) {
	w.change(func() {
		if locked {
			w.lockedBy[who] = true
		} else {
			delete(w.lockedBy, who)
		}
	})
}

func (w *attentionWatch) disturb(busy bool) { w.change(func() { w.busy = busy }) }

// keep follows a bus until ctx ends, again with backoff after it was lost. read is called once, when all has
// been read for the first time or can't be.
func (w *attentionWatch) keep(ctx context.Context, read func(), follow func(context.Context, func()) bool) {
	once := sync.OnceFunc(read)
	defer once()
	wait := joinSoonest
	for ctx.Err() == nil {
		if follow(ctx, once) {
			wait = joinSoonest // it was there
		}
		once()
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
		wait = min(2*wait, joinLatest)
	}
}

// followSession follows screen savers and the notification service until the session bus is lost. It is false
// where there is none.
func (w *attentionWatch) followSession(ctx context.Context, read func()) bool {
	conn, err := bus.Connect(ctx)
	if err != nil {
		return false
	}
	defer conn.Close()
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	for _, match := range sessionMatches() {
		if err := conn.AddMatchSignalContext(ctx, match...); err != nil {
			w.log.Debug("seat: watching the screen lock", "err", err)
			return false
		}
	}
	for i, saver := range screenSavers {
		w.lock(saver.name, askSaver(ctx, conn, i, false))
	}
	w.askInhibited(ctx, conn)
	read()
	for s := range signals { // closed with the connection
		w.sessionSignal(ctx, conn, s)
	}
	return true
}

func sessionMatches() [][]dbus.MatchOption {
	owner := func(name string) []dbus.MatchOption {
		return []dbus.MatchOption{dbus.WithMatchSender(bus.Name), dbus.WithMatchObjectPath(bus.Path),
			dbus.WithMatchInterface(bus.Name), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, name)}
	}
	all := [][]dbus.MatchOption{owner(notifications), {dbus.WithMatchSender(notifications),
		dbus.WithMatchObjectPath(notificationsPath), dbus.WithMatchInterface(properties),
		dbus.WithMatchMember("PropertiesChanged")}}
	for _, saver := range screenSavers {
		all = append(all, owner(saver.name), []dbus.MatchOption{dbus.WithMatchSender(saver.name),
			dbus.WithMatchInterface(saver.name), dbus.WithMatchMember("ActiveChanged")})
	}
	return all
}

func (w *attentionWatch) sessionSignal(ctx context.Context, conn *dbus.Conn, s *dbus.Signal) {
	if s.Name == properties+".PropertiesChanged" {
		w.askInhibited(ctx, conn)
		return
	}
	if _, ok := bus.OwnerChange(s, notifications); ok {
		w.askInhibited(ctx, conn)
		return
	}
	for i, saver := range screenSavers {
		_, ok := bus.OwnerChange(s, saver.name)
		if told := s.Name == saver.name+".ActiveChanged"; ok || told {
			said := told && len(s.Body) == 1 && s.Body[0] == true
			w.lock(saver.name, askSaver(ctx, conn, i, said)) // the answer is newer than the signal
		}
	}
}

// askSaver asks one of the screen savers. Where it doesn't answer, what it said counts.
func askSaver(ctx context.Context, conn *dbus.Conn, i int, said bool) (active bool) {
	ctx, cancel := context.WithTimeout(ctx, attentionLimit)
	defer cancel()
	saver := screenSavers[i]
	err := conn.Object(saver.name, saver.path).CallWithContext(ctx, saver.name+".GetActive",
		dbus.FlagNoAutoStart).Store(&active)
	if err != nil {
		return said
	}
	return active
}

// askInhibited asks whether do not disturb is on. Most services don't say.
func (w *attentionWatch) askInhibited(ctx context.Context, conn *dbus.Conn) {
	ctx, cancel := context.WithTimeout(ctx, attentionLimit)
	defer cancel()
	var inhibited dbus.Variant
	err := conn.Object(notifications, notificationsPath).CallWithContext(ctx, properties+".Get", dbus.FlagNoAutoStart,
		notifications, "Inhibited").Store(&inhibited)
	on, _ := inhibited.Value().(bool)
	w.disturb(err == nil && on)
}

// followLogind follows the lock of a session of logind until the system bus is lost. It is false where there
// is none.
func (w *attentionWatch) followLogind(ctx context.Context, id string, read func()) bool {
	conn, err := bus.ConnectSystem(ctx)
	if err != nil {
		return false
	}
	defer conn.Close()
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	path, err := sessionOf(ctx, conn, id)
	if err != nil {
		w.log.Debug("seat: no session of logind", "err", err)
		return false
	}
	err = conn.AddMatchSignalContext(ctx, dbus.WithMatchSender(login1), dbus.WithMatchObjectPath(path),
		dbus.WithMatchMember("PropertiesChanged"))
	if err != nil {
		w.log.Debug("seat: logind", "err", err)
		return false
	}
	w.askLogind(ctx, conn, path)
	read()
	for range signals {
		w.askLogind(ctx, conn, path)
	}
	return true
}

func (w *attentionWatch) askLogind(ctx context.Context, conn *dbus.Conn, path dbus.ObjectPath) {
	ctx, cancel := context.WithTimeout(ctx, attentionLimit)
	defer cancel()
	var hint dbus.Variant
	err := conn.Object(login1, path).CallWithContext(ctx, properties+".Get", dbus.FlagNoAutoStart, loginSession,
		"LockedHint").Store(&hint)
	locked, _ := hint.Value().(bool)
	w.lock(login1, err == nil && locked)
}

// sessionOf finds logind's session: by its name, else by this process, else the user's first one with a seat.
func sessionOf(ctx context.Context, conn *dbus.Conn, id string) (dbus.ObjectPath, error) {
	ctx, cancel := context.WithTimeout(ctx, attentionLimit)
	defer cancel()
	logind := conn.Object(login1, login1Path)
	var path dbus.ObjectPath
	if id != "" && logind.CallWithContext(ctx, manager+".GetSession", dbus.FlagNoAutoStart, id).Store(&path) == nil {
		return path, nil
	}
	if logind.CallWithContext(ctx, manager+".GetSessionByPID", dbus.FlagNoAutoStart, uint32(0)).Store(&path) == nil {
		return path, nil
	}
	var all []listedSession
	if err := logind.CallWithContext(ctx, manager+".ListSessions", dbus.FlagNoAutoStart).Store(&all); err != nil {
		return "", err
	}
	for _, s := range all {
		if int(s.UID) == os.Getuid() && s.Seat != "" {
			return s.Path, nil
		}
	}
	return "", errors.New("the user has no session at a seat")
}

// listedSession is a line of logind's list.
type listedSession struct {
	ID   string
	UID  uint32
	User string
	Seat string
	Path dbus.ObjectPath
}
