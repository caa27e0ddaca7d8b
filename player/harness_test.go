package player_test

import (
	"context"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"istratray/player"
	"istratray/player/decode"
	"istratray/player/output/outputtest"
)

// source delivers files by format, at a number of bytes a second.
type source struct {
	files map[player.Format]string // of testdata; others are refused
	speed int                      // 0: at once
	fail  error                    // what Open returns, instead of a refusal
	told  time.Duration            // how long it says the message is

	mu     sync.Mutex
	opened []player.Format
}

func (s *source) Open(ctx context.Context, f player.Format) (*player.Stream, error) {
	s.mu.Lock()
	s.opened = append(s.opened, f)
	s.mu.Unlock()
	if s.fail != nil {
		return nil, s.fail
	}
	name, ok := s.files[f]
	if !ok {
		return nil, &player.RefusedError{Format: f, Err: errors.New("404")}
	}
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		return nil, err
	}
	delivered := stream(ctx, data, s.speed)
	delivered.Told = s.told
	return delivered, nil
}

func stream(ctx context.Context, data []byte, speed int) *player.Stream {
	return &player.Stream{Body: &line{ctx: ctx, data: data, speed: speed}, Length: int64(len(data))}
}

// line delivers bytes at the speed of a slow connection.
type line struct {
	ctx   context.Context
	data  []byte
	speed int
	begun time.Time
	sent  int
}

func (l *line) Read(p []byte) (int, error) {
	if err := l.wait(); err != nil {
		return 0, err
	}
	if l.speed > 0 {
		p = p[:min(len(p), max(1, l.speed/100))]
	}
	if len(l.data) == 0 {
		return 0, io.EOF
	}
	n := copy(p, l.data)
	l.data = l.data[n:]
	l.sent += n
	return n, nil
}

// wait is over when what has been sent has had its time.
func (l *line) wait() error {
	if l.begun.IsZero() {
		l.begun = time.Now()
	}
	if l.speed == 0 {
		return l.ctx.Err()
	}
	due := l.begun.Add(time.Second * time.Duration(l.sent+l.speed/100) / time.Duration(l.speed))
	timer := time.NewTimer(time.Until(due))
	defer timer.Stop()
	select {
	case <-l.ctx.Done():
		return l.ctx.Err()
	case <-timer.C:
		return nil
	}
}

func (l *line) Close() error { return nil }

func ogg(speed int) *source {
	return &source{files: map[player.Format]string{player.Ogg: "vorbis8.ogg"}, speed: speed}
}

// stage is a player with a clocked device, and what it reported.
type stage struct {
	*player.Player
	t      *testing.T
	device *outputtest.Clocked

	mu     sync.Mutex
	states []player.State
}

// perform runs f with a running player in a bubble where time passes at once, and checks afterwards
// that nothing is left open.
func perform(t *testing.T, opts player.Options, f func(s *stage)) {
	synctest.Test(t, func(t *testing.T) {
		s := &stage{t: t, device: outputtest.NewClocked(48000)}
		opts.Output = s.device
		opts.OnState = func(state player.State) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.states = append(s.states, state)
		}
		s.Player = player.New(opts)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- s.Run(ctx) }()
		f(s)
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("Run returned %v", err)
		}
		s.closed()
	})
}

func (s *stage) state() player.State {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.states) == 0 {
		return player.State{Phase: player.Idle}
	}
	return s.states[len(s.states)-1]
}

// sleep lets time pass.
func (s *stage) sleep(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

// await lets time pass until a phase.
func (s *stage) await(phase player.Phase) player.State {
	s.t.Helper()
	for range 10_000 {
		synctest.Wait()
		if state := s.state(); state.Phase == phase {
			return state
		}
		s.sleep(50 * time.Millisecond)
	}
	s.t.Fatalf("never %s, but %+v", phase, s.state())
	return player.State{}
}

// closed says that no device is open.
func (s *stage) closed() {
	s.t.Helper()
	if now, _ := s.device.Opened(); now != 0 {
		s.t.Errorf("%d devices are open", now)
	}
}

// played is the sound on a device's tape in seconds, from its first to its last.
func (s *stage) played(id string) float64 {
	first, last := -1, -1
	for i, v := range s.device.Tape(id).Samples {
		if math.Abs(float64(v)) > 1e-3 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return float64(last-first) / 48000
}

// length of vorbis8.ogg, and of the sound in it, which begins and ends with silence.
var (
	wholeLength = func() time.Duration {
		file, err := os.Open("testdata/vorbis8.ogg")
		if err != nil {
			panic(err)
		}
		defer file.Close()
		d, err := decode.Open(file, decode.Ogg)
		if err != nil {
			panic(err)
		}
		frames, buf := 0, make([]float32, 1000)
		for {
			n, err := d.Read(buf)
			if frames += n; err != nil {
				return time.Duration(frames) * time.Second / 8000
			}
		}
	}()
)

func near(got, want, off time.Duration) bool { return (got - want).Abs() <= off }

var errTest = errors.New("test")

func testFile(t *testing.T, name string) []byte {
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
