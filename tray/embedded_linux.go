package tray

import (
	"context"
	"image"
	"os"
	"sync"
	"time"

	"istratray/tray/xembed"
)

// embedded is the icon in a tray that knows X11 only. It is there while no other tray shows the item. Its methods
// belong to Run's goroutine.
type embedded struct {
	icon *xembed.Icon
	end  context.CancelFunc
	done chan struct{}

	mu    sync.Mutex
	shown icon // guarded by mu
}

// embed looks for a tray of X11. lost is called, on another goroutine, when no such tray shows the icon. Under
// Wayland there is none: what shows such icons there knows the newer protocol, too.
func (t *Tray) embed(ctx context.Context, lost func()) *embedded {
	ctx, cancel := context.WithCancel(ctx)
	e := &embedded{end: cancel, done: make(chan struct{})}
	e.icon = xembed.New(e.draw, func(button int) {
		if button <= xembed.Right {
			t.choose(Open{}) // there is no menu to show
		}
	})
	go func() {
		defer close(e.done)
		if os.Getenv("DISPLAY") == "" || os.Getenv("WAYLAND_DISPLAY") != "" {
			lost()
			return
		}
		late := time.AfterFunc(t.patience, lost) // one that comes back is there by then
		defer late.Stop()
		err := e.icon.Run(ctx, func(docked bool) {
			t.opts.Logger.Info("tray: of X11", "shown", docked)
			t.see(docked)
			if docked {
				late.Stop()
			} else {
				late.Reset(t.patience)
			}
		})
		if err != nil {
			t.opts.Logger.Info("tray: none of X11", "err", err)
			lost()
		}
	}()
	return e
}

// close takes the icon away. It may be nil.
func (e *embedded) close() {
	if e != nil {
		e.end()
		<-e.done
	}
}

func (e *embedded) draw(size int) *image.RGBA {
	e.mu.Lock()
	defer e.mu.Unlock()
	return drawIcon(e.shown, size, onAny)
}

// show makes it show what the item shows. It may be nil.
func (e *embedded) show(v view) {
	if e == nil {
		return
	}
	e.mu.Lock()
	e.shown = v.icon
	e.mu.Unlock()
	e.icon.Update(v.tooltip)
}
