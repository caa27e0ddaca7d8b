package istratest

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

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

// pause waits for d, or for ever when d is 0. It reports whether the request is still of interest.
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

// writeError answers with one of the shapes that errors have; zero: BodyJSON.
func writeError(w http.ResponseWriter, status int, shape Body, code, text string) {
	contentType, body := "application/json;charset=UTF-8", ""
	switch shape {
	case BodyEmpty:
		w.WriteHeader(status)
		return
	case BodyGzipBomb:
		writeBomb(w, status)
		return
	case BodyNotGzip:
		w.Header().Set("Content-Encoding", "gzip")
		body = `{"items":[]}`
	case BodyCodeOnly:
		body = object("code", text)
	case BodyException:
		body = object("exceptionId", 4711, "cause", nil, "message", text, "firstMessage", text)
	case BodyHTML:
		contentType = "text/html"
		body = fmt.Sprintf("<html><head><title>%d %s</title></head><body><h1>%s</h1><hr>proxy</body></html>",
			status, http.StatusText(status), html.EscapeString(text))
	case BodyPortal:
		contentType, body = "text/html; charset=utf-8", portalPage
	case BodyCutJSON:
		body = `{"count":3,"items":[{"id":"144","remoteLabel":"Anna`
	case BodyGarbage:
		body = "\x00\x01\xfe\xff\x89PNG\r\n\x1a" + strings.Repeat("\xc3\x28", 100)
	case BodyWrongJSON:
		body = `[[1,2],["a"],null]`
	case BodyRaw:
		body = text
	default:
		body = object("code", code, "message", text)
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// object is a JSON object of keys and values.
func object(pairs ...any) string {
	fields := map[string]any{}
	for pair := range slices.Chunk(pairs, 2) {
		fields[pair[0].(string)] = pair[1]
	}
	data, _ := json.Marshal(fields) // of texts and numbers only
	return string(data)
}

// writeBomb sends valid JSON, most of it blanks, that unpacks to a thousand times its size.
func writeBomb(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	z := gzip.NewWriter(w)
	defer z.Close()
	blanks := strings.Repeat(" ", 1<<20)
	for range 64 {
		if _, err := io.WriteString(z, blanks); err != nil {
			return
		}
	}
	_, _ = io.WriteString(z, `{"count":0,"items":[]}`)
}

// narrow makes a writer slow or short, where the fault wants that.
func (p *Platform) narrow(w http.ResponseWriter, r *http.Request, f Fault) http.ResponseWriter {
	if f.CutAfter == 0 && f.BytesPerSecond == 0 {
		return w
	}
	return &narrowWriter{ResponseWriter: w, platform: p, request: r, left: f.CutAfter, speed: f.BytesPerSecond}
}

// narrowWriter lets the body through at speed bytes a second (0: at once), and closes the connection
// when left bytes (0: any number) have gone.
type narrowWriter struct {
	http.ResponseWriter
	platform    *Platform
	request     *http.Request
	left, speed int
}

func (n *narrowWriter) Write(b []byte) (written int, err error) {
	for len(b) > 0 {
		part := b
		if n.speed > 0 {
			part = b[:min(len(b), max(1, n.speed/10))]
		}
		if n.left > 0 {
			part = part[:min(len(part), n.left)]
		}
		sent, err := n.ResponseWriter.Write(part)
		written += sent
		if err != nil {
			return written, err
		}
		_ = http.NewResponseController(n.ResponseWriter).Flush()
		n.spend(sent)
		b = b[sent:]
	}
	return written, nil
}

func (n *narrowWriter) spend(sent int) {
	if n.left > 0 {
		if n.left -= sent; n.left <= 0 {
			panic(http.ErrAbortHandler)
		}
	}
	if n.speed > 0 && !n.platform.pause(n.request, time.Duration(sent)*time.Second/time.Duration(n.speed)) {
		panic(http.ErrAbortHandler)
	}
}

// Hijack lets websockets through: only the answer to a failed upgrade is narrowed.
func (n *narrowWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return http.NewResponseController(n.ResponseWriter).Hijack()
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
