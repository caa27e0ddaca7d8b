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
	profile string
	log     *slog.Logger
	wanted  func() bool    // whether somebody waits for a window to connect
	running sync.WaitGroup // the goroutine that waits for the process

	mu      sync.Mutex
	process *os.Process // guarded by mu: nil while there is no window
	again   bool        // guarded by mu: a window was asked for while there was one, which may have been closing
	ended   bool        // guarded by mu: the agent is ending, open none
}

func newWindowProcess(profile string, log *slog.Logger, wanted func() bool) *windowProcess {
	return &windowProcess{profile: profile, log: log, wanted: wanted}
}

// start opens a window unless one is open or opening. After one that is closing it opens the next.
func (w *windowProcess) start() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.process != nil || w.ended {
		w.again = true
		return nil
	}
	w.again = false
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the program: %w", err)
	}
	cmd := exec.Command(program, "window", "--profile", w.profile) // #nosec G204 -- this very binary
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the window: %w", err)
	}
	w.process = cmd.Process
	w.running.Go(func() {
		err := cmd.Wait()
		w.log.Debug("the window has ended", "error", err)
		w.gone()
	})
	return nil
}

// gone takes note that the process has ended, and opens the next window for who came too late for it.
func (w *windowProcess) gone() {
	w.mu.Lock()
	w.process = nil
	again := w.again
	w.mu.Unlock()
	if !again || !w.wanted() {
		return
	}
	if err := w.start(); err != nil {
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
