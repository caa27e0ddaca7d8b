package istraclient

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"io"
	"net"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
)

// proxyServer is a real proxy of one kind for a test. It knows one host, pbx.example, which it finds at to.
type proxyServer struct {
	addr     string
	tunnels  atomic.Int32
	to       string
	user     string // with the password after a colon; "" = for everyone
	listener net.Listener
}

// startProxy starts one that speaks http, https, socks5 or socks5h.
func startProxy(t *testing.T, scheme, to, user string) *proxyServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	p := &proxyServer{addr: l.Addr().String(), to: to, user: user, listener: l}
	serve := p.serveHTTP
	switch scheme {
	case "https":
		cert, err := testCertificate()
		if err != nil {
			t.Fatal(err)
		}
		p.listener = tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{cert}})
	case "socks5", "socks5h":
		serve = p.serveSOCKS
	}
	go func() {
		for {
			conn, err := p.listener.Accept()
			if err != nil {
				return
			}
			go serve(conn)
		}
	}()
	return p
}

func (p *proxyServer) serveHTTP(conn net.Conn) {
	defer conn.Close()
	head := readHead(conn)
	login := base64.StdEncoding.EncodeToString([]byte(p.user))
	switch {
	case p.user != "" && !strings.Contains(head, "Proxy-Authorization: Basic "+login+"\r\n"):
		_, _ = io.WriteString(conn, "HTTP/1.1 407\r\n\r\n")
	case !strings.HasPrefix(head, "CONNECT pbx.example:"):
		_, _ = io.WriteString(conn, "HTTP/1.1 502 No such host\r\n\r\n")
	default:
		_, _ = io.WriteString(conn, "HTTP/1.0 200 Connection established\r\nVia: test\r\n\r\n")
		p.join(conn)
	}
}

// readHead reads up to the empty line, byte by byte: what follows belongs to the tunnel.
func readHead(conn net.Conn) string {
	var head []byte
	for !strings.HasSuffix(string(head), "\r\n\r\n") {
		b, err := read(conn, 1)
		if err != nil {
			return ""
		}
		head = append(head, b...)
	}
	return string(head)
}

func (p *proxyServer) join(conn net.Conn) {
	there, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer there.Close()
	p.tunnels.Add(1)
	go func() {
		_, _ = io.Copy(there, conn)
		there.Close()
	}()
	_, _ = io.Copy(conn, there)
}

func (p *proxyServer) serveSOCKS(conn net.Conn) {
	defer conn.Close()
	head, err := read(conn, 2)
	if err != nil {
		return
	}
	methods, _ := read(conn, int(head[1]))
	if p.user != "" {
		if !strings.Contains(string(methods), "\x02") {
			_, _ = conn.Write([]byte{5, 0xff})
			return
		}
		_, _ = conn.Write([]byte{5, 2})
		head, _ = read(conn, 2)
		name, _ := read(conn, int(head[1]))
		length, _ := read(conn, 1)
		password, _ := read(conn, int(length[0]))
		if string(name)+":"+string(password) != p.user {
			_, _ = conn.Write([]byte{1, 1})
			return
		}
		_, _ = conn.Write([]byte{1, 0})
	} else {
		_, _ = conn.Write([]byte{5, 0})
	}
	ask, err := read(conn, 5)
	if err != nil || ask[1] != 1 || ask[3] != 3 {
		return
	}
	if name, _ := read(conn, int(ask[4])+2); !strings.HasPrefix(string(name), "pbx.example") {
		_, _ = conn.Write([]byte{5, 4, 0, 1, 0, 0, 0, 0, 0, 0})
		return
	}
	_, _ = conn.Write([]byte{5, 0, 0, 3, 3, 'p', 'b', 'x', 0, 1})
	p.join(conn)
}

// proxyEnvironment sets the variables of proxies, and empties the others.
func proxyEnvironment(t *testing.T, set map[string]string) {
	t.Helper()
	for _, name := range append([]string{"NO_PROXY", "no_proxy", "HTTP_PROXY", "http_proxy"}, proxyVariables...) {
		t.Setenv(name, set[name])
	}
}

// hostile is a proxy that answers whatever comes with a text, and then closes or hangs.
func hostileProxy(t *testing.T, text string, hang bool) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				buffer := make([]byte, 4096)
				if _, err := conn.Read(buffer); err != nil {
					return
				}
				if _, err := io.WriteString(conn, text); err == nil && hang {
					_, _ = io.Copy(io.Discard, conn)
				}
			}()
		}
	}()
	return l.Addr().String()
}

// behind is a client whose platform, pbx.example, can be reached by a proxy only.
func behind(t *testing.T, change ...func(*Options)) *Client {
	t.Helper()
	s := newScript(t, nil)
	opts := Options{Server: "pbx.example", Base: "https://pbx.example/restletrouter/", Login: "alex",
		Password: "135790", ExtraCAs: s.authority()}
	for _, f := range change {
		f(&opts)
	}
	c, err := New(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func asProxyError(t *testing.T, err error) *ProxyError {
	t.Helper()
	e := as[*ProxyError](t, err)
	if errors.As(err, new(*TLSError)) || errors.As(err, new(*OutcomeUnknownError)) || !Transient(err) ||
		!Retryable(err) || Explain(err) == "" {
		t.Errorf("%#v", err)
	}
	return e
}

func portOf(t *testing.T, addr string) string {
	t.Helper()
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := strconv.Atoi(port); err != nil {
		t.Fatal(err)
	}
	return port
}

func pemOf(der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

func pinOfTestCertificate(t *testing.T) string {
	t.Helper()
	cert, err := testCertificate()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(cert.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	return fingerprint(parsed)
}
