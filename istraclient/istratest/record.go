package istratest

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// Request is a request as it arrived, secrets included: the account is not a real one.
type Request struct {
	Time   time.Time
	Method string
	Path   string // under the API's root where it is there, without a leading slash: v1/user/Info
	Query  string
	Header http.Header
	Body   string // at most 1 MiB
	Remote string
}

// Requests are the latest requests, oldest first, websocket upgrades included.
func (p *Platform) Requests() []Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests)
}

// RequestsTo are those of Requests with that method and path prefix. An empty method means any.
func (p *Platform) RequestsTo(method, prefix string) []Request {
	return slices.DeleteFunc(p.Requests(), func(r Request) bool {
		return method != "" && r.Method != method || !strings.HasPrefix(r.Path, prefix)
	})
}

func (p *Platform) record(r *http.Request, path, body string) {
	entry := Request{
		Time: p.now(), Method: r.Method, Path: path, Query: r.URL.RawQuery,
		Header: r.Header.Clone(), Body: body, Remote: r.RemoteAddr,
	}
	p.change(func() {
		p.counts.requests++
		// States share this array: entries are appended, never moved in place.
		if len(p.requests) >= 2*p.opts.KeepRequests {
			p.requests = slices.Clone(p.requests[len(p.requests)-p.opts.KeepRequests:])
		}
		p.requests = append(p.requests, entry)
	})
}
