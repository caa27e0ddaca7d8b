package istraclient

import (
	"context"
	"log/slog"
	"net"
	"net/http"
)

// Options says which account on which platform a Client serves.
type Options struct {
	Server   string // host name or address as the user typed it; required
	Base     string // API root from an earlier Discover for the same Server; "" = discover
	Fixed    bool   // the API is at Server itself: never look for it elsewhere, and ignore Base
	Login    string // without the ENDUSER: prefix; required
	Password string // kept in memory by the Client

	ExtraCAs  []byte // PEM certificates trusted besides the system's; nil = none
	PinnedKey string // fingerprint of the one key to trust, as in TLSError.Fingerprint; "" = verify by authorities
	UserAgent string // "" = "istraclient"

	Logger *slog.Logger // nil = discard

	// DialContext opens the connections of both requests and push stream, below TLS. nil = a
	// net.Dialer whose connections notice a dead peer within 45 s.
	DialContext func(ctx context.Context, network, addr string) (net.Conn, error)

	// SystemProxies finds the proxies that the system's own settings name for a host with its port, the best first:
	// addresses as in HTTPS_PROXY, "" for none. It is asked where the environment names no proxy; with an error or an
	// empty list connections are direct. nil = the system is not asked.
	SystemProxies func(ctx context.Context, addr string) ([]string, error)

	// Transport wraps what carries requests, to count, record or answer them; the push stream doesn't pass it. It sees
	// passwords and cookies. nil = nothing is wrapped.
	Transport func(http.RoundTripper) http.RoundTripper
}

func (o Options) withDefaults() Options {
	if o.UserAgent == "" {
		o.UserAgent = "istraclient"
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.DialContext == nil {
		o.DialContext = newDialer().DialContext
	}
	return o
}
