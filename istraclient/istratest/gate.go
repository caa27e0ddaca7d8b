package istratest

import (
	"net"
	"sync"
)

// gate is the platform's listener and its grip on every connection: it can refuse, drop and silence
// them. Closing the listener while the platform is stopped makes connections be refused, as by a host
// that is down.
type gate struct {
	owned bool // we listen ourselves and can do so again; otherwise the listener was given to us

	mu      sync.Mutex // guards everything below
	inner   net.Listener
	reopen  chan struct{} // closed when a stopped gate opens again; nil while open
	silence bool          // connections are silenced from the start
	conns   map[*gateConn]struct{}
	closed  bool
	gone    chan struct{} // closed by close
}

func openGate(opts Options) (*gate, error) {
	g := &gate{inner: opts.Listener, conns: map[*gateConn]struct{}{}, gone: make(chan struct{})}
	if g.inner != nil {
		return g, nil
	}
	var err error
	g.owned = true
	g.inner, err = net.Listen("tcp", opts.Addr)
	return g, err
}

// Accept waits for a connection that is let in; while the gate is stopped none is.
func (g *gate) Accept() (net.Conn, error) {
	for {
		inner, reopen := g.current()
		if inner == nil {
			return nil, net.ErrClosed
		}
		if g.owned && reopen != nil {
			select {
			case <-reopen:
			case <-g.gone:
			}
			continue
		}
		conn, err := inner.Accept()
		if err != nil {
			if now, stopped := g.current(); now == inner && stopped == nil {
				return nil, err
			}
			continue
		}
		if let := g.admit(conn); let != nil {
			return let, nil
		}
		_ = conn.Close()
	}
}

func (g *gate) current() (net.Listener, chan struct{}) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return nil, nil
	}
	return g.inner, g.reopen
}

func (g *gate) admit(conn net.Conn) net.Conn {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed || g.reopen != nil {
		return nil
	}
	c := &gateConn{Conn: conn, gate: g, closed: make(chan struct{})}
	if g.silence {
		c.silence()
	}
	g.conns[c] = struct{}{}
	return c
}

// stop refuses new connections and drops the present ones.
func (g *gate) stop() {
	g.mu.Lock()
	if g.reopen == nil && !g.closed {
		g.reopen = make(chan struct{})
		if g.owned {
			_ = g.inner.Close()
		}
	}
	g.mu.Unlock()
	g.drop()
}

// start undoes stop, at the same address.
func (g *gate) start() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.reopen == nil || g.closed {
		return nil
	}
	if g.owned {
		inner, err := net.Listen("tcp", g.inner.Addr().String())
		if err != nil {
			return err
		}
		g.inner = inner
	}
	close(g.reopen)
	g.reopen = nil
	return nil
}

func (g *gate) close() {
	g.mu.Lock()
	if !g.closed {
		g.closed = true
		close(g.gone)
		_ = g.inner.Close()
	}
	g.mu.Unlock()
	g.drop()
}

// drop closes every connection without a word.
func (g *gate) drop() {
	for _, c := range g.connections() {
		_ = c.Close()
	}
}

// silenceAll makes every connection go silent, and with later also those to come.
func (g *gate) silenceAll(later bool) {
	g.mu.Lock()
	g.silence = g.silence || later
	g.mu.Unlock()
	for _, c := range g.connections() {
		c.silence()
	}
}

// thaw lets silent connections speak again; what was held back is delivered.
func (g *gate) thaw() {
	g.mu.Lock()
	g.silence = false
	g.mu.Unlock()
	for _, c := range g.connections() {
		c.thaw()
	}
}

func (g *gate) connections() []*gateConn {
	g.mu.Lock()
	defer g.mu.Unlock()
	all := make([]*gateConn, 0, len(g.conns))
	for c := range g.conns {
		all = append(all, c)
	}
	return all
}

func (g *gate) forget(c *gateConn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.conns, c)
}

// Close is the listener's: the platform closes its gate itself.
func (g *gate) Close() error { return nil }

// Addr is the listener's address.
func (g *gate) Addr() net.Addr {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.inner.Addr()
}

func (g *gate) addr() string { return g.Addr().String() }
