package seat

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"istratray/app/win32"
)

// endingClass names the hidden window to which Windows reports the session's end.
const endingClass = "IstraTraySession"

// lastMoment is how long the end of the session waits for the program. Windows itself waits for five seconds, and then
// puts the program's name before the user.
const lastMoment = 1800 * time.Millisecond

// Ending ends the program with the session, or for an update of its files, and watches over the session until then.
type Ending struct {
	Over     func()          // has the program end; must not block
	Ended    <-chan struct{} // closed when it has
	Unlocked func()          // the user is back; must not block
	Log      *slog.Logger

	wait time.Duration // zero: as above
}

// Run returns when ctx ends, or when there can be no window. A session whose end is cancelled continues as if nothing
// had happened: only what Windows says to be final counts.
func (e Ending) Run(ctx context.Context) error {
	if e.wait == 0 {
		e.wait = lastMoment
	}
	over := make(chan struct{})
	closed := make(chan error, 1)
	go func() { closed <- win32.RunWindow(ctx, endingClass, e.receive(ctx, over), e.begin) }()
	select {
	case <-over:
		<-ctx.Done() // the window is held, until the program has ended or its time is over
		return nil
	case err := <-closed:
		return err
	}
}

func (e Ending) begin(w *win32.Window) {
	if _, err := w.WatchSession(); err != nil { // it ends with the window
		e.Log.Debug("seat", "err", err)
	}
}

// receive answers Windows. After the last word of a session's end Windows ends the process.
func (e Ending) receive(ctx context.Context, over chan<- struct{}) win32.Handler {
	final := sync.OnceFunc(func() { close(over) }) // an update may be followed by the session's end
	return func(_ *win32.Window, message uint32, wparam, _ uintptr) (uintptr, bool) {
		switch {
		case message == win32.WMQueryEndSession:
			return 1, true
		case message == win32.WMEndSession && wparam != 0:
			e.Log.Info("ending", "reason", "Windows ends the session or updates the program")
			final()
			e.Over()
			select {
			case <-e.Ended:
			case <-time.After(e.wait):
			}
			return 0, true
		case message == win32.WMEndSession:
			e.Log.Info("the session goes on")
			return 0, true
		case message == win32.WMClose && ctx.Err() == nil: // taskkill, or the Task Manager
			e.Log.Info("ending", "reason", "another program asks for it")
			e.Over()
			return 0, true
		case message == win32.WMSessionChange && wparam == win32.SessionUnlocked:
			e.Unlocked()
			return 0, true
		}
		return 0, false
	}
}
