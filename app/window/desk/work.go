package desk

import "context"

// Do runs a request beside Fyne's goroutine and hands its outcome to done on it. After the end of
// the window nothing is handed over.
func (d *Desk) Do(request func(ctx context.Context) error, done func(error)) {
	d.work.Go(func() {
		err := request(d.ctx)
		if d.ctx.Err() == nil {
			d.Post(func() { done(err) })
		}
	})
}

// Wait joins what is still under way. Not to be called on Fyne's goroutine before the context has ended.
func (d *Desk) Wait() { d.work.Wait() }

// Compute is a debounced computation that takes too long for Fyne's goroutine. One runs at a time; of the requests
// that come while it runs, only the latest is kept.
type Compute struct {
	desk  *Desk
	ask   func() (answer func() (show func())) // ask and show on Fyne's goroutine, answer beside it
	busy  bool
	again bool
}

// NewCompute makes a computation from what asks: ask and show run on Fyne's goroutine, answer beside it.
func NewCompute(d *Desk, ask func() (answer func() (show func()))) *Compute {
	return &Compute{desk: d, ask: ask}
}

// Run answers the question as it is now.
func (c *Compute) Run() {
	if c.busy {
		c.again = true
		return
	}
	c.busy = true
	answer := c.ask()
	var show func()
	c.desk.Do(func(context.Context) error {
		show = answer()
		return nil
	}, func(error) {
		c.busy = false
		show()
		if c.again {
			c.again = false
			c.Run()
		}
	})
}
