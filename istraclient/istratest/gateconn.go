package istratest

import (
	"net"
	"sync"
)

// gateConn is a connection that can go silent: it stays open, but nothing comes in or out, as when
// packets are dropped on the way. Like TCP it delivers what was held back once it is thawed.
type gateConn struct {
	net.Conn
	gate   *gate
	once   sync.Once
	closed chan struct{}

	mu     sync.Mutex    // guards frozen
	frozen chan struct{} // nil unless silent; closed by thaw

	writing sync.Mutex // keeps writes in order, and guards held
	held    []byte
}

func (c *gateConn) silence() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.frozen == nil {
		c.frozen = make(chan struct{})
	}
}

func (c *gateConn) thaw() {
	c.mu.Lock()
	silent := c.frozen != nil
	if silent {
		close(c.frozen)
		c.frozen = nil
	}
	c.mu.Unlock()
	if silent {
		_, _ = c.Write(nil) // sends what was held
	}
}

func (c *gateConn) silent() chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.frozen
}

// Read hands out what came in, once the connection is not silent.
func (c *gateConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	for frozen := c.silent(); frozen != nil; frozen = c.silent() {
		select {
		case <-frozen:
		case <-c.closed:
			return 0, net.ErrClosed
		}
	}
	return n, err
}

// Write never blocks on a silent connection: the bytes wait for the thaw.
func (c *gateConn) Write(b []byte) (int, error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	if c.silent() != nil {
		c.held = append(c.held, b...)
		return len(b), nil
	}
	if len(c.held) > 0 {
		held := c.held
		c.held = nil
		if _, err := c.Conn.Write(held); err != nil {
			return 0, err
		}
	}
	if len(b) == 0 {
		return 0, nil
	}
	return c.Conn.Write(b)
}

// Close may be called more than once.
func (c *gateConn) Close() error {
	err := net.ErrClosed
	c.once.Do(func() {
		close(c.closed)
		c.gate.forget(c)
		err = c.Conn.Close()
	})
	return err
}
