package view

import "context"

// do runs a request beside Fyne's goroutine and hands its outcome to done on it. After the end of
// the window nothing is handed over.
func (u *UI) do(request func(ctx context.Context) error, done func(error)) {
	u.work.Go(func() {
		err := request(u.ctx)
		if u.ctx.Err() == nil {
			u.Post(func() { done(err) })
		}
	})
}

// compute keeps an answer up to date that takes too long for Fyne's goroutine. One computation runs
// at a time; of the questions that come meanwhile only the last is answered.
type compute struct {
	ui    *UI
	ask   func() (answer func() (show func())) // ask and show on Fyne's goroutine, answer beside it
	busy  bool
	again bool
}

// run answers the question as it is now.
func (c *compute) run() {
	if c.busy {
		c.again = true
		return
	}
	c.busy = true
	answer := c.ask()
	var show func()
	c.ui.do(func(context.Context) error {
		show = answer()
		return nil
	}, func(error) {
		c.busy = false
		show()
		if c.again {
			c.again = false
			c.run()
		}
	})
}
