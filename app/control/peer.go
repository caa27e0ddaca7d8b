package control

import (
	"errors"
	"log/slog"
	"net"
)

// errForeignPeer is why a connection from or to another user's process is refused.
var errForeignPeer = errors.New("the other end belongs to another user")

// guarded lets only processes of our own user through.
type guarded struct {
	net.Listener
	log *slog.Logger
}

func (g guarded) Accept() (net.Conn, error) {
	for {
		conn, err := g.Listener.Accept()
		if err != nil {
			return nil, err // as it is: net/http looks at its type
		}
		err = checkPeer(conn)
		if err == nil {
			return conn, nil
		}
		conn.Close()
		g.log.Warn("control: connection refused", "reason", err)
	}
}
