package istratest

import (
	"bufio"
	"net"
	"net/http"
	"time"
)

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
