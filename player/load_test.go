package player_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
	"testing"
	"time"

	"istratray/player"
	"istratray/player/decode"
)

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
		"refused": {map[player.Format]string{player.AU: "mulaw.au"}, nil, []player.Format{player.Ogg, player.AU}, true},
		"not sound": {map[player.Format]string{player.Ogg: "make.sh", player.AU: "mulaw.au"}, nil,
			[]player.Format{player.Ogg, player.AU}, true},
		"another format": {map[player.Format]string{player.Ogg: "mulaw.au"}, nil, []player.Format{player.Ogg}, true},
		"the preferred one": {map[player.Format]string{player.AU: "mulaw.au"}, []player.Format{player.AU},
			[]player.Format{player.AU}, true},
		"none": {nil, []player.Format{player.AU},
			[]player.Format{player.AU, player.Ogg, player.AAC, player.MP4}, false},
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

// repeated delivers one byte forever.
type repeated byte

func (r repeated) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r)
	}
	return len(p), nil
}
