package outputtest

import (
	"context"
	"math"
	"sync"
	"time"

	"istratray/player/output"
)

// Clocked is a computer whose devices play by the clock, which in a synctest bubble is a fake one,
// into memory. Its methods may be called from any goroutine.
type Clocked struct {
	rate int

	mu      sync.Mutex // guards what follows
	devices map[string]*Tape
	open    int
	opened  int
	err     error
	frozen  bool
}

// The clocked devices' buffer, and how often they ask for sound.
const (
	clockedLatency = 200 * time.Millisecond
	clockedPeriod  = 50 * time.Millisecond
)

// Tape is what one device has played: its left side, at the Clocked's rate, from its first start on.
type Tape struct {
	Samples []float32
	Begun   time.Time // when the first sound was asked for that was not silence
}

// NewClocked has the devices "a", which is the default one, and "b".
func NewClocked(rate int) *Clocked {
	return &Clocked{rate: rate, devices: map[string]*Tape{"a": {}, "b": {}}}
}

// Break makes opening fail with err from now on; with nil it works again.
func (c *Clocked) Break(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.err = err
}

// Freeze makes the open devices stop asking for sound, like those of a sound server that died.
func (c *Clocked) Freeze() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.frozen = true
}

// Thaw lets devices that are opened from now on work again.
func (c *Clocked) Thaw() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.frozen = false
}

// Opened is how many devices are open, and how many ever were.
func (c *Clocked) Opened() (now, ever int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.open, c.opened
}

// Tape returns what a device has played so far.
func (c *Clocked) Tape(id string) Tape {
	c.mu.Lock()
	defer c.mu.Unlock()
	tape := *c.devices[id]
	tape.Samples = append([]float32(nil), tape.Samples...)
	return tape
}

// List implements output.Opener.
func (c *Clocked) List(context.Context) ([]output.Info, error) {
	return []output.Info{{ID: "a", Name: "A", Default: true}, {ID: "b", Name: "B"}}, nil
}

// Open implements output.Opener.
func (c *Clocked) Open(_ context.Context, id string) (output.Device, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		return nil, c.err
	}
	tape := c.devices[id]
	if tape == nil {
		tape = c.devices["a"]
	}
	c.open++
	c.opened++
	return &clockedDevice{c: c, tape: tape, stop: make(chan struct{}), done: make(chan struct{})}, nil
}

type clockedDevice struct {
	c       *Clocked
	tape    *Tape
	stop    chan struct{}
	done    chan struct{}
	started bool
}

func (d *clockedDevice) Rate() int { return d.c.rate }

func (d *clockedDevice) Latency() time.Duration { return clockedLatency }

// Start fills the buffer at once, as real devices do, and then plays.
func (d *clockedDevice) Start(render func([]float32)) error {
	d.started = true
	d.play(render, clockedLatency)
	go func() {
		defer close(d.done)
		ticker := time.NewTicker(clockedPeriod)
		defer ticker.Stop()
		for {
			select {
			case <-d.stop:
				return
			case <-ticker.C:
				d.play(render, clockedPeriod)
			}
		}
	}()
	return nil
}

func (d *clockedDevice) play(render func([]float32), span time.Duration) {
	d.c.mu.Lock()
	frozen := d.c.frozen
	d.c.mu.Unlock()
	if frozen {
		return
	}
	buf := make([]float32, 2*int(span.Seconds()*float64(d.c.rate)))
	render(buf)
	d.c.mu.Lock()
	defer d.c.mu.Unlock()
	for i := 0; i < len(buf); i += 2 {
		if d.tape.Begun.IsZero() && math.Abs(float64(buf[i])) > 1e-4 {
			d.tape.Begun = time.Now()
		}
		d.tape.Samples = append(d.tape.Samples, buf[i])
	}
}

func (d *clockedDevice) Close() {
	close(d.stop)
	if d.started {
		<-d.done
	}
	d.c.mu.Lock()
	defer d.c.mu.Unlock()
	d.c.open--
}
