package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
)

// proxy is what the agent reaches the platform by: it leads every CONNECT there, or refuses it.
type proxy struct {
	listener net.Listener
	platform string       // its address
	refusal  atomic.Int32 // the status of each answer; 0 = it serves
}

// startProxy runs a proxy until the bench ends.
func startProxy(b *bench) *proxy {
	_, port, err := net.SplitHostPort(b.platform.Host())
	if err != nil {
		b.Fatalf("proxy: %v", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatalf("proxy: %v", err)
	}
	p := &proxy{listener: listener, platform: net.JoinHostPort("127.0.0.1", port)}
	ctx, cancel := context.WithCancel(b.Context())
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			serving.Go(func() { p.serve(ctx, conn) })
		}
	})
	b.Cleanup(func() {
		cancel()
		_ = listener.Close()
		serving.Wait()
	})
	return p
}

// url is what HTTPS_PROXY has to be.
func (p *proxy) url() string { return "http://" + p.listener.Addr().String() }

func (p *proxy) serve(ctx context.Context, conn net.Conn) {
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	reader := bufio.NewReader(conn)
	if _, err := http.ReadRequest(reader); err != nil {
		return
	}
	status := int(p.refusal.Load())
	if status != 0 {
		_, _ = fmt.Fprintf(conn, "HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n", status)
		return
	}
	there, err := net.Dial("tcp", p.platform)
	if err != nil {
		_, _ = io.WriteString(conn, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
		return
	}
	defer there.Close()
	defer context.AfterFunc(ctx, func() { _ = there.Close() })()
	if _, err := io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n"); err != nil {
		return
	}
	between(conn, reader, there)
}

// between carries bytes both ways until one side ends.
func between(conn net.Conn, from io.Reader, there net.Conn) {
	var back sync.WaitGroup
	back.Go(func() {
		_, _ = io.Copy(conn, there)
		_ = conn.Close()
	})
	_, _ = io.Copy(there, from)
	_ = there.Close()
	back.Wait()
}

// refusing is a proxy that refuses for a while.
func refusing(name string, status int32) trouble {
	return lasting(name, func(s *soakRun) {
		s.proxy.refusal.Store(status)
		s.platform.DropConnections()
	}, func(s *soakRun) { s.proxy.refusal.Store(0) })
}
