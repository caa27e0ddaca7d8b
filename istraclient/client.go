package istraclient

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"
)

// Client is one account on one platform. All its methods may be called from any goroutine.
type Client struct {
	opts  Options
	log   *slog.Logger
	typed *url.URL // Options.Server, parsed

	dialer    *dialer
	transport *http.Transport
	http      *http.Client
	probes    chan struct{} // one slot: Probe was called

	answersPings atomic.Bool // what the last push stream learned about the server
	lanes        *lanes

	life    context.Context // ends with Close
	end     context.CancelFunc
	flights sync.WaitGroup // sign-ins and inquiries under way

	mu        sync.Mutex // guards what follows; never held over I/O
	roots     []*url.URL // where the API is; more than one while it is only presumed
	session   session
	flight    *flight       // the sign-in under way, nil = none
	refused   *SignInError  // final: the password is never sent again
	factor    *secondFactor // the platform waits for a code, nil = it doesn't
	signedOut bool          // only an explicit SignIn may follow
	putOff    error         // why Login is not asked again before notBefore
	notBefore time.Time
	trouble   loginTrouble
	history   loginHistory // of the sessions opened by this client
	left      []session    // ended here, and perhaps not on the platform
	inquiries map[inquiryKey]*inquiry
	listener  string // address of the one that was made last; "" = none was
	closed    bool
}

// New checks the options and makes a client; it does no I/O. Errors are *AddressError for
// Options.Server and *TLSError for Options.ExtraCAs.
func New(opts Options) (*Client, error) {
	typed, err := parseAddress(opts.Server)
	if err != nil {
		return nil, err
	}
	secure, err := newTransportTLS(opts.ExtraCAs, opts.PinnedKey)
	if err != nil {
		return nil, err
	}
	opts = opts.withDefaults()
	c := &Client{opts: opts, log: opts.Logger, typed: typed, probes: make(chan struct{}, 1), lanes: newLanes()}
	c.life, c.end = context.WithCancel(context.Background())
	c.dialer = &dialer{dial: withDialTime(opts.DialContext), proxy: newProxySettings(), system: opts.SystemProxies,
		tls: secure, life: c.life, log: c.log}
	c.transport = newTransport(c.dialer)
	c.http = &http.Client{Transport: c.transport, CheckRedirect: keepRedirect}
	if opts.Transport != nil {
		c.http.Transport = opts.Transport(c.transport)
	}
	c.roots = rememberedRoot(typed, opts.Base)
	if opts.Fixed {
		c.roots = []*url.URL{typed}
	}
	return c, nil
}

// keepRedirect hands a redirect to the caller instead of following it.
func keepRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// rememberedRoot accepts a remembered API root only where discovery itself could have found it, so
// that a password never goes to the platform of an earlier address.
func rememberedRoot(typed *url.URL, base string) []*url.URL {
	remembered, err := parseAddress(base)
	if err != nil {
		return nil
	}
	for _, root := range candidates(typed) {
		if root.String() == remembered.String() {
			return []*url.URL{root}
		}
	}
	return nil
}

// Base is the API root found by Discover or SignIn, or "" before that. It ends in a slash.
func (c *Client) Base() string {
	if root := c.root(); root != nil {
		return root.String()
	}
	return ""
}

func (c *Client) root() *url.URL {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.roots) == 0 {
		return nil
	}
	return c.roots[0]
}

func (c *Client) setRoots(roots []*url.URL) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.roots = roots
}

// Close ends all calls with *ClosedError, without signing out, and waits for a sign-in under way.
// Calls that are blocked in a handler of Listen end after it.
func (c *Client) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.end()
	c.flights.Wait()
	c.transport.CloseIdleConnections()
}
