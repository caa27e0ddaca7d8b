package control

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"
)

// ErrRunning is what Listen returns when another agent has the socket.
var ErrRunning = errors.New("istratray is running already")

const (
	handOver  = 2 * time.Second       // how long Listen waits for an agent that is starting or ending
	handRetry = 20 * time.Millisecond // how often it looks in the meantime
)

// Listen makes the agent's socket and is the single-instance rule: of any number of agents that
// call it at once exactly one gets a listener. The others get ErrRunning as soon as the winner
// answers, or an error when nobody answers within 2 s though the place is taken. What a killed
// agent left behind is replaced. The place is free again when the listener is closed.
func Listen(socket string) (net.Listener, error) {
	deadline := time.NewTimer(handOver)
	defer deadline.Stop()
	retry := time.NewTicker(handRetry)
	defer retry.Stop()
	for {
		l, err := claim(socket)
		if !errors.Is(err, errTaken) {
			return l, err
		}
		if answers(socket) {
			return nil, ErrRunning
		}
		select {
		case <-retry.C:
		case <-deadline.C:
			return nil, fmt.Errorf("another istratray holds %s but does not answer: %w", socket, ErrRunning)
		}
	}
}

// errTaken is claim's answer when another process has the place.
var errTaken = errors.New("taken")

// answers reports whether an agent of ours accepts connections on the socket.
func answers(socket string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	conn, err := dial(ctx, socket)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}
