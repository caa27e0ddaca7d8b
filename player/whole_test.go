package player_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"istratray/player"
	"istratray/player/decode"
)

// cut8.ogg is the last part of what the other files are, and whole by itself.
func TestTheFullerFormatIsPlayed(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		src := &source{files: map[player.Format]string{player.Ogg: "cut8.ogg", player.AU: "mulaw.au"},
			told: 4 * time.Second}
		s.Play("one", src, 0)
		state := s.await(player.Ended)
		if state.Err != nil || !near(state.Length, wholeLength, 100*time.Millisecond) {
			t.Errorf("ended with %+v", state)
		}
		if want := []player.Format{player.Ogg, player.AU}; !slices.Equal(src.opened, want) {
			t.Errorf("asked for %v, want %v", src.opened, want)
		}
		if got := s.played("a"); got < wholeLength.Seconds()-0.6 {
			t.Errorf("played %.2f s of %v", got, wholeLength)
		}
	})
}

// A format whose body breaks off each time is no better than one that is damaged.
func TestAnotherFormatIsPlayedWhereOneBreaksOff(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		data := testFile(t, "mulaw.au")
		half := func(ctx context.Context) *player.Stream {
			return &player.Stream{Body: stream(ctx, data[:9000], 0).Body, Length: int64(len(data)),
				Told: 3 * time.Second}
		}
		whole := func(ctx context.Context) *player.Stream { return stream(ctx, data, 0) }
		s.Play("one", &bodies{half, half, whole}, 0)
		if state := s.await(player.Ended); state.Err != nil || !near(state.Length, wholeLength, 100*time.Millisecond) {
			t.Errorf("ended with %+v", state)
		}
	})
}

func TestAMissingEndIsSaid(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		src := &source{files: map[player.Format]string{player.Ogg: "cut8.ogg", player.AU: "mulaw.au"},
			told: 11 * time.Second}
		s.Play("one", src, 0)
		s.await(player.Playing)
		state := s.await(player.Ended)
		if !player.EndIsMissing(state.Err) || !near(state.Length, wholeLength, 100*time.Millisecond) {
			t.Errorf("ended with %+v", state)
		}
		for _, earlier := range s.states {
			if earlier.Phase == player.Ended && earlier.Err == nil {
				t.Error("first ended as if nothing were missing")
			}
		}
	})
}

// boastful is an AU file whose header announces twice as much as there is.
func boastful(t *testing.T) []byte {
	data := bytes.Clone(testFile(t, "mulaw.au"))
	binary.BigEndian.PutUint32(data[8:], uint32(2*len(data)))
	return data
}

func TestAClaimIsBelievedUnlessTheSourceSaysOtherwise(t *testing.T) {
	for name, test := range map[string]struct {
		told    time.Duration
		missing bool
	}{
		"the source agrees with what came": {3 * time.Second, false},
		"the source says nothing":          {0, true},
		"the source agrees with the claim": {6 * time.Second, true},
	} {
		t.Run(name, func(t *testing.T) {
			perform(t, player.Options{Formats: []player.Format{player.AU}}, func(s *stage) {
				s.Play("one", &bodies{func(ctx context.Context) *player.Stream {
					delivered := stream(ctx, boastful(t), 0)
					delivered.Told = test.told
					return delivered
				}}, 0)
				if state := s.await(player.Ended); player.EndIsMissing(state.Err) != test.missing {
					t.Errorf("ended with %+v", state)
				}
			})
		})
	}
}

func TestAnotherFormatProvesAClaimWrong(t *testing.T) {
	perform(t, player.Options{Formats: []player.Format{player.AU}}, func(s *stage) {
		s.Play("one", &bodies{
			func(ctx context.Context) *player.Stream { return stream(ctx, boastful(t), 0) },
			func(ctx context.Context) *player.Stream { return stream(ctx, testFile(t, "vorbis8.ogg"), 0) },
		}, 0)
		if state := s.await(player.Ended); state.Err != nil {
			t.Errorf("ended with %+v", state)
		}
	})
}

// kept is what Keep leaves of a source.
func kept(t *testing.T, src player.Source, f player.Format) (*player.Kept, []byte) {
	t.Helper()
	k, err := player.Keep(t.Context(), src, f)
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	var data bytes.Buffer
	if _, err := k.WriteTo(&data); err != nil {
		t.Fatal(err)
	}
	return k, data.Bytes()
}

