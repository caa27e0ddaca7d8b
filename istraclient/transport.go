package istraclient

import (
	"context"
	"net"
	"net/http"
	"time"
)

// Time limits of one request, phase by phase.
const (
	dialTime      = 10 * time.Second
	handshakeTime = 10 * time.Second
	headerTime    = 20 * time.Second
	idleBodyTime  = 20 * time.Second // without a byte of the body, while someone reads it
	wholeJSONTime = 2 * time.Minute  // a whole request with a JSON answer, however slowly it trickles
)

// deadPeerTime is after how long without an acknowledgement TCP gives a connection up.
const deadPeerTime = 45 * time.Second

type dialFunc func(ctx context.Context, network, addr string) (net.Conn, error)

// newDialer makes connections on which the kernel notices a dead peer, idle or not, without
// waking the program.
func newDialer() *net.Dialer {
	return &net.Dialer{
		Timeout:         dialTime,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 30 * time.Second, Interval: 5 * time.Second, Count: 3},
		Control:         limitUnacknowledged,
	}
}

// newTransport pools few connections and only briefly: the program idles nearly all day.
// HTTP/2 stays off: its pings and goroutines buy nothing for a handful of requests.
func newTransport(d *dialer) *http.Transport {
	return &http.Transport{
		DialTLSContext: func(ctx context.Context, _, addr string) (conn net.Conn, err error) {
			// It runs on a goroutine of the transport's.
			err = guard(d.log, "connect", func() error { conn, err = d.open(ctx, d.dial, addr); return err })
			return conn, err
		},
		ResponseHeaderTimeout:  headerTime,
		DisableCompression:     true, // we ask for gzip and deflate, and undo both
		MaxConnsPerHost:        8,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        20 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
}

func withDialTime(dial dialFunc) dialFunc {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, dialTime)
		defer cancel()
		return dial(ctx, network, addr)
	}
}
