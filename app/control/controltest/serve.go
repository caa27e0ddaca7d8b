package controltest

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"istratray/app/control"
)

// Agent is a served backend.
type Agent struct {
	Socket string
	Server *control.Server
	Stop   func() // ends the agent and waits; also done at the test's end
}

// Serve runs a backend on a socket until the test ends or Stop is called; Backend.Quit does the
// same when OnQuit is nil. It sets OnQuit, so call it before any client.
func Serve(tb testing.TB, b *Backend) *Agent {
	tb.Helper()
	socket := filepath.Join(socketDir(tb), "istratray-test.sock")
	l, err := control.Listen(socket)
	if err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if b.OnQuit == nil {
		b.OnQuit = cancel
	}
	server := control.NewServer(b, slog.New(slog.DiscardHandler))
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(ctx, l); err != nil {
			tb.Errorf("Serve: %v", err)
		}
	}()
	agent := &Agent{Socket: socket, Server: server, Stop: func() { cancel(); <-done }}
	tb.Cleanup(agent.Stop)
	return agent
}

// socketDir is short, unlike TempDir: a socket's path has about 100 bytes.
func socketDir(tb testing.TB) string {
	tb.Helper()
	dir, err := os.MkdirTemp("", "ctl")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// ErrPlain is an error that is no *control.Error.
var ErrPlain = errors.New("dial tcp 10.0.0.1:443: secret detail")
