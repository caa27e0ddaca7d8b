package agent

import (
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"sync"
	"time"
)

// windowProcess is the window, a process of this very binary that ends when it is closed. It finds
// where to go through the control socket, so nothing of that is in its arguments.
type windowProcess struct {
	program string // this very binary
	profile string
	wanted  func() bool // somebody waits for a window; called with mu held
	log     *slog.Logger
	running sync.WaitGroup // the goroutine that waits for the process

	mu      sync.Mutex
	process *os.Process // guarded by mu: nil while there is no window
	again   bool        // guarded by mu: it was asked for once more meanwhile, perhaps as it was closing
	ended   bool        // guarded by mu: the agent is ending, open none
}

func newWindowProcess(profile string, wanted func() bool, log *slog.Logger) *windowProcess {
	program, err := os.Executable()
	if err != nil {
		log.Error("finding the program", "error", err)
	}
	return &windowProcess{program: program, profile: profile, wanted: wanted, log: log}
}

// start opens a window unless one is open or opening. Where that one is closing, another follows it.
func (w *windowProcess) start() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.again = w.process != nil
	if w.process != nil || w.ended {
		return nil
	}
	return w.open()
}

// open is called with mu held.
func (w *windowProcess) open() error {
	cmd := exec.Command(w.program, "window", "--profile", w.profile) // #nosec G204 -- this very binary
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the window: %w", err)
	}
	w.process = cmd.Process
	w.running.Go(func() {
		err := cmd.Wait()
		w.log.Debug("the window has ended", "error", err)
		w.closed()
	})
	return nil
}

// closed opens another window where one was asked for in vain. A window that can't open is not tried
// for ever: each request counts once.
func (w *windowProcess) closed() {
	w.mu.Lock()
	defer w.mu.Unlock()
	again := w.again && !w.ended && w.wanted()
	w.process, w.again = nil, false
	if !again {
		return
	}
	if err := w.open(); err != nil {
		w.log.Error("opening the window again", "error", err)
	}
}

// windowLeaves is how long a window has to end by itself once the agent has said good-bye.
const windowLeaves = 1500 * time.Millisecond

// stop ends the window, kindly first. It returns when the process is gone.
func (w *windowProcess) stop() {
	w.mu.Lock()
	w.ended = true
	process := w.process
	w.mu.Unlock()
	if process == nil {
		return
	}
	kill := time.AfterFunc(windowLeaves, func() { _ = process.Kill() })
	defer kill.Stop()
	w.running.Wait()
}
