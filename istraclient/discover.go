package istraclient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Discover finds the API root behind what the user typed (API notes, section 1), and the client
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
)

// finding is what the probe of one candidate told.
type finding struct {
	root  *url.URL
	proof evidence
}

// discover probes the candidates until one is certain. Without one, all that are left in the typed
// origin are remembered, the best first: a sign-in there is the last probe. Other hosts are tried only
// if the typed one has nothing to offer, and have to be strong.
func (c *Client) discover(ctx context.Context) ([]*url.URL, error) {
	var found []finding
	var first error
	unreachable := make(map[string]bool)
	for _, root := range candidates(c.typed) {
		typed := sameOrigin(root, c.typed)
		if unreachable[root.Host] || !typed && best(found) >= likely {
			continue
		}
		proof, err := c.probe(ctx, root)
		if proof != none && typed || proof >= strong {
			found = append(found, finding{root, proof})
		}
		if proof == certain {
			break
		}
		if first == nil || !Retryable(first) && Retryable(err) && !isNetwork(err) {
			first = err // a platform that is down says more than what else is on its host
		}
		if endsDiscovery(ctx, err, typed) {
			return nil, err
		}
		unreachable[root.Host] = isNetwork(err)
	}
	if len(found) == 0 {
		return nil, first
	}
	return c.settle(found), nil
}

// best is the strongest proof found.
func best(found []finding) evidence {
	proof := none
	for _, f := range found {
		proof = max(proof, f.proof)
	}
	return proof
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

// endsDiscovery reports whether further probes are pointless: the caller gave up, or the typed host
// can't be trusted, which a person has to judge.
func endsDiscovery(ctx context.Context, err error, typed bool) bool {
	var secure *TLSError
	var closed *ClosedError
	return ctx.Err() != nil || errors.As(err, &closed) || typed && errors.As(err, &secure)
}

func isNetwork(err error) bool {
	var network *NetworkError
	return errors.As(err, &network)
}

// probe asks one candidate who is signed in: the API refuses, in its own way. The error says what
// spoke against the candidate.
func (c *Client) probe(ctx context.Context, root *url.URL) (evidence, error) {
	r := request{op: "look for the API", method: http.MethodGet, uri: userInfoURI}
	w := c.newWatch(ctx, r, headerTime+dialTime+handshakeTime)
	defer w.stop()
	req, err := c.newHTTPRequest(w.ctx, root, r, session{})
	if err != nil {
		return none, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return none, w.failure(root.Host, err)
	}
	resp.Body = newBody(resp, w, maxJSON)
	defer resp.Body.Close()
	data, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorBody)) // what came is what counts
	data = trimJSON(data)
	proof := weigh(resp, data)
	c.log.Debug("probe", "root", root.String(), "status", resp.StatusCode, "proof", int(proof))
	return proof, objection(resp, data)
}

// weigh judges the answer to a probe.
func weigh(resp *http.Response, data []byte) evidence {
	status := resp.StatusCode
	named := resp.Header.Get("X-Application") != ""
	speaksAPI := named || isJSON(data)
	missing := status == http.StatusNotFound || status == http.StatusMethodNotAllowed || status == http.StatusGone
	challenged := strings.HasPrefix(strings.ToLower(resp.Header.Get("WWW-Authenticate")), "basic")
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
	case isPage(resp, data) && status == http.StatusUnauthorized && challenged:
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

func isJSON(data []byte) bool {
	if len(data) == 0 || data[0] != '{' && data[0] != '[' {
		return false
	}
	return json.Valid(data)
}

// objection is what to tell the user if no candidate is the API.
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
