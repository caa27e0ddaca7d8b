package xembed

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"sync"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// The buttons of a mouse, as X11 counts them.
const (
	Left   = 1
	Middle = 2
	Right  = 3
)

// Icon is one icon. Make it with New, and let it live in Run.
type Icon struct {
	draw  func(size int) *image.RGBA
	click func(button int)
	wake  chan struct{} // one slot: it is to be drawn or named again

	mu   sync.Mutex
	name string // guarded by mu
}

// New makes an icon. draw gives its picture in a size, of pixels; click is called for mouse buttons. Both are called
// from Run's goroutine and must not block.
func New(draw func(size int) *image.RGBA, click func(button int)) *Icon {
	return &Icon{draw: draw, click: click, wake: make(chan struct{}, 1)}
}

// Update has the icon drawn again, under this name: trays that have tooltips show it. Safe for any goroutine.
func (i *Icon) Update(name string) {
	i.mu.Lock()
	i.name = name
	i.mu.Unlock()
	select {
	case i.wake <- struct{}{}:
	default:
	}
}

// errNoServer is what Run says of a screen that is gone.
var errNoServer = errors.New("the X server is gone")

// Run shows the icon in the tray of the screen that DISPLAY names, also in one that comes late or again, until ctx
// ends; it then returns nil. docked is told when a tray takes the icon and when it has lost it, in Run's goroutine.
// Errors are about the X server: it is not there, or no longer.
func (i *Icon) Run(ctx context.Context, docked func(bool)) error {
	xgb.Logger.SetOutput(io.Discard)
	conn, err := xgb.NewConn()
	if err != nil {
		return fmt.Errorf("join the X server: %w", err)
	}
	t := newTray(conn, i, docked)
	events, done := make(chan xgb.Event), make(chan struct{})
	var reading sync.WaitGroup
	reading.Go(func() { read(conn, events, done) })
	defer func() { close(done); conn.Close(); reading.Wait() }()
	if err := t.watch(); err != nil {
		return err
	}
	if t.dock(); t.owner == 0 {
		docked(false)
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-i.wake:
			t.paint()
		case e, ok := <-events:
			if !ok {
				return errNoServer
			}
			t.handle(e)
		}
	}
}

// read hands on what the X server tells, until the connection ends.
func read(conn *xgb.Conn, events chan<- xgb.Event, done <-chan struct{}) {
	defer close(events)
	for {
		e, err := conn.WaitForEvent()
		if e == nil && err == nil {
			return
		}
		if e == nil {
			continue // about a window that has gone
		}
		select {
		case events <- e:
		case <-done:
			return
		}
	}
}

func (i *Icon) title() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.name
}

// tray is the icon's standing on the screen. It belongs to Run's goroutine.
type tray struct {
	*Icon
	conn   *xgb.Conn
	screen *xproto.ScreenInfo
	docked func(bool)
	atoms  map[string]xproto.Atom

	owner  xproto.Window // of the tray; 0 = there is none
	window xproto.Window // the icon's; 0 = none
	gc     xproto.Gcontext
	depth  byte
	size   int // of the icon, in pixels
}

func newTray(conn *xgb.Conn, i *Icon, docked func(bool)) *tray {
	return &tray{Icon: i, conn: conn, screen: xproto.Setup(conn).DefaultScreen(conn), docked: docked,
		atoms: map[string]xproto.Atom{}}
}

func (t *tray) atom(name string) xproto.Atom {
	if a, ok := t.atoms[name]; ok {
		return a
	}
	reply, err := xproto.InternAtom(t.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return xproto.AtomNone
	}
	t.atoms[name] = reply.Atom
	return reply.Atom
}

// watch has the X server tell when a tray comes.
func (t *tray) watch() error {
	err := xproto.ChangeWindowAttributesChecked(t.conn, t.screen.Root, xproto.CwEventMask,
		[]uint32{xproto.EventMaskStructureNotify}).Check()
	if err != nil {
		return fmt.Errorf("watch the screen: %w", err)
	}
	return nil
}

// selection is what the tray of the screen owns.
func (t *tray) selection() string { return fmt.Sprintf("_NET_SYSTEM_TRAY_S%d", t.conn.DefaultScreen) }

// handle continues after an event.
func (t *tray) handle(e xgb.Event) {
	switch e := e.(type) {
	case xproto.ClientMessageEvent:
		if e.Type == t.atom("MANAGER") && len(e.Data.Data32) > 1 &&
			xproto.Atom(e.Data.Data32[1]) == t.atom(t.selection()) {
			t.dock()
		}
	case xproto.ExposeEvent:
		t.paint()
	case xproto.ConfigureNotifyEvent:
		if e.Window == t.window {
			t.size = int(min(e.Width, e.Height))
			t.paint()
		}
	case xproto.ButtonPressEvent:
		t.click(int(e.Detail))
	case xproto.ReparentNotifyEvent:
		if e.Window == t.window {
			t.docked(e.Parent != t.screen.Root)
		}
	case xproto.DestroyNotifyEvent:
		if e.Window == t.owner || e.Window == t.window {
			t.lose()
		}
	}
}

// lose forgets a tray that has gone, which takes the icon's window with it.
func (t *tray) lose() {
	if t.window != 0 {
		xproto.DestroyWindow(t.conn, t.window)
		xproto.FreeGC(t.conn, t.gc)
	}
	t.owner, t.window = 0, 0
	t.docked(false)
}
