package istratest

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// queueLength is how many frames may wait for a slow client before it is dropped.
const queueLength = 2048

type frame struct {
	kind int // websocket.TextMessage or BinaryMessage
	data []byte
}

// socket is one open websocket. Its handler's goroutine is the only writer.
type socket struct {
	wire   *gateConn       // what the platform has a grip on, under TLS too
	conn   *websocket.Conn // set when the handshake is over, for the handler alone
	frames chan frame
	once   sync.Once
	left   chan struct{} // closed when the platform wants it to end in good order
}

// wireKey is the context key of a request's *gateConn.
type wireKey struct{}

// withWire is http.Server.ConnContext.
func withWire(ctx context.Context, conn net.Conn) context.Context {
	if secured, ok := conn.(*tls.Conn); ok {
		conn = secured.NetConn()
	}
	return context.WithValue(ctx, wireKey{}, conn)
}

// frame is called with p.mu held.
func (p *Platform) frame(data []byte) frame {
	if p.quirks.BinaryFrames {
		return frame{websocket.BinaryMessage, data}
	}
	return frame{websocket.TextMessage, data}
}

// queue never blocks: a client that reads too slowly is dropped.
func (s *socket) queue(f frame) {
	select {
	case s.frames <- f:
	default:
		s.drop()
	}
}

// leave asks for a closing handshake.
func (s *socket) leave() { s.once.Do(func() { close(s.left) }) }

// drop ends the connection without a word.
func (s *socket) drop() { _ = s.wire.Close() }

// serveSocket is GET ws-service/myIstra: it needs the session's cookie, but no token.
func (p *Platform) serveSocket(w http.ResponseWriter, r *http.Request) {
	wire := r.Context().Value(wireKey{}).(*gateConn) // all connections come through the gate
	sock := &socket{wire: wire, frames: make(chan frame, queueLength), left: make(chan struct{})}
	var s *session
	var refusal answer
	p.change(func() { s, refusal = p.admit(r, sock) })
	if refusal.status != 0 {
		refusal.write(w, r, p.Faults().Quirks())
		return
	}
	defer p.change(func() { p.part(s, sock) })
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	defer conn.Close()
	sock.conn = conn
	p.runSocket(s, sock)
}

func (p *Platform) runSocket(s *session, sock *socket) {
	var reading sync.WaitGroup
	ended := make(chan struct{})
	reading.Go(func() {
		defer close(ended)
		p.readSocket(s, sock)
	})
	p.writeSocket(sock, ended)
	sock.drop()
	reading.Wait()
}

// admit counts a socket in before its handshake is answered: right after the answer the client may
// make a listener. It is called with p.mu held, like part.
func (p *Platform) admit(r *http.Request, sock *socket) (*session, answer) {
	if !strings.HasPrefix(r.Header.Get("X-Application"), "myIstra") {
		return nil, failure(http.StatusForbidden, "ERR_APPLICATION", "The X-Application header is missing")
	}
	s := p.sessionOf(r)
	if s == nil {
		return nil, unauthorized("There is no session, or it has expired")
	}
	s.sockets = append(s.sockets, sock)
	if p.quirks.KeepListeners {
		for _, l := range s.listeners {
			l.socket = sock
		}
	}
	if timeout := p.quirks.TimeoutFrame; timeout > 0 {
		data, _ := json.Marshal(map[string]any{"timeout_milliseconds": timeout.Milliseconds()}) // an integer
		sock.queue(p.frame(data))
	}
	return s, answer{}
}

func (p *Platform) part(s *session, sock *socket) {
	s.sockets = slices.DeleteFunc(s.sockets, func(other *socket) bool { return other == sock })
	if !p.quirks.KeepListeners {
		maps.DeleteFunc(s.listeners, func(_ string, l *listener) bool { return l.socket == sock })
	}
}

// readSocket takes what the client sends until the connection ends.
func (p *Platform) readSocket(s *session, sock *socket) {
	answer := sock.conn.PingHandler()
	sock.conn.SetPingHandler(func(data string) error {
		ignore := false
		p.change(func() { p.counts.pings++; ignore = p.quirks.IgnorePings })
		if ignore {
			return nil
		}
		return answer(data)
	})
	timeout := p.Faults().Quirks().TimeoutFrame
	for {
		if timeout > 0 { // what was announced is kept; pings don't count
			_ = sock.conn.SetReadDeadline(time.Now().Add(timeout))
		}
		_, data, err := sock.conn.ReadMessage()
		if err != nil {
			return
		}
		p.change(func() { p.heard(s, data) })
	}
}

// heard counts a frame as activity. It is called with p.mu held.
func (p *Platform) heard(s *session, data []byte) {
	var message struct{ Keepalive string }
	if json.Unmarshal(data, &message) == nil && message.Keepalive == "true" {
		p.counts.keepAlives++
	}
	if p.sessions[s.cookie] == s {
		s.idle.Reset(p.opts.SessionTimeout)
	}
}

// writeSocket sends what is queued until either side ends.
func (p *Platform) writeSocket(sock *socket, ended <-chan struct{}) {
	var tick <-chan time.Time
	if interval := p.Faults().Quirks().PingFrames; interval > 0 {
		ticker := time.NewTicker(interval)
		defer ticker.Stop()
		tick = ticker.C
	}
	for {
		f := frame{websocket.TextMessage, []byte("ping")}
		select {
		case f = <-sock.frames:
		case <-tick:
		case <-sock.left:
			sock.bye(ended)
			return
		case <-ended:
			return
		}
		if sock.write(f) != nil {
			return
		}
	}
}

func (s *socket) write(f frame) error { return s.conn.WriteMessage(f.kind, f.data) }

// bye sends what is still queued and the close frame, and gives the client a second to answer that.
func (s *socket) bye(ended <-chan struct{}) {
	for range len(s.frames) {
		if s.write(<-s.frames) != nil {
			return
		}
	}
	message := websocket.FormatCloseMessage(websocket.CloseGoingAway, "")
	patience := time.NewTimer(time.Second)
	defer patience.Stop()
	_ = s.conn.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second))
	select {
	case <-ended:
	case <-patience.C:
	}
}