func TestKeep(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for name, test := range map[string]struct {
		files map[player.Format]string
		told  time.Duration
		asked player.Format
		want  string
		is    player.Format
		flaw  bool
	}{
		"as asked": {map[player.Format]string{player.AU: "mulaw.au", player.Ogg: "vorbis8.ogg"},
			3 * time.Second, player.AU, "mulaw.au", player.AU, false},
		"refused": {map[player.Format]string{player.MP4: "tablelast.mp4"}, 0, player.AU,
			"tablelast.mp4", player.MP4, false},
		"not sound": {map[player.Format]string{player.AU: "make.sh", player.Ogg: "vorbis8.ogg"}, 0, player.AU,
			"vorbis8.ogg", player.Ogg, false},
		"another than asked": {map[player.Format]string{player.AU: "vorbis8.ogg"}, 0, player.AU,
			"vorbis8.ogg", player.Ogg, false},
		"shorter than told": {map[player.Format]string{player.Ogg: "cut8.ogg", player.AU: "mulaw.au"},
			4 * time.Second, player.Ogg, "mulaw.au", player.AU, false},
		"all shorter": {map[player.Format]string{player.Ogg: "cut8.ogg", player.AU: "mulaw.au"}, time.Minute,
			player.Ogg, "mulaw.au", player.AU, true},
		"all of them shorter": {map[player.Format]string{player.Ogg: "vorbis8.ogg", player.AU: "mulaw.au"}, time.Minute,
			player.Ogg, "vorbis8.ogg", player.Ogg, true},
	} {
		t.Run(name, func(t *testing.T) {
			k, data := kept(t, &source{files: test.files, told: test.told}, test.asked)
			if !bytes.Equal(data, testFile(t, test.want)) || k.Format != test.is || (k.Flaw != nil) != test.flaw {
				t.Errorf("%d bytes of %s, flaw %v", len(data), k.Format, k.Flaw)
			}
		})
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A program that is killed leaves no message behind.
func TestWhatIsKeptHasNoName(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file keeps its name there")
	}
	t.Setenv("TMPDIR", t.TempDir())
	k, err := player.Keep(t.Context(), &source{files: map[player.Format]string{player.AU: "mulaw.au"}}, player.AU)
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("there is %v", left)
	}
	var data bytes.Buffer
	if _, err := k.WriteTo(&data); err != nil || !bytes.Equal(data.Bytes(), testFile(t, "mulaw.au")) {
		t.Errorf("%d bytes, %v", data.Len(), err)
	}
}

func TestKeepOfWhatCannotBeHad(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	data := testFile(t, "mulaw.au")
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	half := func(ctx context.Context) *player.Stream {
		return &player.Stream{Body: stream(ctx, data[:5000], 0).Body, Length: int64(len(data))}
	}
	damaged := func(ctx context.Context) *player.Stream {
		return stream(ctx, testFile(t, "vorbis8.ogg")[:2000], 0)
	}
	empty := func(ctx context.Context) *player.Stream { return stream(ctx, data[:24], 0) }
	page := func(ctx context.Context) *player.Stream { return stream(ctx, []byte("<html>no</html>"), 0) }
	var refused *player.RefusedError
	var source *decode.SourceError
	for name, test := range map[string]struct {
		ctx  context.Context
		src  player.Source
		kind func(error) bool
	}{
		"refused": {t.Context(), &bodies{}, func(err error) bool { return errors.As(err, &refused) }},
		"not sound": {t.Context(), &bodies{page, page, page, page},
			func(err error) bool { return errors.As(err, new(*decode.Error)) }},
		"damaged":   {t.Context(), &bodies{damaged}, player.CameDamaged},
		"no sample": {t.Context(), &bodies{empty}, player.CameDamaged},
		"cut off": {t.Context(), &bodies{half, half}, func(err error) bool {
			return errors.As(err, &source) &&
				errors.Is(err, io.ErrUnexpectedEOF)
		}},
		"cancelled": {cancelled, &bodies{half, half}, func(err error) bool { return errors.Is(err, context.Canceled) }},
	} {
		t.Run(name, func(t *testing.T) {
			if k, err := player.Keep(test.ctx, test.src, player.AU); k != nil || !test.kind(err) {
				t.Errorf("got %v, %v", k, err)
			}
		})
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if k, _ := kept(t, &bodies{half, func(ctx context.Context) *player.Stream { return stream(ctx, data, 0) }},
		player.AU); k.Flaw != nil {
		t.Errorf("a second try: %v", k.Flaw)
	}
	if k, _ := kept(t, &bodies{half, half, func(ctx context.Context) *player.Stream { return stream(ctx, data, 0) }},
		player.AU); k.Flaw != nil {
		t.Errorf("another format: %v", k.Flaw)
	}
}
