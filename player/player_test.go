package player_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"istratray/player"
	"istratray/player/decode"
	"istratray/player/output"
	"istratray/player/output/outputtest"
)

// source delivers files by format, at a number of bytes a second.
type source struct {
	files map[player.Format]string // of testdata; others are refused
	speed int                      // 0: at once
	fail  error                    // what Open returns, instead of a refusal

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
	return stream(ctx, data, s.speed), nil
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

func TestPlaysToTheEnd(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		start := time.Now()
		s.Play("one", ogg(0), 0)
		s.await(player.Playing)
		state := s.await(player.Ended)
		if took := time.Since(start); !near(took, wholeLength+200*time.Millisecond, 200*time.Millisecond) {
			t.Errorf("took %v, is %v long", took, wholeLength)
		}
		if state.ID != "one" || state.Err != nil || !state.Complete || state.Position != wholeLength || state.Length != wholeLength {
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
			if state.ID == "two" {
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

func TestSlowLine(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", ogg(2000), 0) // needs 4,000 bytes a second and has half
		s.await(player.Playing)
		state := s.await(player.Loading)
		if state.Complete || state.Loaded == 0 {
			t.Errorf("runs dry with %+v", state)
		}
		s.await(player.Playing)
		if state := s.await(player.Ended); state.Err != nil {
			t.Errorf("ended with %v", state.Err)
		}
	})
}

func TestTableAtTheEndWaitsWithProgress(t *testing.T) {
	if !decode.Can(decode.MP4) {
		t.Skip("not in this build")
	}
	perform(t, player.Options{Formats: []player.Format{player.MP4}}, func(s *stage) {
		s.Play("one", &source{files: map[player.Format]string{player.MP4: "tablelast.mp4"}, speed: 10_000}, 0)
		s.await(player.Playing)
		rising := 0
		for _, state := range s.states {
			if state.Phase == player.Loading && state.Loaded == 0 && state.Received > 0 && state.Received < state.Size {
				rising++
			}
		}
		if rising < 5 {
			t.Errorf("%d reports while waiting", rising)
		}
		if state := s.await(player.Ended); state.Err != nil || state.Received != state.Size {
			t.Errorf("ended with %+v", state)
		}
	})
}

func TestSeekBeyondWhatIsLoaded(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", ogg(4000), 0)
		s.await(player.Playing)
		s.Seek(wholeLength - 300*time.Millisecond)
		s.await(player.Loading)
		if state := s.await(player.Playing); state.Position < wholeLength-400*time.Millisecond {
			t.Errorf("plays at %v", state.Position)
		}
		s.await(player.Ended)
	})
}

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

var errTest = errors.New("test")

func TestSourceFails(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		src := &source{fail: errTest}
		s.Play("one", src, 0)
		if state := s.await(player.Failed); !errors.Is(state.Err, errTest) {
			t.Errorf("failed with %v", state.Err)
		}
		if len(src.opened) != 1 {
			t.Errorf("asked for %v", src.opened)
		}
		s.sleep(time.Second)
		s.closed()
	})
}

func TestFallsBack(t *testing.T) {
	for name, test := range map[string]struct {
		files  map[player.Format]string
		prefer []player.Format
		opened []player.Format
		ok     bool
	}{
		"refused":           {map[player.Format]string{player.AU: "mulaw.au"}, nil, []player.Format{player.Ogg, player.AU}, true},
		"not sound":         {map[player.Format]string{player.Ogg: "make.sh", player.AU: "mulaw.au"}, nil, []player.Format{player.Ogg, player.AU}, true},
		"another format":    {map[player.Format]string{player.Ogg: "mulaw.au"}, nil, []player.Format{player.Ogg}, true},
		"the preferred one": {map[player.Format]string{player.AU: "mulaw.au"}, []player.Format{player.AU}, []player.Format{player.AU}, true},
		"none":              {nil, []player.Format{player.AU}, []player.Format{player.AU, player.Ogg, player.AAC, player.MP4}, false},
	} {
		t.Run(name, func(t *testing.T) {
			perform(t, player.Options{Formats: test.prefer}, func(s *stage) {
				src := &source{files: test.files}
				s.Play("one", src, 0)
				if test.ok {
					if state := s.await(player.Ended); state.Err != nil {
						t.Errorf("ended with %v", state.Err)
					}
				} else {
					s.await(player.Failed)
				}
				for i, f := range src.opened {
					if i >= len(test.opened) || f != test.opened[i] {
						t.Errorf("asked for %v, want %v", src.opened, test.opened)
						break
					}
				}
			})
		})
	}
}

