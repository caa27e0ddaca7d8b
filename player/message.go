package player

import (
	"context"
	"time"

	"istratray/player/clip"
)

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
	received, size int64     // bytes, as far as known
	lost           time.Time // when its device stopped working; zero: it has not
	retry          time.Time // when to look for another one
}

// over reports whether nothing more happens to the message without a new order.
func (m *message) over() bool {
	return m.phase == Paused || m.phase == Ended || m.phase == Failed
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
	if l.message != nil && o.seek != nil {
		l.seek(*o.seek)
	}
	if l.message != nil && o.paused != nil {
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
		l.stage.load(c, l.stage.progress().rendered, l.setting)
	}
}

// loadEnded handles the end of loading. What has arrived is played in any case.
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

// ticked checks the message at each tick.
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
	p := l.stage.progress()
	switch {
	case p.ended && m.loader != nil: // the outcome of loading is about to arrive
	case p.ended:
		l.park()
		m.phase = Ended
		m.at, _ = m.clip.Duration()
	case p.dry:
		m.phase = Loading
	default:
		m.phase, m.heard = Playing, true
	}
}
