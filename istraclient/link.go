package istraclient

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// Time limits of the push stream.
const (
	upgradeTime = 30 * time.Second
	writeTime   = 10 * time.Second
	farewell    = 300 * time.Millisecond // for the close frame
)

// maxSkipped is how much of one oversize message is read past before the link is given up.
const maxSkipped = 64 << 20

// link is one websocket. One goroutine reads, one writes.
type link struct {
	ws      *websocket.Conn
	log     *slog.Logger
	pulse   *pulse
	session session // the one it was opened with
}

// connect opens the websocket with the session, after a new sign-in if the session turns out to have
// ended.
func (c *Client) connect(ctx context.Context) (*link, error) {
	s, err := c.ready(ctx)
	if err != nil {
		return nil, err
	}
	ws, err := c.upgrade(ctx, s)
	if c.hadOldToken(err, s) {
		s = c.current()
		ws, err = c.upgrade(ctx, s)
	}
	switch {
	case isRefusal(err) && c.hasEnded(ctx, s, "", err):
		return nil, &SessionEndedError{Err: err}
	case err != nil:
		return nil, &PushError{Stage: UpgradeStage, Err: err}
	}
	return &link{ws: ws, log: c.log, session: s, pulse: newPulse(ws, c.answersPings.Load())}, nil
}

// upgrade asks for the websocket with s: under the root and, where there is none, at the one place that
// the reference gives, whatever the root's own form.
func (c *Client) upgrade(ctx context.Context, s session) (*websocket.Conn, error) {
	root := c.root()
	ws, err := c.upgradeAt(ctx, root, s)
	if router := rootAt(root, routerName); isMissing(err) && router.Path != root.Path {
		return c.upgradeAt(ctx, router, s)
	}
	return ws, err
}

func (c *Client) upgradeAt(ctx context.Context, root *url.URL, s session) (*websocket.Conn, error) {
	w := c.newWatch(ctx, request{op: upgradeOp}, upgradeTime)
	defer w.stop()
	u, err := resolve(root, "ws-service/"+application)
	if err != nil {
		return nil, err
	}
	header := make(http.Header)
	c.setHeaders(header, s)
	header.Del("Accept-Encoding")
	hook := &dialHook{ctx: w.ctx, dial: c.dialer.dial}
	ws, resp, err := c.wsDialer(hook).DialContext(w.ctx, "wss"+strings.TrimPrefix(u.String(), "https"), header)
	if resp != nil {
		c.absorb(resp, s)
	}
	switch released := hook.release(); {
	case errors.Is(err, websocket.ErrBadHandshake):
		return nil, c.refusedUpgrade(resp, s)
	case err == nil && released:
		return ws, nil
	}
	return nil, w.classify(u.Host, err)
}

const upgradeOp = "open push stream"

func (c *Client) wsDialer(hook *dialHook) *websocket.Dialer {
	return &websocket.Dialer{
		NetDialTLSContext: func(ctx context.Context, _, addr string) (net.Conn, error) {
			return c.dialer.open(ctx, hook.DialContext, addr)
		},
		HandshakeTimeout: upgradeTime,
		ReadBufferSize:   4096,
		WriteBufferSize:  1024,
	}
}

// dialHook closes the connection when ctx ends before release: the websocket library waits for the
// answer to its upgrade without looking at the context. All of it happens in one goroutine.
type dialHook struct {
	ctx    context.Context
	dial   dialFunc
	unhook func() bool
	conn   *meteredConn
}

func (h *dialHook) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	conn, err := h.dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	h.unhook = context.AfterFunc(h.ctx, func() { conn.Close() })
	h.conn = &meteredConn{Conn: conn, left: maxUpgrade}
	return h.conn, nil
}

// release lets the connection live on; false means that ctx has closed it already.
func (h *dialHook) release() bool {
	if h.conn == nil {
		return true
	}
	h.conn.left = math.MaxInt64
	return h.unhook()
}

