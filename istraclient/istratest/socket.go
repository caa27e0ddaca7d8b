package istratest

import (
	"crypto/tls"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// queueLength is how many frames may wait for a slow client before it is dropped.
const queueLength = 8192

type frame struct {
	kind int // websocket.TextMessage or BinaryMessage
	data []byte
}

// socket is one open websocket. Its handler's goroutine is the only writer.
type socket struct {
	conn    *websocket.Conn // nil until the handshake is over; set with Platform.mu held
	dropped bool            // before there was a conn; guarded by Platform.mu
	frames  chan frame
	once    sync.Once
	left    chan struct{} // closed when the platform wants it to end in good order
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

// drop ends the connection without a word, under TLS too. It is called with Platform.mu held.
func (s *socket) drop() {
	if s.conn == nil {
		s.dropped = true
		return
	}
	conn := s.conn.NetConn()
	if secured, ok := conn.(*tls.Conn); ok {
		conn = secured.NetConn()
	}
	_ = conn.Close()
}

// serveSocket is GET ws-service/myIstra: it needs the session's cookie, but no token.
func (p *Platform) serveSocket(w http.ResponseWriter, r *http.Request) {
	var s *session
	p.change(func() { s = p.sessionOf(r) })
	quirks := p.Faults().Quirks()
	switch {
	case s == nil:
		unauthorized("There is no session, or it has expired").write(w, r, quirks)
		return
	case !strings.HasPrefix(r.Header.Get("X-Application"), "myIstra"):
		failure(http.StatusForbidden, "ERR_APPLICATION", "The X-Application header is missing").write(w, r, quirks)
		return
	}
	sock := &socket{frames: make(chan frame, queueLength), left: make(chan struct{})}
	p.change(func() { p.welcome(s, sock) })
	defer p.change(func() { p.part(s, sock) })
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	defer conn.Close()
	p.change(func() {
		sock.conn = conn
		if sock.dropped {
			sock.drop()
		}
	})
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
	p.change(sock.drop)
	reading.Wait()
}

// welcome counts a socket in before its handshake is answered: right after the answer the client may
// make a listener. It is called with p.mu held, like part.
func (p *Platform) welcome(s *session, sock *socket) {
	s.sockets[sock] = struct{}{}
	if p.sessions[s.cookie] != s || p.closed {
		sock.leave()
	}
	if timeout := p.quirks.TimeoutFrame; timeout > 0 {
		data, _ := json.Marshal(map[string]any{"timeout_milliseconds": timeout.Milliseconds()}) // an integer
		sock.queue(p.frame(data))
	}
}

func (p *Platform) part(s *session, sock *socket) {
	delete(s.sockets, sock)
	if len(s.sockets) == 0 && !p.quirks.KeepListeners {
		clear(s.listeners)
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
	for {
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
		if sock.conn.WriteMessage(f.kind, f.data) != nil {
			return
		}
	}
}

// bye sends the close frame and gives the client a second to answer it.
func (s *socket) bye(ended <-chan struct{}) {
	message := websocket.FormatCloseMessage(websocket.CloseGoingAway, "")
	patience := time.NewTimer(time.Second)
	defer patience.Stop()
	_ = s.conn.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second))
	select {
	case <-ended:
	case <-patience.C:
	}
}
