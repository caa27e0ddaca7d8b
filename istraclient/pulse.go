package istraclient

import (
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// silenceLimit is how long a server that answers pings may be silent: it is pinged every keepAliveEvery.
const silenceLimit = keepAliveEvery + 10*time.Second

// pulse judges from what arrives whether the other side is alive. What is not atomic belongs to the
// goroutine that reads.
//
// A server that has answered a ping gets silenceLimit. One that never did is judged by the rhythm of its
// own pings, once it has shown one; without a rhythm silence means nothing, and TCP alone has to notice
// that nobody acknowledges our keep-alives.
type pulse struct {
	ws      *websocket.Conn
	begin   time.Time
	last    atomic.Int64 // when anything arrived, in nanoseconds since begin
	answers atomic.Bool  // the server is known to answer pings
	ponged  atomic.Bool  // it has, on this link
	beatAt  time.Time    // the server's last own ping; at first when the link began
	beats   int
	rhythm  time.Duration // the longest time between two of them
}

// newPulse begins with the link; answers says that this server is known to answer pings.
func newPulse(ws *websocket.Conn, answers bool) *pulse {
	now := time.Now()
	p := &pulse{ws: ws, begin: now, beatAt: now}
	p.answers.Store(answers)
	ws.SetPongHandler(func(string) error {
		p.answers.Store(true)
		p.ponged.Store(true)
		p.received(false)
		return nil
	})
	pong := ws.PingHandler()
	ws.SetPingHandler(func(data string) error {
		p.received(true)
		return pong(data)
	})
	return p
}

// received notes that something came; beat says that it was one of the server's own pings.
func (p *pulse) received(beat bool) {
	now := time.Now()
	p.last.Store(int64(now.Sub(p.begin)))
	if beat {
		if p.beats++; p.beats > 1 {
			p.rhythm = max(p.rhythm, now.Sub(p.beatAt))
		}
		p.beatAt = now
	}
	p.extend()
}

// extend sets how long the next bytes may take.
func (p *pulse) extend() {
	limit := p.limit()
	if limit == 0 {
		_ = p.ws.SetReadDeadline(time.Time{}) // fails only on a closed connection, which reading tells
		return
	}
	_ = p.ws.SetReadDeadline(time.Now().Add(limit))
}

// limit is how long the server may be silent; 0 = forever.
func (p *pulse) limit() time.Duration {
	switch {
	case p.answers.Load():
		return silenceLimit
	case p.rhythm > 0:
		return max(silenceLimit, 2*p.rhythm+5*time.Second)
	}
	return 0
}

// since reports whether anything has arrived since t.
func (p *pulse) since(t time.Time) bool { return p.last.Load() >= int64(t.Sub(p.begin)) }
