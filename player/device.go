package player

import (
	"context"
	"errors"
	"time"

	"istratray/player/output"
)

// opening is a device that is being opened.
type opening struct {
	result chan opened
	cancel context.CancelFunc
}

type opened struct {
	device output.Device
	err    error
}

// retryEvery is how often another device is looked for when one has been lost.
const retryEvery = 250 * time.Millisecond

// settleDevice keeps a device open while something should sound, and only then.
func (l *loop) settleDevice() {
	m := l.message
	if m == nil || m.over() || time.Now().Before(m.retry) {
		return
	}
	switch {
	case l.stage == nil && l.opening == nil:
		l.open()
	case l.stage != nil && !l.stage.loaded() && l.enough():
		l.start()
	}
}

// enough reports whether enough has arrived to fill the device's buffer.
func (l *loop) enough() bool {
	m := l.message
	if m.clip == nil {
		return false
	}
	loaded, complete := m.clip.Duration()
	return complete || loaded-m.at >= time.Duration(float64(startAhead)*l.setting.speed)
}

// open begins to open a device, in a goroutine: it can take as long as 3 seconds.
func (l *loop) open() {
	ctx, cancel := context.WithCancel(l.ctx)
	o := &opening{result: make(chan opened), cancel: cancel}
	l.opening = o
	id := l.device
	l.tasks.Go(func() {
		device, err := l.p.opts.Output.Open(ctx, id)
		select {
		case o.result <- opened{device, err}:
		case <-ctx.Done():
			if err == nil {
				device.Close()
			}
		}
	})
}

func (l *loop) deviceOpened(o opened) {
	l.opening.cancel()
	l.opening = nil
	if o.err != nil {
		l.deviceFailed(o.err)
		return
	}
	l.stage = newStage(o.device)
}

// start puts the clip on and has the device ask for it, in a goroutine: that can take as long as
// 3 seconds, too.
func (l *loop) start() {
	m, s := l.message, l.stage
	s.load(m.clip, m.at, l.setting)
	l.tasks.Go(s.start)
}

// deviceStarted handles the outcome of start.
func (l *loop) deviceStarted() {
	l.stage.settled = true
	if err := l.stage.failure; err != nil {
		l.park()
		l.deviceFailed(err)
	}
}

// park closes the device once it has faded out, and remembers the position in the message.
func (l *loop) park() {
	if l.opening != nil {
		l.opening.cancel()
		l.opening = nil
	}
	s := l.stage
	if s == nil {
		return
	}
	l.stage = nil
	if s.loaded() {
		l.message.at = s.progress().rendered
	}
	s.halt()
	l.tasks.Go(func() { l.close(s) })
}

// close waits until the device has played everything that was rendered.
func (l *loop) close(s *stage) {
	if s.loaded() {
		<-s.started
	}
	timer := time.NewTimer(s.device.Latency())
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-l.ctx.Done():
	}
	s.device.Close()
}

// deviceLost moves on to another device, at the place that was heard last.
func (l *loop) deviceLost(since time.Duration) {
	m := l.message
	heard := l.stage.progress().heard
	l.log.Warn("sound device stopped asking for sound", "at", heard)
	l.park()
	m.at = heard
	if m.lost.IsZero() {
		m.lost = time.Now().Add(-since)
	}
	if time.Since(m.lost) > searchLimit {
		l.deviceFailed(errSilentDevice)
	}
}

// deviceFailed tries again for a while when a device has just been lost, and then says so.
func (l *loop) deviceFailed(err error) {
	m := l.message
	lost := !m.lost.IsZero()
	if lost && time.Since(m.lost) < searchLimit {
		m.retry = time.Now().Add(retryEvery)
		return
	}
	l.log.Warn("no sound device", "err", err, "lost", lost)
	m.err = &DeviceError{Lost: lost, Err: err}
	m.phase = Paused
	if !m.heard {
		m.phase = Failed
		m.cancel()
	}
}

// clearDeviceError clears a device error, but keeps the error of an incomplete message.
func (l *loop) clearDeviceError() {
	var device *DeviceError
	if errors.As(l.message.err, &device) {
		l.message.err = nil
	}
}
