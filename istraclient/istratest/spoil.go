package istratest

import (
	"bufio"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

func (p *Platform) takeFault(method, path string) (fault Fault, found bool) {
	p.change(func() {
		i := slices.IndexFunc(p.faults, func(f Fault) bool {
			return strings.HasPrefix(path, f.Match) && (f.Method == "" || f.Method == method)
		})
		if found = i >= 0; !found {
			return
		}
		fault = p.faults[i]
		switch fault.Times {
		case 0:
		case 1:
			p.faults = slices.Delete(slices.Clone(p.faults), i, i+1)
		default:
			p.faults[i].Times--
		}
	})
	return fault, found
}

// spoil answers a request as a fault wants. Panicking with http.ErrAbortHandler is how a handler closes
// its connection.
func (p *Platform) spoil(w http.ResponseWriter, r *http.Request, f Fault, next http.Handler) {
	if f.Delay > 0 && !p.pause(r, f.Delay) {
		panic(http.ErrAbortHandler)
	}
	if f.Effect {
		next.ServeHTTP(nowhere{}, r)
	}
	switch {
	case f.Hang:
		p.pause(r, 0)
		panic(http.ErrAbortHandler)
	case f.Drop:
		panic(http.ErrAbortHandler)
	}
	w = p.narrow(w, r, f)
	if f.answers() {
		f.write(w)
	} else {
		next.ServeHTTP(w, r)
	}
}

// pause waits for d, or forever when d is 0. It reports whether the request is still of interest.
func (p *Platform) pause(r *http.Request, d time.Duration) bool {
	var over <-chan time.Time
	if d > 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		over = timer.C
	}
	select {
	case <-over:
		return true
	case <-r.Context().Done():
	case <-p.done:
	}
	return false
}

func (f Fault) answers() bool {
	return f.Status != 0 || f.Body != "" || f.Text != "" || f.Location != "" || f.Effect
}

func (f Fault) write(w http.ResponseWriter) {
	status := f.Status
	if f.Location != "" {
		w.Header().Set("Location", f.Location)
		fill(&status, http.StatusFound)
	}
	if f.RetryAfter != "" {
		w.Header().Set("Retry-After", f.RetryAfter)
	}
	fill(&status, http.StatusOK)
	text, body := f.Text, f.Body
	fill(&text, "The simulated platform was told to fail")
	if body == "" && status < 400 && f.Text == "" {
		body = BodyEmpty
	}
	writeError(w, status, body, "ERR_SIMULATED", text)
}

// nowhere is the writer of an answer that nobody gets.
type nowhere struct{}

func (nowhere) Header() http.Header         { return http.Header{} }
func (nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (nowhere) WriteHeader(int)             {}
func (nowhere) Flush()                      {}

// Hijack refuses: a websocket cannot take effect without a client.
func (nowhere) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return nil, nil, errors.ErrUnsupported
}
