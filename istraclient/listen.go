package istraclient

import (
	"context"
	"fmt"
	"time"
)

// renewEvery is how often a link whose session was replaced is opened again without a pause.
const renewEvery = 30 * time.Second

// Listen connects the push stream (ws-service/myIstra), subscribes and calls handle for each event, one
// after the other and from this goroutine; keep-alives wait for it to return. It blocks until the link ends
// and returns why: after the end of ctx its error, having deleted the listener and closed the stream in less
// than 2 s. It reconnects only after this Client has signed in again because the session had ended: handle then
// gets another Subscribed. At most one Listen at a time makes sense for one Client.
func (c *Client) Listen(ctx context.Context, handle func(Event)) error {
	var renewed time.Time
	for {
		err := c.listen(ctx, handle)
		switch {
		case err == nil:
			return nil
		case !SessionEnded(err) || time.Since(renewed) < renewEvery:
			return fmt.Errorf("listen: %w", err)
		}
		renewed = time.Now()
	}
}

func (c *Client) listen(ctx context.Context, handle func(Event)) error {
	l, err := c.connect(ctx)
	if err != nil {
		return err
	}
	s := &stream{client: c, link: l, frames: make(chan frame, 64), handle: handle}
	return s.run(ctx)
}

// Probe makes a running Listen check its link at once, as after a sleep or a change of networks: if
// nothing arrives within 5 s, it ends. Probe doesn't wait for that.
func (c *Client) Probe() {
	select {
	case c.probes <- struct{}{}:
	default: // one is due already
	}
}
