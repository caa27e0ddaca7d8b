package player_test

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"time"

	"istratray/player"
)

func TestPlaysToTheEnd(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		start := time.Now()
		s.Play("one", ogg(0), 0)
		s.await(player.Playing)
		state := s.await(player.Ended)
		if took := time.Since(start); !near(took, wholeLength+200*time.Millisecond, 200*time.Millisecond) {
			t.Errorf("took %v, is %v long", took, wholeLength)
		}
		if state.ID != "one" || state.Err != nil || !state.Complete || state.Position != wholeLength ||
			state.Length != wholeLength {
			t.Errorf("ended with %+v", state)
		}
		s.sleep(time.Second)
		s.closed()
		for i, wave := range s.Waveform(5) {
			if wave <= 0 || wave > 1 {
				t.Errorf("peak %d of the waveform is %v", i, wave)
			}
		}
	})
}

func TestPositionsRise(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", ogg(0), 0)
		start := time.Now()
		s.await(player.Ended)
		last := time.Duration(-1)
		for _, state := range s.states {
			if state.Position < last {
				t.Errorf("position fell from %v to %v", last, state.Position)
			}
			last = state.Position
		}
		_ = start
		if n := len(s.states); n < int(wholeLength.Seconds()*9) || n > int(wholeLength.Seconds()*11)+8 {
			t.Errorf("%d states in %v", n, wholeLength)
		}
	})
}

func TestPauseAndResume(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", ogg(0), 0)
		s.sleep(time.Second)
		s.Pause()
		paused := s.await(player.Paused)
		if !near(paused.Position, time.Second, 250*time.Millisecond) {
			t.Errorf("paused at %v", paused.Position)
		}
		s.sleep(time.Hour)
		s.closed()
		if state := s.state(); state != paused {
			t.Errorf("changed while paused to %+v", state)
		}
		s.Resume()
		start := time.Now()
		s.await(player.Ended)
		if took := time.Since(start); !near(took, wholeLength-paused.Position, 350*time.Millisecond) {
			t.Errorf("the rest took %v after %v of %v", took, paused.Position, wholeLength)
		}
	})
}

func TestSeek(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", ogg(0), 500*time.Millisecond)
		if state := s.await(player.Playing); !near(state.Position, 500*time.Millisecond, 50*time.Millisecond) {
			t.Errorf("starts at %v", state.Position)
		}
		s.Seek(wholeLength - time.Second)
		s.sleep(200 * time.Millisecond)
		if state := s.state(); !near(state.Position, wholeLength-time.Second, 250*time.Millisecond) {
			t.Errorf("is at %v", state.Position)
		}
		s.Pause()
		s.Seek(time.Second)
		s.sleep(time.Second)
		if state := s.state(); state.Phase != player.Paused || state.Position != time.Second {
			t.Errorf("after seeking while paused: %+v", state)
		}
		s.Resume()
		s.await(player.Ended)
		s.Resume()
		if state := s.await(player.Playing); state.Position > 100*time.Millisecond {
			t.Errorf("starts again at %v", state.Position)
		}
		s.Seek(time.Hour)
		s.await(player.Ended)
	})
}

func TestStop(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", ogg(0), 0)
		s.await(player.Playing)
		s.Stop()
		if state := s.await(player.Idle); state.ID != "" || state.Position != 0 {
			t.Errorf("stopped with %+v", state)
		}
		s.sleep(time.Second)
		s.closed()
		s.Pause()
		s.Seek(time.Second)
		s.Resume()
		s.sleep(time.Second)
		if state := s.state(); state.Phase != player.Idle {
			t.Errorf("orders without a message led to %+v", state)
		}
	})
}

func TestPlayReplaces(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", ogg(0), 0)
		s.sleep(time.Second)
		s.Play("two", ogg(0), 0)
		s.Play("three", ogg(0), 0)
		s.sleep(time.Second)
		if state := s.state(); state.ID != "three" || !near(state.Position, time.Second, 100*time.Millisecond) {
			t.Errorf("plays %+v", state)
		}
		for _, state := range s.states {
			if state.ID == "two" && state.Phase == player.Playing {
				t.Error("played what had been replaced already")
			}
		}
	})
}

func TestSpeed(t *testing.T) {
	for _, speed := range []float64{0.5, 2, 3} {
		perform(t, player.Options{Speed: speed}, func(s *stage) {
			start := time.Now()
			s.Play("one", ogg(0), 0)
			state := s.await(player.Ended)
			want := time.Duration(float64(wholeLength)/speed) + 100*time.Millisecond
			if took := time.Since(start); !near(took, want, 150*time.Millisecond) {
				t.Errorf("at %v×: %v, want %v", speed, took, want)
			}
			if state.Speed != speed {
				t.Errorf("speed %v", state.Speed)
			}
		})
	}
	perform(t, player.Options{Speed: 99, Volume: 99}, func(s *stage) {
		s.SetVolume(-1)
		s.sleep(time.Second)
		if state := s.state(); state.Speed != 3 || state.Volume != 0 {
			t.Errorf("settings beyond their bounds: %+v", state)
		}
	})
}

func TestVolumeNothing(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.SetVolume(0)
		s.Play("one", ogg(0), 0)
		s.await(player.Ended)
		if s.played("a") > 0.02 { // the first fade
			t.Error("sound at volume 0")
		}
	})
}

func TestSkipSilence(t *testing.T) {
	data := testFile(t, "mulaw.au")
	pause := bytes.Repeat([]byte{0xff}, 3*8000)
	twice := slices.Concat(data, pause, data[32:])
	took := func(skip bool) (took time.Duration) {
		perform(t, player.Options{SkipSilence: skip}, func(s *stage) {
			start := time.Now()
			s.Play("one", &bodies{func(ctx context.Context) *player.Stream { return stream(ctx, twice, 0) }}, 0)
			s.await(player.Ended)
			took = time.Since(start)
		})
		return took
	}
	if saved := took(false) - took(true); saved < 2500*time.Millisecond || saved > 4*time.Second {
		t.Errorf("saved %v of a pause of 3 s", saved)
	}
}
