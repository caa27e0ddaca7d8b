package istraclient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Discover finds the API root behind what the user typed, and the client
// remembers it. It sends no credentials. *NotAPIError: something else answers there.
func (c *Client) Discover(ctx context.Context) (base string, err error) {
	if c.life.Err() != nil {
		return "", &ClosedError{}
	}
	roots, err := c.discover(ctx)
	if err != nil {
		return "", fmt.Errorf("discover: %w", err)
	}
	return roots[0].String(), nil
}

// evidence says how much an unauthenticated answer looks like the API's.
type evidence int

const (
	none     evidence = iota
	possible          // nothing speaks against it: only Login could tell
	weak              // like the API, but it says there is nothing here
	likely            // asks for credentials, or is down, as the API would
	strong            // speaks JSON, as the API does
	certain           // has the API's own header
	proven            // and, of several places that all have, is the one with a Login
)

// finding is the result of probing one candidate.
type finding struct {
	root   *url.URL
	proof  evidence
	status int // 0 = there was no answer
}

// search is one run of discovery.
type search struct {
	typed *url.URL
	found []finding
	dead  map[string]bool // hosts that can't be reached
	err   error           // what to tell if nothing is found
}

// discover probes the candidates until one is certain. Without one, all that are left are remembered,
// the best first: a sign-in there is the last probe.
func (c *Client) discover(ctx context.Context) ([]*url.URL, error) {
	if c.opts.Fixed {
		return []*url.URL{c.typed}, nil
	}
	s := search{typed: c.typed, dead: make(map[string]bool)}
	for _, root := range candidates(c.typed) {
		if s.pointless(root) {
			continue
		}
		f, err := c.look(ctx, root)
		s.note(f, err)
		if ctx.Err() != nil {
			return nil, err
		}
		if f.proof == certain && !s.vague(root) || endsDiscovery(err, sameOrigin(root, c.typed)) {
			break
		}
	}
	if len(s.found) == 0 {
		return nil, s.err
	}
	c.breakTie(ctx, s.found)
	return c.settle(s.found), nil
}

// look probes one candidate.
func (c *Client) look(ctx context.Context, root *url.URL) (finding, error) {
	probe := func(ctx context.Context, uri string) (finding, error) { return c.probe(ctx, root, uri) }
	f, err := either(ctx, probe, func(f finding, _ error) bool { return f.proof >= likely })
	if f.proof < weak && (f.status == http.StatusUnauthorized || f.status == http.StatusForbidden) {
		// A server may dress up its refusals as web pages. Login is for those without a session.
		if login, _ := probe(ctx, loginURI); login.proof >= weak {
			f.proof = likely
		}
	}
	return f, err
}

// vague reports whether another place on the same host is as likely: a server may refuse all its paths alike.
func (s *search) vague(root *url.URL) bool {
	return s.typed.Path == "/" && root.String() == s.typed.String()
}

// breakTie tells places apart that refused alike: where the API is, Login answers something else than
// the rest, since it is for those without a session. No credentials are sent.
func (c *Client) breakTie(ctx context.Context, found []finding) {
	best := slices.MaxFunc(found, func(a, b finding) int { return int(a.proof - b.proof) }).proof
	tied := func(f finding) bool { return f.proof == best }
	first := slices.IndexFunc(found, tied)
	if best < likely || !slices.ContainsFunc(found[first+1:], tied) {
		return
	}
	for i, f := range found {
		if !tied(f) {
			continue
		}
		if login, _ := c.probe(ctx, f.root, loginURI); login.status != 0 && login.status != f.status {
			found[i].proof = proven
		}
	}
}

// pointless spares probes: of a host that is down, and of other hosts than the typed one if that has
// something to offer.
func (s *search) pointless(root *url.URL) bool {
	likelyFound := slices.ContainsFunc(s.found, func(f finding) bool { return f.proof >= likely })
	return s.dead[root.Host] || likelyFound && !sameOrigin(root, s.typed)
}

// note keeps what a probe told. Other hosts than the typed one need a strong proof.
func (s *search) note(f finding, err error) {
	if f.proof >= strong || f.proof != none && sameOrigin(f.root, s.typed) {
		s.found = append(s.found, f)
	}
	s.dead[f.root.Host] = isNetwork(err)
	if s.err == nil || !Retryable(s.err) && Retryable(err) && !isNetwork(err) {
		s.err = err // a platform that is down says more than what else is on its host
	}
}

