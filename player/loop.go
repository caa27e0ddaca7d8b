package player

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"istratray/player/clip"
	"istratray/player/dsp"
	"istratray/player/output"
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

// message is what plays.
type message struct {
	id             string
	phase          Phase
	at             time.Duration // where to play, while no stage tells
	clip           *clip.Clip    // nil: nothing has arrived
	loader         *loader       // nil: all has arrived that will
	cancel         context.CancelFunc
	err            error
	heard          bool      // some of it has sounded
	received, size int64     // bytes, as far as is known
	lost           time.Time // when its device stopped working; zero: it has not
	retry          time.Time // when to look for another one
}

// over says whether the message stands still until somebody does something.
func (m *message) over() bool {
	return m.phase == Paused || m.phase == Ended || m.phase == Failed
}

// opening is a device on its way.
type opening struct {
	result chan opened
	cancel context.CancelFunc
}

type opened struct {
	device output.Device
	err    error
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
		case <-l.tick:
			l.ticked()
		}
		l.settle()
	}
}

// The channels of what there is; those of what there is not never receive.

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

// obey carries out orders.
func (l *loop) obey(o orders) {
	l.due = true
	set(&l.setting.speed, o.speed)
	set(&l.setting.volume, o.volume)
	set(&l.setting.skip, o.skip)
	if l.stage != nil {
		l.stage.set(l.setting)
	}
	if o.stop || o.play != nil {
		l.drop()
	}
	if o.play != nil {
		l.begin(*o.play)
	}
	if o.device != nil && *o.device != l.device {
		l.device = *o.device
		l.park()
	}
	if l.message == nil {
		return
	}
	if o.seek != nil {
		l.seek(*o.seek)
	}
	if o.paused != nil {
		l.pause(*o.paused)
	}
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// begin starts to load a message.
func (l *loop) begin(o playOrder) {
	ctx, cancel := context.WithCancel(l.ctx)
	loader := newLoader(o.src, order(l.p.opts.Formats), l.log)
	l.message = &message{id: o.id, phase: Loading, at: o.from, loader: loader, cancel: cancel}
	l.tasks.Go(func() { loader.run(ctx) })
}

// drop forgets the message and closes everything.
func (l *loop) drop() {
	l.park()
	if l.message != nil {
		l.message.cancel()
	}
	l.message = nil
	l.p.clip.Store(nil)
}

func (l *loop) seek(at time.Duration) {
	m := l.message
	m.at = at
	if m.phase == Ended {
		m.phase = Paused
	}
	if l.stage != nil && l.stage.loaded() {
		l.stage.seek(at, l.setting)
	}
}

func (l *loop) pause(paused bool) {
	m := l.message
	switch {
	case m.phase == Failed:
	case paused && !m.over():
		l.park()
		m.phase = Paused
	case !paused && m.over():
		if m.phase == Ended {
			m.at = 0
		}
		m.phase, m.lost = Loading, time.Time{}
		l.clearDeviceError()
	}
}

// clipArrived puts on the first clip of a message, or a better one.
func (l *loop) clipArrived(c *clip.Clip) {
	m := l.message
	m.clip = c
	l.p.clip.Store(c)
	if l.stage != nil && l.stage.loaded() {
		l.stage.load(c, l.stage.progress(l.setting.speed).rendered, l.setting)
	}
}

// loadEnded learns how loading went. What has arrived is played in any case.
func (l *loop) loadEnded(err error) {
	m := l.message
	m.received, m.size = m.loader.received.Load(), m.loader.size.Load()
	m.loader = nil
	if err == nil || m.phase == Failed {
		return
	}
	m.err = err
	if m.clip == nil {
		l.park()
		m.phase = Failed
	}
}

// ticked looks after what plays.
func (l *loop) ticked() {
	l.due = true
	if l.stage == nil || !l.stage.loaded() {
		return
	}
	l.stage.set(l.setting) // the loudness is known better by now
	if since, dead := l.stage.silent(); dead {
		l.deviceLost(since)
	}
}

// advance follows the stage: sound begins, runs dry, ends.
func (l *loop) advance() {
	m := l.message
	if m == nil || m.over() || l.stage == nil || !l.stage.loaded() {
		return
	}
	if time.Since(l.stage.opened) > searchLimit {
		m.lost = time.Time{} // the device that was found works
	}
	p := l.stage.progress(l.setting.speed)
	switch {
	case p.ended:
		l.park()
		m.phase, m.at = Ended, m.clip.Time(lastFrame(m.clip))
	case p.dry:
		m.phase = Loading
	default:
		m.phase, m.heard = Playing, true
	}
}

func lastFrame(c *clip.Clip) int {
	frames, _ := c.Len()
	return frames
}

// settle brings devices, the ticker and what is shown in line with the message.
func (l *loop) settle() {
	l.advance()
	l.settleDevice()
	l.settleTicker()
	l.show()
}

// settleTicker runs it while there is something to follow.
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

// show reports the state if it changed; mere progress only ten times a second.
func (l *loop) show() {
	s := l.state()
	if !l.due {
		s.Position, s.Loaded, s.Length = l.shown.Position, l.shown.Loaded, l.shown.Length
		s.Received, s.Size = l.shown.Received, l.shown.Size
		if s == l.shown {
			return
		}
		s = l.state()
	}
	l.due = false
	if s != l.shown {
		l.shown = s
		l.p.opts.OnState(s)
	}
}

func (l *loop) state() State {
	s := State{Phase: Idle, Speed: l.setting.speed, Volume: l.setting.volume}
	m := l.message
	if m == nil {
		return s
	}
	s.ID, s.Phase, s.Err = m.id, m.phase, m.err
	if s.Complete = m.loader == nil; !s.Complete {
		m.received, m.size = m.loader.received.Load(), m.loader.size.Load()
	}
	s.Received, s.Size = m.received, m.size
	s.Position = m.at
	if l.stage != nil && l.stage.loaded() {
		s.Position = l.stage.progress(l.setting.speed).heard
	}
	if m.clip != nil {
		s.Loaded, _ = m.clip.Duration()
		s.Length = m.clip.Length()
	}
	return s
}
