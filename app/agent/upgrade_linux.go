package agent

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"istratray/app/session"
)

// How long a package's upgrade may take after the program's own file was written, and how often after that the agent
// checks whether it can make way.
const (
	upgradeSettles = 3 * time.Second
	upgradeLook    = 30 * time.Second
)

// watchProgram ends the agent when its own file has been replaced, as after an upgrade: Heir then tells the caller of
// Run to start the new one. It waits while a window is open, and continues forever where the password would be lost.
// It sleeps in between, and blocks until ctx ends.
func (a *Agent) watchProgram(ctx context.Context) error {
	program, err := os.Executable()
	if err != nil {
		return nil // nothing to look at
	}
	before, err := os.Stat(program)
	if err != nil {
		return nil
	}
	changes, err := watchFolder(ctx, filepath.Dir(program))
	if err != nil {
		a.log.Info("upgrades can't be watched", "err", err)
		return nil
	}
	defer func() {
		for range changes { // it is closed when the watch has ended
		}
	}()
	look := time.NewTimer(upgradeSettles)
	look.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case _, ok := <-changes:
			if !ok {
				return nil
			}
			look.Reset(upgradeSettles)
		case <-look.C:
			now, err := os.Stat(program)
			switch {
			case err != nil || os.SameFile(before, now):
			case a.window.current() != nil || !a.passwordComesBack(ctx):
				look.Reset(upgradeLook)
			default:
				a.makeWay()
				return nil
			}
		}
	}
}

// makeWay ends the agent in favour of the new program, which gets the account that no keyring holds.
func (a *Agent) makeWay() {
	a.log.Info("the program was upgraded: starting the new one")
	a.heir.Store(&Heir{Account: a.Unkept()})
	a.quit()
}

// passwordComesBack reports whether the new program would have the password: from the keyring, or because it is
// handed over.
func (a *Agent) passwordComesBack(ctx context.Context) bool {
	s := a.settings.get()
	if s.Login == "" || a.Unkept().Password != "" {
		return true
	}
	_, err := a.passwordOf(ctx, session.Credentials{Server: s.Server, Login: s.Login})
	return err == nil
}

// watchFolder sends a value when files come into a folder, until ctx ends.
func watchFolder(ctx context.Context, dir string) (<-chan struct{}, error) {
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	file := os.NewFile(uintptr(fd), "inotify") // #nosec G115 -- a file descriptor
	if _, err := unix.InotifyAddWatch(fd, dir, unix.IN_MOVED_TO|unix.IN_CLOSE_WRITE|unix.IN_ONLYDIR); err != nil {
		file.Close()
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	changes := make(chan struct{}, 1)
	go func() {
		defer close(changes)
		defer file.Close()
		defer context.AfterFunc(ctx, func() { file.Close() })()
		for buffer := make([]byte, 4096); ; {
			if _, err := file.Read(buffer); err != nil {
				return
			}
			select {
			case changes <- struct{}{}:
			default:
			}
		}
	}()
	return changes, nil
}