// settle remembers the roots found, the best proof first.
func (c *Client) settle(found []finding) []*url.URL {
	slices.SortStableFunc(found, func(a, b finding) int { return int(b.proof - a.proof) })
	roots := make([]*url.URL, len(found))
	for i, f := range found {
		roots[i] = f.root
	}
	c.log.Debug("API root", "roots", roots)
	c.setRoots(roots)
	return roots
}

// endsDiscovery reports whether further probes are pointless: the client is closed, there is no network, a proxy
// stands in the way, or the typed host can't be trusted, which a person has to judge.
func endsDiscovery(err error, typed bool) bool {
	var secure *TLSError
	var closed *ClosedError
	var proxy *ProxyError
	return errors.As(err, &closed) || errors.As(err, &proxy) || typed && (errors.As(err, &secure) || isOffline(err))
}

func isNetwork(err error) bool {
	var network *NetworkError
	return errors.As(err, &network)
}

// isOffline guesses from a failure to reach the typed host that other hosts can't be reached either.
func isOffline(err error) bool {
	var network *NetworkError
	var name *net.DNSError
	if !errors.As(err, &network) {
		return false
	}
	return network.Timeout() || errors.As(err, &name) && !name.IsNotFound
}

// probe asks one candidate for something, such as who is signed in: the API refuses, in its own way. The
// error says what spoke against the candidate.
func (c *Client) probe(ctx context.Context, root *url.URL, uri string) (finding, error) {
	f := finding{root: root}
	r := request{op: "look for the API", method: http.MethodGet, uri: uri}
	w := c.newWatch(ctx, r, headerTime+dialTime+handshakeTime)
	defer w.stop()
	req, err := c.newHTTPRequest(w.ctx, root, r, session{})
	if err != nil {
		return f, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return f, w.failure(root.Host, err)
	}
	resp.Body = newBody(resp, w, maxJSON)
	defer resp.Body.Close()
	data, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorBody)) // what came is what counts
	data = trimJSON(data)
	f.proof, f.status = weigh(resp, data), resp.StatusCode
	c.log.Debug("probe", "root", root.String(), "uri", uri, "status", f.status, "proof", int(f.proof))
	return f, objection(resp, data)
}

// weigh judges the answer to a probe.
func weigh(resp *http.Response, data []byte) evidence {
	status := resp.StatusCode
	named := resp.Header.Get("X-Application") != ""
	speaksAPI := named || isJSON(data)
	missing := status == http.StatusNotFound || status == http.StatusMethodNotAllowed || status == http.StatusGone
	switch {
	case status >= 300 && status < 400:
		return none
	case speaksAPI && missing:
		return weak
	case speaksAPI && status >= 500:
		return likely
	case named:
		return certain
	case speaksAPI:
		return strong
	case isPage(resp, data) && status == http.StatusUnauthorized && isChallenge(resp):
		return possible // some servers dress up the refusal itself
	case isPage(resp, data):
		return none
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return likely
	case len(data) == 0 && status < 300:
		return possible
	}
	return none
}

// isChallenge reports whether an answer asks for Basic authentication.
func isChallenge(resp *http.Response) bool {
	return strings.HasPrefix(strings.ToLower(resp.Header.Get("WWW-Authenticate")), "basic")
}

func isJSON(data []byte) bool {
	if len(data) == 0 || data[0] != '{' && data[0] != '[' {
		return false
	}
	return json.Valid(data)
}

// objection is the error to report if no candidate is the API.
func objection(resp *http.Response, data []byte) error {
	status := resp.StatusCode
	switch {
	case status >= 300 && status < 400:
		return &RedirectError{URL: bareURL(resp.Request.URL), Status: status, Location: location(resp)}
	case status >= 500 || status == http.StatusTooManyRequests:
		return withPatience(parseAPIError(status, data), resp.Header)
	case isPage(resp, data):
		return notAPI(resp, data)
	}
	what := "something unknown"
	if kind := tidy(resp.Header.Get("Content-Type"), 60); kind != "" {
		what += " (" + kind + ")"
	}
	return &NotAPIError{URL: bareURL(resp.Request.URL), Status: status, What: what}
}
