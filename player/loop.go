package player

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"istratray/player/clip"
	"istratray/player/dsp"
)

const (
	tickEvery   = 100 * time.Millisecond // how often states are reported while something plays
	searchLimit = 3 * time.Second        // how long another device is looked for when one died
	startAhead  = 300 * time.Millisecond // of sound before a device is started: its buffer and more
)

// loop carries out the orders of one Player. All its fields belong to the goroutine of run.
type loop struct {
	p       *Player
	log     *slog.Logger
	ctx     context.Context
	tasks   sync.WaitGroup // every goroutine that was started
	setting setting
	device  string
	message *message // nil: idle
	stage   *stage   // nil: no device is open
	opening *opening // nil: none is being opened
	ticker  *time.Ticker
	tick    <-chan time.Time // nil: nothing to report
	due     bool             // positions are to be reported, not only changes
	shown   State
}

func newLoop(p *Player) *loop {
	return &loop{
		p: p, log: p.opts.Logger, device: p.opts.Device,
		setting: setting{
			speed:  max(dsp.MinSpeed, min(dsp.MaxSpeed, p.opts.Speed)),
			volume: max(0, min(1, p.opts.Volume)),
			skip:   p.opts.SkipSilence,
		},
		shown: State{Phase: Idle},
	}
}

func (l *loop) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	l.ctx = ctx
	defer l.tasks.Wait()
	defer cancel()
	defer l.drop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-l.p.box.bell:
			l.obey(l.p.box.take())
		case c := <-l.clips():
			l.clipArrived(c)
		case <-l.arrivals():
			l.advance()
		case err := <-l.results():
			l.loadEnded(err)
		case o := <-l.openings():
			l.deviceOpened(o)
		case <-l.starts():
			l.deviceStarted()
		case <-l.tick:
			l.ticked()
		}
		l.settle()
	}
}

// The channels of what exists; the others are nil and never receive.

func (l *loop) clips() <-chan *clip.Clip {
	if l.message == nil || l.message.loader == nil {
		return nil
	}
	return l.message.loader.clips
}

func (l *loop) arrivals() <-chan struct{} {
	if l.message == nil || l.message.loader == nil {
		return nil
	}
	return l.message.loader.arrived
}

func (l *loop) results() <-chan error {
	if l.message == nil || l.message.loader == nil {
		return nil
	}
	return l.message.loader.result
}

func (l *loop) openings() <-chan opened {
	if l.opening == nil {
		return nil
	}
	return l.opening.result
}

func (l *loop) starts() <-chan struct{} {
	if l.stage == nil || l.stage.settled {
		return nil
	}
	return l.stage.started
}

// settle brings devices, the ticker and what is shown in line with the message.
func (l *loop) settle() {
	l.advance()
	l.settleDevice()
	l.settleTicker()
	l.show()
}

// settleTicker runs the ticker while there is something to follow.
func (l *loop) settleTicker() {
	m := l.message
	follow := m != nil && (!m.over() || m.loader != nil)
	switch {
	case follow && l.ticker == nil:
		l.ticker = time.NewTicker(tickEvery)
		l.tick = l.ticker.C
	case !follow && l.ticker != nil:
		l.ticker.Stop()
		l.ticker, l.tick = nil, nil
	}
}
