package istraclient

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	// for all that is said to a proxy, which connects to the platform in the meantime
	tunnelTime      = 20 * time.Second
	maxTunnelAnswer = 64 << 10
)

// tunnel is a connection to addr by way of a proxy. Errors are *ProxyError or the context's.
func (d *dialer) tunnel(ctx context.Context, dial dialFunc, by route, addr string) (net.Conn, error) {
	proxy := by.proxy
	raw, err := dial(ctx, "tcp", proxyAddr(proxy))
	if err != nil {
		return nil, by.failure(ctx, &ProxyError{Problem: ProxyUnreachable, Err: err})
	}
	unhook := context.AfterFunc(ctx, func() { raw.Close() })
	conn, err := d.askProxy(ctx, raw, proxy, addr)
	if err == nil && !unhook() {
		err = ctx.Err()
	}
	if err != nil {
		unhook()
		raw.Close()
		return nil, by.failure(ctx, err)
	}
	return conn, nil
}

// failure says which proxy failed.
func (r route) failure(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var failure *ProxyError
	if !errors.As(err, &failure) {
		failure = &ProxyError{Problem: ProxyAnswer, Err: err}
	}
	failure.Variable, failure.Host = r.variable, proxyAddr(r.proxy)
	return failure
}

// askProxy asks a proxy in its own language to connect to addr.
func (d *dialer) askProxy(ctx context.Context, conn net.Conn, proxy *url.URL, addr string) (net.Conn, error) {
	if err := conn.SetDeadline(time.Now().Add(tunnelTime)); err != nil {
		return nil, err
	}
	through := conn
	var err error
	switch proxy.Scheme {
	case "https":
		if through, err = d.secureProxy(ctx, conn, proxy.Hostname()); err == nil {
			through, err = askCONNECT(through, proxy, addr)
		}
	case "http":
		through, err = askCONNECT(conn, proxy, addr)
	default:
		err = askSOCKS(conn, proxy, addr)
	}
	if err != nil {
		return nil, err
	}
	return through, conn.SetDeadline(time.Time{})
}

// secureProxy speaks TLS to an https proxy. Its certificate needs an authority: the pin is the platform's.
func (d *dialer) secureProxy(ctx context.Context, conn net.Conn, host string) (net.Conn, error) {
	secure := tls.Client(conn, &tls.Config{
		ServerName: host, RootCAs: d.tls.roots, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"},
	})
	if err := secure.HandshakeContext(ctx); err != nil {
		problem := ProxyAnswer
		if errors.As(err, new(*tls.CertificateVerificationError)) {
			problem = ProxyCertificate
		}
		return nil, &ProxyError{Problem: problem, Err: err}
	}
	return secure, nil
}

// askCONNECT asks an HTTP proxy for a tunnel, and reads its answer whatever it looks like.
func askCONNECT(conn net.Conn, proxy *url.URL, addr string) (net.Conn, error) {
	request := "CONNECT " + addr + " HTTP/1.1\r\nHost: " + addr + "\r\nUser-Agent: istraclient\r\n"
	if user := proxy.User; user != nil {
		password, _ := user.Password()
		login := base64.StdEncoding.EncodeToString([]byte(user.Username() + ":" + password))
		request += "Proxy-Authorization: Basic " + login + "\r\n"
	}
	if _, err := io.WriteString(conn, request+"\r\n"); err != nil {
		return nil, err
	}
	limited := &io.LimitedReader{R: conn, N: maxTunnelAnswer}
	buffered := bufio.NewReader(limited)
	status, err := readTunnelAnswer(textproto.NewReader(buffered))
	switch {
	case err != nil:
		return nil, err
	case status < 200 || status > 299:
		return nil, &ProxyError{Problem: ProxyRefused, Status: status}
	case buffered.Buffered() > 0:
		return nil, errors.New("it spoke before it was spoken to") // TLS servers wait for the client
	}
	return conn, nil
}

// readTunnelAnswer reads the head of an answer to CONNECT; of it only the status matters, for which a reason phrase
// isn't needed, nor headers in good order.
func readTunnelAnswer(r *textproto.Reader) (status int, err error) {
	for range 5 {
		line, err := r.ReadLine()
		if err != nil {
			return 0, err
		}
		fields := strings.Fields(line)
		if len(fields) < 2 || !strings.HasPrefix(fields[0], "HTTP/") {
			return 0, fmt.Errorf("it answered %.40q", line)
		}
		if status, err = strconv.Atoi(fields[1]); err != nil || status < 100 || status > 599 {
			return 0, fmt.Errorf("it answered %.40q", line)
		}
		for line != "" {
			if line, err = r.ReadLine(); err != nil {
				if status >= 300 && errors.Is(err, io.EOF) {
					return status, nil // it has said no, and closed
				}
				return 0, err
			}
		}
		if status >= 200 {
			return status, nil
		}
	}
	return 0, errors.New("it answered with provisional statuses only")
}
