//go:build unix

package control

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// lockedListener is a Unix socket together with the lock that makes it the only one. The kernel
// gives the lock back when the process ends, however it ends.
type lockedListener struct {
	net.Listener
	lock *os.File
}

// Close takes the socket away before the lock, so that no successor's socket is removed.
func (l *lockedListener) Close() error {
	err := l.Listener.Close()
	l.lock.Close()
	return err
}

// claim takes the lock beside the socket and listens, or returns errTaken.
func claim(socket string) (net.Listener, error) {
	if err := privateFolder(filepath.Dir(socket)); err != nil {
		return nil, err
	}
	lock, err := lockFile(socket + ".lock")
	if err != nil {
		return nil, err
	}
	l, err := listenLocked(socket)
	if err != nil {
		lock.Close()
		return nil, err
	}
	return &lockedListener{Listener: l, lock: lock}, nil
}

// lockFile is opened without following links and kept afterwards: removing it would let two
// processes hold two locks of the same name.
func lockFile(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the socket's lock: %w", err)
	}
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if err == nil {
		return f, nil
	}
	f.Close()
	if errors.Is(err, unix.EWOULDBLOCK) {
		return nil, errTaken
	}
	return nil, fmt.Errorf("lock the socket's place: %w", err)
}

// listenLocked is called with the lock held, so a socket that is there is stale, unless its
// agent's lock file was deleted by a person or a clean-up job.
func listenLocked(socket string) (net.Listener, error) {
	if answers(socket) {
		return nil, errTaken
	}
	if err := removeSocket(socket); err != nil {
		return nil, err
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		return nil, fmt.Errorf("listen on the agent's socket: %w", err)
	}
	if err := os.Chmod(socket, 0o600); err != nil {
		l.Close()
		return nil, fmt.Errorf("make the agent's socket private: %w", err)
	}
	return l, nil
}

// removeSocket removes a left-over socket, and nothing that is not one.
func removeSocket(socket string) error {
	info, err := os.Lstat(socket)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && info.Mode()&fs.ModeSocket == 0 {
		return fmt.Errorf("%s is in the way: it is not a socket", socket)
	}
	if err == nil {
		err = os.Remove(socket)
	}
	if err != nil {
		return fmt.Errorf("remove the stale socket: %w", err)
	}
	return nil
}

// privateFolder makes the socket's folder when it is missing, and refuses one in which another
// user could put a socket of theirs.
func privateFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the socket's folder: %w", err)
	}
	info, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("look at the socket's folder: %w", err)
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.IsDir() || int(stat.Uid) != os.Getuid() {
		return fmt.Errorf("the socket's folder %s is not this user's own", dir)
	}
	if info.Mode().Perm()&0o002 != 0 && info.Mode()&fs.ModeSticky == 0 {
		return fmt.Errorf("the socket's folder %s can be written by everybody: chmod 700 it", dir)
	}
	return nil
}

// dial connects to an agent of the same user.
func dial(ctx context.Context, socket string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "unix", socket)
	if err != nil {
		return nil, err
	}
	if err := checkPeer(conn); err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}
