package istraclient

import (
	"context"
	"net"
	"sync/atomic"
	"testing"

	"istratray/istraclient/istratest"
)

// trap is a connection on which reading panics once it is set.
type trap struct {
	net.Conn
	set chan struct{}
}

func (t *trap) Read(p []byte) (int, error) {
	n, err := t.Conn.Read(p)
	select {
	case <-t.set:
		panic("a trap")
	default:
		return n, err
	}
}

// A panic on the way ends the work that it befell, and nothing else.
func TestAPanicEndsItsOwnWorkOnly(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	dial := newDialer().DialContext
	panics := true
	c := newClient(t, p, func(o *Options) {
		o.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
			if panics {
				panic("no dialler")
			}
			return dial(ctx, network, addr)
		}
	})
	err := c.SignIn(t.Context())
	if as[*PanicError](t, err); !Retryable(err) {
		t.Error(err)
	}
	panics = false
	if err := c.SignIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	set := make(chan struct{})
	var dials atomic.Int32
	c.dialer.dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := dial(ctx, network, addr)
		if dials.Add(1) > 1 || err != nil { // the first is the push stream's
			return conn, err
		}
		return &trap{conn, set}, nil
	}
	l, _ := listen(t, c)
	close(set)
	p.SetTextMessages(1)
	as[*PanicError](t, await(t, l.done, "the end of Listen"))
}
