package agent

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"istratray/app/control"
)

// windowProcess is the window, a process of this very binary that ends when it is closed. What to show comes over the
// control socket, so nothing of that is in its arguments.
type windowProcess struct {
	program string // this very binary
	profile string
	wanted  func() bool // someone waits for a window; called with mu held
	log     *slog.Logger
	running sync.WaitGroup // the goroutines of the process

	mu    sync.Mutex
	now   *opening       // guarded by mu: nil while there is no window
	again bool           // guarded by mu: it was asked for once more in the meantime, perhaps as it was closing
	next  control.Origin // guarded by mu: … from there
	ended bool           // guarded by mu: the agent is ending, open none
}

// opening is one run of the window.
type opening struct {
	process *os.Process
	from    control.Origin
	settled chan struct{} // closed when the window is on its screen, or will not be
	gone    chan struct{} // closed when the process has ended
	failed  error         // why it will not be; written before settled is closed
}

// ReadyVariable tells the window to report on standard output: one line, "ready" once it is on the screen, or
// "failed: " and why.
const ReadyVariable = "ISTRATRAY_REPORT"

// The lines of a report.
const (
	Ready  = "ready"
	Failed = "failed: "

	// NoScreen is the reason when a window has no screen to appear on.
	NoScreen = "no-screen"
	// ScreenRefuses is the reason when the screen is there and lets no window of this program in.
	ScreenRefuses = "screen-refuses"
)

var (
	errEnding = errors.New("the program is ending")
	errEnded  = errors.New("it ended before it could be seen")
	errSlow   = errors.New("it does not appear")
)

// saidError is what the window itself says, ready to show.
type saidError struct{ message string }

func (e *saidError) Error() string { return e.message }

func newWindowProcess(profile string, wanted func() bool, log *slog.Logger) *windowProcess {
	program, err := os.Executable()
	if err != nil {
		log.Error("finding the program", "err", err)
	}
	return &windowProcess{program: program, profile: profile, wanted: wanted, log: log}
}

// start opens a window for someone's screen unless one is open or opening. Where that one is closing, another
// follows it.
func (w *windowProcess) start(from control.Origin) (*opening, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.again, w.next = w.now != nil, from
	if w.ended {
		return nil, errEnding
	}
	if w.now != nil {
		return w.now, nil
	}
	return w.now, w.open()
}

// open is called with mu held.
func (w *windowProcess) open() error {
	cmd := exec.Command(w.program, "window", "--profile", w.profile) // #nosec G204 -- this very binary
	cmd.Env = append(w.next.Environ(os.Environ()), ReadyVariable+"=1")
	cmd.Stderr = os.Stderr
	report, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return fmt.Errorf("start the window: %w", err)
	}
	o := &opening{process: cmd.Process, from: w.next, settled: make(chan struct{}), gone: make(chan struct{})}
	w.now = o
	reported := make(chan error, 1)
	w.running.Go(func() { reported <- readReport(report) })
	w.running.Go(func() {
		o.failed = <-reported
		close(o.settled)
		err := cmd.Wait()
		w.log.Debug("the window has ended", "err", err)
		w.closed()
		close(o.gone)
	})
	return nil
}

// readReport is nil when the window says that it is on the screen. It returns when the process has said so, or
// has ended.
func readReport(r io.Reader) error {
	for lines := bufio.NewScanner(r); lines.Scan(); {
		if lines.Text() == Ready {
			return nil
		}
		if why, ok := strings.CutPrefix(lines.Text(), Failed); ok {
			return &saidError{why}
		}
	}
	return errEnded
}

// closed opens another window for a request that the closing one missed. Each request counts once, so a window that
// can't open is not retried forever.
func (w *windowProcess) closed() {
	w.mu.Lock()
	defer w.mu.Unlock()
	again := w.again && !w.ended && w.wanted()
	w.now, w.again = nil, false
	if !again {
		return
	}
	if err := w.open(); err != nil {
		w.log.Error("opening the window again", "err", err)
	}
}

// current is the window that is open or opening; nil for none.
func (w *windowProcess) current() *opening {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// windowAppears is how long a window may take to be on its screen.
const windowAppears = 15 * time.Second

// appear waits until the window is on its screen, or can't be.
func (w *windowProcess) appear(ctx context.Context, o *opening) error {
	ctx, cancel := context.WithTimeoutCause(ctx, windowAppears, errSlow)
	defer cancel()
	select {
	case <-o.settled:
		return o.failed
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// leave closes the window where it is on another screen than the one that is asked for.
func (w *windowProcess) leave(from control.Origin) {
	w.mu.Lock()
	o := w.now
	if o == nil || o.from.SameScreen(from) {
		w.mu.Unlock()
		return
	}
	w.again = false // it is asked for on this screen now
	w.mu.Unlock()
	w.close(o)
}

// windowLeaves is how long a window has to end by itself.
const windowLeaves = 1500 * time.Millisecond

// close asks a window to end, then kills it, and returns when the process is gone.
func (w *windowProcess) close(o *opening) {
	if err := interrupt(o.process); err != nil {
		w.log.Debug("closing the window", "err", err)
	}
	w.await(o)
}

// await waits for a window that is about to end, and kills it when it takes too long.
func (w *windowProcess) await(o *opening) {
	kill := time.AfterFunc(windowLeaves, func() { _ = o.process.Kill() })
	defer kill.Stop()
	<-o.gone
}

// stop ends the window, to which the agent has said good-bye. It returns when the process is gone.
func (w *windowProcess) stop() {
	w.mu.Lock()
	w.ended = true
	o := w.now
	w.mu.Unlock()
	if o != nil {
		w.await(o)
	}
	w.running.Wait()
}
