package istratest

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// apiPath is where the API is on a platform that also serves its portals.
const apiPath = "/restletrouter"

// Platform is a running simulated platform.
type Platform struct {
	opts    Options
	log     *slog.Logger
	gate    *gate
	server  *http.Server
	api     http.Handler
	certs   *certificates
	done    chan struct{}  // closed by Close
	running sync.WaitGroup // the accept loop, handlers and the demo's script

	mu       sync.Mutex // guards everything below
	changed  chan struct{}
	mailbox  mailbox
	sessions map[string]*session // by cookie
	account  account
	callerID CallerID
	placed   []PlacedCall
	requests []Request
	counts   counts
	quirks   Quirks
	faults   []Fault
	holding  int      // frames are held back while above zero; see Together
	pushed   Counters // what subscribers were last told
	closed   bool
}

// counts only ever grow.
type counts struct {
	requests, logins, refusedLogins, keepAlives, pings int
}

// Start starts a platform. It listens when Start returns.
func Start(opts Options) (*Platform, error) {
	opts = opts.withDefaults()
	g, err := openGate(opts)
	if err != nil {
		return nil, fmt.Errorf("istratest: listen: %w", err)
	}
	p := &Platform{
		opts: opts, log: opts.Logger, gate: g, done: make(chan struct{}), changed: make(chan struct{}),
		sessions: map[string]*session{}, callerID: opts.CallerID,
	}
	if p.certs, err = newCertificates(hostOnly(p.Host()), opts.Now()); err != nil {
		g.close()
		return nil, fmt.Errorf("istratest: make certificates: %w", err)
	}
	p.seed()
	p.api = p.routes()
	p.serve()
	return p, nil
}

func (p *Platform) seed() {
	for i := range p.opts.Terminals {
		fill(&p.opts.Terminals[i].ID, strconv.Itoa(firstTerminalID+i))
	}
	p.mailbox = newMailbox(p.opts)
	p.pushed = p.mailbox.counters()
}

func (p *Platform) serve() {
	p.server = &http.Server{ // #nosec G112 -- for tests and demos, where slow requests are on purpose
		Handler:     http.HandlerFunc(p.receive),
		ConnContext: withWire,
		ErrorLog:    slog.NewLogLogger(p.log.Handler(), slog.LevelDebug),
		// Websocket needs HTTP/1.1.
		TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){},
	}
	listener := net.Listener(p.gate)
	if !p.opts.NoTLS {
		listener = tls.NewListener(p.gate, p.tlsConfig())
	}
	p.running.Go(func() { _ = p.server.Serve(listener) }) // always ends with an error, by Close
}

func (p *Platform) tlsConfig() *tls.Config {
	return &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) { // #nosec G402 -- the configuration it returns says 1.2
		config := &tls.Config{
			Certificates: []tls.Certificate{p.certs.current()}, MinVersion: tls.VersionTLS12,
			// Session tickets are written unasked after the handshake, which blocks on an unbuffered pipe.
			SessionTicketsDisabled: true,
			// Tests make thousands of handshakes; the post-quantum exchange would double their price.
			CurvePreferences: []tls.CurveID{tls.X25519, tls.CurveP256},
		}
		if p.Faults().Quirks().OldTLS {
			config.MinVersion, config.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
		}
		return config, nil
	}}
}

// Close ends the platform at once: every connection is dropped. It returns when all goroutines have
// ended, and may be called again.
func (p *Platform) Close() {
	p.mu.Lock()
	again := p.closed
	p.closed = true
	for _, s := range p.sessions {
		s.idle.Stop()
	}
	p.mu.Unlock()
	if !again {
		close(p.done)
		p.gate.close()
		_ = p.server.Close()
	}
	p.running.Wait()
}

// Host is the host and port that users would type.
func (p *Platform) Host() string {
	addr := p.gate.addr()
	if p.opts.Host == "" {
		return addr
	}
	if _, port, err := net.SplitHostPort(addr); err == nil {
		return net.JoinHostPort(p.opts.Host, port)
	}
	return p.opts.Host
}

// URL is the API's root, without a trailing slash.
func (p *Platform) URL() string {
	scheme := "https://"
	if p.opts.NoTLS {
		scheme = "http://"
	}
	return scheme + p.Host() + p.root()
}

func (p *Platform) root() string {
	if p.opts.AtRoot {
		return ""
	}
	return apiPath
}

// Login is the account's login.
func (p *Platform) Login() string { return p.opts.Login }

// Password is the account's password.
func (p *Platform) Password() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.opts.Password
}

// Terminals are the user's phones, with their IDs.
func (p *Platform) Terminals() []Terminal { return slices.Clone(p.opts.Terminals) }

// now is in UTC and without a monotonic reading, so that items compare with ==.
func (p *Platform) now() time.Time { return p.opts.Now().UTC().Round(0) }

func hostOnly(hostport string) string {
	if host, _, err := net.SplitHostPort(hostport); err == nil {
		return host
	}
	return strings.Trim(hostport, "[]")
}
