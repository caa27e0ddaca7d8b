package session

import (
	"context"
	"time"
)

const (
	// sleepCheck is how often the two clocks are compared.
	sleepCheck = 10 * time.Second
	// sleepJump is how far the wall clock may run ahead of the monotonic one: more means that the
	// machine slept, for the monotonic clock stands still in the meantime.
	sleepJump = 22 * time.Second
	// networkSettles is how long changes of the network are gathered before the link is tried.
	networkSettles = 500 * time.Millisecond
)

// watchSleep notices that the machine has slept, and has the link checked at once.
func (s *Session) watchSleep(ctx context.Context) {
	ticker := time.NewTicker(sleepCheck)
	defer ticker.Stop()
	wall, mono := s.cfg.WallClock(), time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			newWall := s.cfg.WallClock()
			ahead := newWall.Sub(wall) - now.Sub(mono)
			wall, mono = newWall, now
			if ahead > sleepJump {
				s.cfg.Logger.Info("woke from sleep", "slept", ahead.Round(time.Second))
				s.post(s.hurry)
			}
		}
	}
}

// networkChanged has the link tried again shortly, once for a flurry of changes.
func (s *Session) networkChanged() {
	if s.networkPending {
		return
	}
	s.networkPending = true
	s.after(networkSettles, func() {
		s.networkPending = false
		s.cfg.Logger.Info("the network changed")
		s.hurry()
	})
}