// maxUpgrade is what the answer to the upgrade may take, handshake included. The websocket library has
// no limit of its own.
const maxUpgrade = 512 << 10

// meteredConn reads at most left bytes.
type meteredConn struct {
	net.Conn
	left int64
}

func (m *meteredConn) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errWireLimit
	}
	n, err := m.Conn.Read(p)
	m.left -= int64(n)
	return n, err
}

// refusedUpgrade is the error when something answered but refused the websocket.
func (c *Client) refusedUpgrade(resp *http.Response, s session) error {
	if resp.StatusCode < 300 {
		data, _ := io.ReadAll(resp.Body) // the library keeps its first kilobyte
		if isPage(resp, data) {
			return notAPI(resp, data)
		}
		return &NotAPIError{URL: bareURL(resp.Request.URL), Status: resp.StatusCode,
			What: "something without a push stream"}
	}
	return c.checkStatus(resp, request{op: upgradeOp}, s)
}

// read hands each message that concerns us to deliver, until the link ends; it returns why.
func (l *link) read(ctx context.Context, deliver func(frame) bool) error {
	for {
		l.pulse.extend()
		_, message, err := l.ws.NextReader()
		if err != nil {
			return err
		}
		data, err := l.readMessage(message)
		if err != nil {
			return err
		}
		f, err := decodeFrame(data)
		l.pulse.received(f.beat)
		if err != nil {
			l.log.Debug("frame passed over", "bytes", len(data), "err", err)
		}
		if (f.counters != nil || f.timeout > 0) && !deliver(f) {
			return context.Cause(ctx)
		}
	}
}

// readMessage reads one message of at most maxFrame bytes; a larger one is read past and empty.
func (l *link) readMessage(message io.Reader) ([]byte, error) {
	message = pulsing{message, l.pulse}
	data, err := io.ReadAll(io.LimitReader(message, maxFrame+1))
	if err != nil || len(data) <= maxFrame {
		return data, err
	}
	skipped, err := io.CopyN(io.Discard, message, maxSkipped)
	if err == nil {
		return nil, fmt.Errorf("a frame of more than %d bytes", skipped)
	}
	if !errors.Is(err, io.EOF) {
		return nil, err
	}
	l.log.Warn("oversize frame passed over", "bytes", maxFrame+1+skipped)
	return nil, nil
}

// pulsing counts every piece of a message as a sign of life.
type pulsing struct {
	io.Reader
	pulse *pulse
}

func (p pulsing) Read(b []byte) (int, error) {
	n, err := p.Reader.Read(b)
	p.pulse.received(false)
	return n, err
}

// keepAlive sends the platform a heartbeat, and checks that it answers.
// Writing may take as long as limit.
func (l *link) keepAlive(limit time.Duration) error {
	if err := l.ws.SetWriteDeadline(time.Now().Add(limit)); err != nil {
		return err
	}
	if err := l.ws.WriteMessage(websocket.TextMessage, []byte(`{"keepalive":"true"}`)); err != nil {
		return err
	}
	return l.ping(limit)
}

func (l *link) ping(limit time.Duration) error {
	return l.ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(limit))
}

// bye asks the other side to close.
func (l *link) bye() {
	message := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	_ = l.ws.WriteControl(websocket.CloseMessage, message, time.Now().Add(farewell)) // it may be broken already
}

// close closes the connection, which also ends read. TLS, of which a proxy may have a layer of its own, would say
// goodbye for up to five seconds.
func (l *link) close() {
	conn := l.ws.NetConn()
	type wrapped interface{ NetConn() net.Conn }
	for secure, ok := conn.(wrapped); ok; secure, ok = conn.(wrapped) {
		conn = secure.NetConn()
	}
	cut := time.AfterFunc(farewell, func() { conn.Close() })
	defer cut.Stop()
	_ = l.ws.Close() // nothing is left to lose
}

// hurry ends a write under way soon.
func (l *link) hurry() { _ = l.ws.NetConn().SetWriteDeadline(time.Now().Add(farewell)) }
