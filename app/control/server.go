package control

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	idleTimeout = 2 * time.Minute        // for a connection between two requests
	endGrace    = 400 * time.Millisecond // for requests under way when the agent ends
	cutGrace    = 200 * time.Millisecond // for handlers to notice that they were cut off
)

// limits are how long a client may keep the server waiting. Only its own connection waits for it.
type limits struct {
	head   time.Duration // to send its request's head
	body   time.Duration // … and its body
	stream time.Duration // to take a line of its snapshots; newer ones replace each other in the meantime
	audio  time.Duration // to take a piece of a sound: a player that pauses has a buffer to fill
	lists  time.Duration // the other way round: to wait for lists that were never read yet
}

var usual = limits{head: 5 * time.Second, body: 10 * time.Second, stream: 10 * time.Second, audio: 2 * time.Minute,
	lists: 10 * time.Second}

// Server answers on the control socket for a Backend.
type Server struct {
	backend Backend
	log     *slog.Logger
	limits  limits
	windows openWindows
}

// NewServer makes a server; log may be nil for none. It does nothing until Serve.
func NewServer(backend Backend, log *slog.Logger) *Server {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Server{backend: backend, log: log, limits: usual}
}

// Serve answers until ctx ends, then tells every stream Bye, closes l and returns nil in under a
// second. Another error says why no connection can be accepted any more.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	requests, cutOff := context.WithCancel(context.WithoutCancel(ctx))
	defer cutOff()
	stop := make(chan struct{})
	srv := &http.Server{
		Handler:           s.routes(stop),
		BaseContext:       func(net.Listener) context.Context { return requests },
		ReadHeaderTimeout: s.limits.head,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	// with the socket closed: who hears Bye finds its place free
	srv.RegisterOnShutdown(sync.OnceFunc(func() { close(stop) }))
	served := make(chan error, 1)
	go func() { served <- srv.Serve(guarded{Listener: l, log: s.log}) }()
	select {
	case err := <-served:
		srv.Close()
		return fmt.Errorf("serve the control socket: %w", err)
	case <-ctx.Done():
	}
	s.end(srv, cutOff)
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve the control socket: %w", err)
	}
	return nil
}

// end lets requests under way finish, then cuts off those that take too long.
func (s *Server) end(srv *http.Server, cutOff context.CancelFunc) {
	grace, cancel := context.WithTimeout(context.Background(), endGrace)
	defer cancel()
	if srv.Shutdown(grace) == nil {
		return
	}
	cutOff()
	last, cancelLast := context.WithTimeout(context.Background(), cutGrace)
	defer cancelLast()
	if srv.Shutdown(last) != nil {
		srv.Close()
		s.log.Warn("control: requests were still under way at the end")
	}
}
