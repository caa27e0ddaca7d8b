package istraclient

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net"
	"sync/atomic"
)

// dialer opens the connections of requests and push stream alike: by the proxy that the environment or the system
// names, if any, and with TLS to the platform above it.
type dialer struct {
	dial   dialFunc // TCP
	proxy  proxySettings
	system func(context.Context, string) ([]string, error) // Options.SystemProxies
	tls    *transportTLS
	life   context.Context // ends what is under way
	log    *slog.Logger
}

// open connects to the platform at addr; dial opens what is below.
func (d *dialer) open(ctx context.Context, dial dialFunc, addr string) (net.Conn, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(d.life, cancel)()
	routes, err := d.routes(ctx, addr)
	if err != nil {
		return nil, err
	}
	conn, err := d.along(ctx, dial, routes, addr)
	if err != nil {
		return nil, err
	}
	return d.secure(ctx, conn, addr)
}

// secure speaks TLS to the platform; errors of the handshake that are not the network's are *TLSError.
func (d *dialer) secure(ctx context.Context, conn net.Conn, addr string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	config := d.tls.config()
	config.ServerName = host
	asked := false
	config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
		asked = true
		return new(tls.Certificate), nil
	}
	secure := tls.Client(conn, config)
	ctx, cancel := context.WithTimeout(ctx, handshakeTime)
	defer cancel()
	if err := secure.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, d.handshakeFailure(addr, err, asked)
	}
	return &alertConn{Conn: secure}, nil
}

// alertConn remembers the alert that ended a connection. In TLS 1.3 a server refuses the client's side after the
// handshake: HTTP's reader gets the alert and closes, and its writer, which is asked first now and then, would only
// know of a closed connection.
type alertConn struct {
	*tls.Conn
	alert atomic.Pointer[net.OpError]
}

func (c *alertConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if op := new(net.OpError); errors.As(err, &op) && op.Op == "remote error" {
		c.alert.Store(op)
	}
	return n, err
}

func (c *alertConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	if alert := c.alert.Load(); err != nil && alert != nil {
		return n, alert
	}
	return n, err
}

// handshakeFailure tells the network's failures from others; asked says that the server wanted a certificate.
func (d *dialer) handshakeFailure(addr string, err error, asked bool) error {
	if failure := d.tls.tlsFailure(addr, err); failure != nil {
		if asked && failure.Kind == NoAgreement {
			failure.Kind = WantsCertificate // some servers say no more than that it failed
		}
		return failure
	}
	var network net.Error
	cut := errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, context.Canceled) || errors.Is(err, net.ErrClosed) || errors.Is(err, errWireLimit)
	if cut {
		return err
	}
	return &TLSError{Kind: disagreement(err), Host: addr, Err: err}
}
