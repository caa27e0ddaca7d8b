package player_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"istratray/player"
	"istratray/player/output"
)

func TestNoDevice(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.device.Break(output.ErrNoDevice)
		s.Play("one", ogg(0), 0)
		state := s.await(player.Failed)
		var e *player.DeviceError
		if !errors.As(state.Err, &e) || !errors.Is(state.Err, output.ErrNoDevice) || e.Lost {
			t.Errorf("failed with %v", state.Err)
		}
		s.device.Break(nil)
		s.Play("one", ogg(0), 0)
		if state := s.await(player.Ended); state.Err != nil {
			t.Errorf("then ended with %v", state.Err)
		}
	})
}

func TestDeviceDiesAndComesBack(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", ogg(0), 0)
		s.sleep(time.Second)
		s.device.Freeze()
		died, at := time.Now(), s.state().Position
		s.sleep(1300 * time.Millisecond)
		s.device.Thaw()
		s.sleep(1200 * time.Millisecond)
		state := s.await(player.Playing)
		if took := time.Since(died); took > 3*time.Second {
			t.Errorf("took %v", took)
		}
		if state.Position < at-100*time.Millisecond || state.Position > at+1500*time.Millisecond {
			t.Errorf("goes on at %v, died at %v", state.Position, at)
		}
		if state := s.await(player.Ended); state.Err != nil {
			t.Errorf("ended with %v", state.Err)
		}
	})
}

func TestDeviceDiesForGood(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", ogg(0), 0)
		s.sleep(time.Second)
		at := s.state().Position
		s.device.Freeze()
		s.device.Break(output.ErrNoDevice)
		died := time.Now()
		state := s.await(player.Paused)
		if took := time.Since(died); took > 5*time.Second {
			t.Errorf("took %v", took)
		}
		var e *player.DeviceError
		if !errors.As(state.Err, &e) || !e.Lost || !near(state.Position, at, 200*time.Millisecond) {
			t.Errorf("paused at %v of %v with %v", state.Position, at, state.Err)
		}
		if _, ever := s.device.Opened(); ever > 3 {
			t.Errorf("%d devices opened", ever)
		}
		s.Resume()
		if state := s.await(player.Paused); state.Err == nil {
			t.Error("resumes without a device")
		}
		s.device.Thaw()
		s.device.Break(nil)
		s.Resume()
		if state := s.await(player.Ended); state.Err != nil {
			t.Errorf("ended with %v", state.Err)
		}
	})
}

func TestDeviceOpensButStaysSilent(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.device.Freeze()
		s.Play("one", ogg(0), 0)
		start := time.Now()
		state := s.await(player.Failed)
		if took := time.Since(start); took > 6*time.Second || state.Err == nil {
			t.Errorf("took %v, with %v", took, state.Err)
		}
	})
}

func TestDeviceIsChanged(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", ogg(0), 0)
		s.sleep(time.Second)
		s.SetDevice("b")
		s.await(player.Ended)
		// There is a pause between 1.02 s and 1.41 s, and silence after 2.71 s.
		if a, b := s.played("a"), s.played("b"); math.Abs(a-1.02) > 0.05 || math.Abs(b-(2.71-1.41)) > 0.05 {
			t.Errorf("%.2f s on a, %.2f s on b", a, b)
		}
	})
}