// bodies is a Source that delivers one body after the other.
type bodies []func(ctx context.Context) *player.Stream

func (b *bodies) Open(ctx context.Context, _ player.Format) (*player.Stream, error) {
	if len(*b) == 0 {
		return nil, &player.RefusedError{Err: errTest}
	}
	next := (*b)[0]
	*b = (*b)[1:]
	return next(ctx), nil
}

func testFile(t *testing.T, name string) []byte {
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestBrokenConnectionIsTriedAgain(t *testing.T) {
	data := testFile(t, "vorbis8.ogg")
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", &bodies{
			func(ctx context.Context) *player.Stream { // ends after half of what was announced
				return &player.Stream{Body: stream(ctx, data[:len(data)/2], 8000).Body, Length: int64(len(data))}
			},
			func(ctx context.Context) *player.Stream { return stream(ctx, data, 8000) },
		}, 0)
		state := s.await(player.Ended)
		if state.Err != nil || state.Length != wholeLength {
			t.Errorf("ended with %+v", state)
		}
		if got := s.played("a"); math.Abs(got-wholeLength.Seconds()) > 0.4 {
			t.Errorf("played %.2f s of %v", got, wholeLength)
		}
	})
}

func TestPartOfAMessageIsPlayed(t *testing.T) {
	data := testFile(t, "vorbis8.ogg")
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", &bodies{
			func(ctx context.Context) *player.Stream { return stream(ctx, data[:len(data)*2/3], 0) },
		}, 0)
		state := s.await(player.Ended)
		var e *player.LoadError
		if !errors.As(state.Err, &e) || !e.Partial || state.Length == 0 || state.Length >= wholeLength {
			t.Errorf("ended with %+v", state)
		}
	})
}

func TestStalledSource(t *testing.T) {
	data := testFile(t, "vorbis8.ogg")
	perform(t, player.Options{}, func(s *stage) {
		stalled := func(ctx context.Context) *player.Stream {
			r, w := io.Pipe()
			go func() { _, _ = w.Write(data[:8000]) }()
			context.AfterFunc(ctx, func() { r.Close() })
			return &player.Stream{Body: r, Length: -1}
		}
		s.Play("one", &bodies{stalled, stalled}, 0)
		state := s.await(player.Ended)
		if !errors.Is(state.Err, player.ErrStalled) {
			t.Errorf("ended with %+v", state)
		}
	})
}

func TestStopEndsAReadThatWaits(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		s.Play("one", &bodies{func(context.Context) *player.Stream {
			r, _ := io.Pipe() // only Close ends its Read
			return &player.Stream{Body: r, Length: -1}
		}}, 0)
		s.sleep(time.Second)
		s.Stop()
		s.await(player.Idle)
	})
}

func TestTooLong(t *testing.T) {
	// An AU file of 40 minutes at 4 kHz, from nothing.
	header := slices.Clone(testFile(t, "mulaw.au")[:32])
	binary.BigEndian.PutUint32(header[16:], 4000)
	perform(t, player.Options{Speed: 3}, func(s *stage) {
		s.Play("one", &bodies{func(ctx context.Context) *player.Stream {
			body := io.MultiReader(bytes.NewReader(header), io.LimitReader(repeated(0x20), 40*60*4000))
			return &player.Stream{Body: io.NopCloser(body), Length: -1}
		}}, 29*time.Minute)
		state := s.await(player.Ended)
		if !errors.Is(state.Err, player.ErrTooLong) || state.Length != 30*time.Minute {
			t.Errorf("ended with %+v", state)
		}
	})
}

// repeated delivers one byte for ever.
type repeated byte

func (r repeated) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r)
	}
	return len(p), nil
}
